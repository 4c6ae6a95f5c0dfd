// The map on the page: the size that fits the window, and zoom. Without this script the map is whole
// and every choice is a link or a form.
(() => {
  "use strict";
  const map = document.getElementById("map");
  if (!map) return;
  const narrow = window.matchMedia("(max-width: 719px)");

  const buttons = () => {
    const box = document.createElement("div");
    box.className = "zoom";
    for (const [sign, words, factor] of [["+", map.dataset.in, 1.5], ["−", map.dataset.out, 1 / 1.5], ["1×", map.dataset.whole, 0]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = sign;
      button.setAttribute("aria-label", words);
      button.addEventListener("click", () => zoom(factor));
      box.append(button);
    }
    map.querySelector(".picture").after(box);
  };

  let whole, seen;
  const show = () => {
    const svg = map.querySelector(".nsvg");
    svg.setAttribute("viewBox", seen.join(" "));
    map.classList.toggle("zoomed", seen[2] < whole[2]);
  };
  const held = (start, length, most) => Math.min(Math.max(0, start), most - length);
  const zoom = (factor) => {
    const width = factor ? Math.min(whole[2], Math.max(whole[2] / 8, seen[2] / factor)) : whole[2];
    const height = (width * whole[3]) / whole[2];
    const x = held(seen[0] + (seen[2] - width) / 2, width, whole[2]);
    const y = held(seen[1] + (seen[3] - height) / 2, height, whole[3]);
    seen = [x, y, width, height];
    show();
  };

  let from = null;
  const begin = () => {
    const svg = map.querySelector(".nsvg");
    whole = svg.getAttribute("viewBox").split(" ").map(Number);
    seen = whole.slice();
    svg.addEventListener("pointerdown", (event) => {
      if (map.classList.contains("zoomed")) from = [event.clientX, event.clientY, seen[0], seen[1]];
    });
    svg.addEventListener("pointermove", (event) => {
      if (!from || !(event.buttons & 1)) return;
      const unit = seen[2] / svg.clientWidth;
      seen[0] = held(from[2] - (event.clientX - from[0]) * unit, seen[2], whole[2]);
      seen[1] = held(from[3] - (event.clientY - from[1]) * unit, seen[3], whole[3]);
      show();
    });
    svg.addEventListener("click", (event) => {
      if (from && Math.hypot(event.clientX - from[0], event.clientY - from[1]) > 6) event.preventDefault();
      from = null;
    }, true);
    buttons();
  };

  // The server draws for the device that asks; a window that is made narrow gets the other drawing.
  const fit = async () => {
    const size = narrow.matches ? "phone" : "desk";
    if (map.dataset.size === size) return;
    const address = new URL(window.location.href);
    address.searchParams.set("size", size);
    address.hash = "";
    const answer = await fetch(address, { credentials: "same-origin" });
    if (!answer.ok) return;
    const other = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("map");
    if (!other || map.dataset.size === size) return;
    map.dataset.size = size;
    map.replaceChildren(...other.childNodes);
    begin();
  };
  begin();
  fit();
  narrow.addEventListener("change", fit);
})();
