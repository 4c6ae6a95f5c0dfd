// The map's pan, zoom and selection. Every path, number and sentence comes from the renderer: nothing is
// computed here but what part of the map is seen. Without this script the maps and the table remain.
(() => {
  "use strict";
  const root = document.getElementById("nmap"), source = document.getElementById("nmap-data");
  if (!root || !source) return;
  const data = JSON.parse(source.textContent), NS = "http://www.w3.org/2000/svg";
  const say = root.querySelector(".nsay"), panel = root.querySelector(".ndetail");
  const picks = [...root.querySelectorAll("select")];
  let now = -1;

  const find = (id) => data.selections.findIndex((selection) => selection.id === id);
  const hub = (place) => find("through=" + place.dataset.p);
  const make = (name, attributes) => {
    const element = document.createElementNS(NS, name);
    for (const key in attributes) element.setAttribute(key, attributes[key]);
    return element;
  };

  const maps = [...root.querySelectorAll("svg[data-map]")].map((svg) => {
    const own = data.maps[svg.dataset.map], layer = svg.querySelector(".nlegs");
    const lines = [...svg.querySelectorAll(".nleg")].map((group, index) => {
      const casing = group.querySelector(".nk");
      group.prepend(make("path", { class: "nhit", d: casing.getAttribute("d") }));
      group.addEventListener("click", () => { if (!svg.moved) cycle(own.r[index]); });
      return { group, parts: [...group.querySelectorAll("path:not(.nhit)")] };
    });
    const places = [...svg.querySelectorAll(".nplace")];
    const labels = [...svg.querySelectorAll(".nlab")].map((group) => ({
      group, spans: [...group.querySelectorAll("tspan")].map((span) => [span, span.textContent]),
    }));
    svg.setAttribute("role", "group");
    // A place that cannot be chosen is no button.
    reach(svg, places.filter((place) => hub(place) >= 0));
    return { svg, own, layer, lines, places, labels };
  });

  // Marks: one of them is in the tab order, the arrow keys go from one to the next.
  function reach(svg, places) {
    places.forEach((place, index) => {
      place.setAttribute("role", "button");
      place.setAttribute("aria-label", place.querySelector("title").textContent);
      place.setAttribute("tabindex", index ? -1 : 0);
      place.addEventListener("click", () => { if (!svg.moved) select(hub(place)); });
      place.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
        if (event.key === "Enter" || event.key === " ") select(hub(place));
        else if (step) {
          const next = places[(index + step + places.length) % places.length];
          places.forEach((other) => other.setAttribute("tabindex", other === next ? 0 : -1));
          next.focus();
        } else return;
        event.preventDefault();
        event.stopPropagation();
      });
    });
  }

  const cycle = (routes) => { if (routes.length) select(routes[(routes.indexOf(now) + 1) % routes.length]); };

  function show(map, index) {
    const chosen = data.selections[index], taken = new Map();
    if (chosen) map.own.s[index].forEach(([line, variant, text]) => taken.set(line, [variant, text]));
    map.lines.forEach((line, number) => {
      line.group.querySelectorAll(".nswap").forEach((part) => part.remove());
      const use = taken.get(number);
      line.group.classList.toggle("noff", Boolean(chosen) && !use);
      if (use && use[0] >= 0) {
        line.parts.forEach((part) => part.remove());
        map.own.v[number][use[0]].forEach(([css, d, width]) =>
          line.group.append(make("path", { class: css + " nswap", d, ...(width && { "stroke-width": width }) })));
      } else line.group.append(...line.parts);
    });
    // Chosen lines on top; without a choice the order as drawn.
    map.lines.filter((_, number) => !taken.has(number)).forEach((line) => map.layer.append(line.group));
    map.lines.filter((_, number) => taken.has(number)).forEach((line) => map.layer.append(line.group));
    map.places.forEach((place) => {
      const on = index >= 0 && hub(place) === index;
      place.classList.toggle("nfaint", Boolean(chosen) && !chosen.p.includes(place.dataset.p));
      place.classList.toggle("non", on);
      if (hub(place) >= 0) place.setAttribute("aria-pressed", on);
    });
    map.labels.forEach(({ group, spans }) => {
      const id = group.dataset.p, line = id.startsWith("exit ") ? +id.slice(5) : -1;
      const seen = !chosen || (line < 0 ? chosen.p.includes(id) : taken.has(line));
      group.classList.toggle("nhide", !seen);
      const numbers = chosen && (line < 0 ? chosen.n[id] || ["", "", ""] : taken.has(line) && ["", "", taken.get(line)[1]]);
      spans.forEach(([span, text]) => {
        const place = { nit: 0, nsep: 1, not: 2 }[span.classList[0]];
        if (line >= 0) span.textContent = numbers && span.classList.contains("n6") ? numbers[2] : text;
        else span.textContent = numbers && place !== undefined ? numbers[place] : text;
      });
    });
  }

  function select(index, quiet) {
    now = index;
    const chosen = data.selections[index];
    maps.forEach((map) => show(map, index));
    say.textContent = chosen ? chosen.say : data.all;
    picks.forEach((pick) => { pick.value = chosen && pick.dataset.kind === chosen.id.split("=")[0] ? String(index) : "-1"; });
    panel.replaceChildren(...(chosen ? chosen.d : []).flatMap(([title, text]) => {
      const term = document.createElement("dt"), value = document.createElement("dd");
      term.textContent = title;
      value.textContent = text;
      return [term, value];
    }));
    if (quiet) return;
    const [kind, id] = chosen ? chosen.id.split(/=(.*)/s) : [];
    history.replaceState(null, "", chosen ? "#" + kind + "=" + encodeURIComponent(id) : location.pathname + location.search);
  }

  picks.forEach((pick) => pick.addEventListener("change", () => select(+pick.value)));
  root.addEventListener("keydown", (event) => { if (event.key === "Escape" && now >= 0) select(-1); });
  root.querySelector(".nreset").addEventListener("click", () => select(-1));

  // Pan and zoom: a smaller part of the same drawing, never anything outside it.
  root.querySelectorAll(".nframe").forEach((frame) => {
    const svg = frame.querySelector("svg"), [, , W, H] = svg.getAttribute("viewBox").split(" ").map(Number);
    let x = 0, y = 0, k = 1;
    const fingers = new Map();
    const draw = () => {
      x = Math.min(W - W / k, Math.max(0, x));
      y = Math.min(H - H / k, Math.max(0, y));
      svg.setAttribute("viewBox", [x, y, W / k, H / k].join(" "));
      frame.classList.toggle("nzoomed", k > 1);
    };
    const zoom = (factor, px = 0.5, py = 0.5) => {
      const next = Math.min(12, Math.max(1, k * factor));
      x += (W / k - W / next) * px;
      y += (H / k - H / next) * py;
      k = next;
      draw();
    };
    const share = (event) => {
      const box = svg.getBoundingClientRect();
      return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
    };
    frame.tabIndex = 0;
    frame.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      if (step) { x += (step[0] * W) / k / 8; y += (step[1] * H) / k / 8; draw(); }
      else if (event.key === "+" || event.key === "=") zoom(1.4);
      else if (event.key === "-") zoom(1 / 1.4);
      else if (event.key === "0") { k = 1; draw(); }
      else return;
      event.preventDefault();
    });
    frame.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2, ...share(event));
    }, { passive: false });
    frame.addEventListener("pointerdown", (event) => { svg.moved = false; fingers.set(event.pointerId, [event.clientX, event.clientY]); });
    frame.addEventListener("pointermove", (event) => {
      const before = fingers.get(event.pointerId);
      if (!before) return;
      const box = svg.getBoundingClientRect(), dx = event.clientX - before[0], dy = event.clientY - before[1];
      if (fingers.size === 1) {
        if (k === 1 || (!svg.moved && Math.hypot(dx, dy) < 5)) return;
        svg.moved = true;
        x -= (dx * W) / k / box.width;
        y -= (dy * H) / k / box.height;
        draw();
      } else {
        const [a, b] = [...fingers].find(([id]) => id !== event.pointerId)[1];
        svg.moved = true;
        zoom(Math.hypot(event.clientX - a, event.clientY - b) / (Math.hypot(before[0] - a, before[1] - b) || 1), ...share(event));
      }
      fingers.set(event.pointerId, [event.clientX, event.clientY]);
    });
    ["pointerup", "pointercancel", "pointerleave"].forEach((name) =>
      frame.addEventListener(name, (event) => fingers.delete(event.pointerId)));
    frame.querySelectorAll("button").forEach((button) => button.addEventListener("click", () => {
      const factor = +button.dataset.zoom;
      if (factor) zoom(factor); else { k = 1; draw(); }
    }));
  });

  root.classList.add("nlive");
  const wanted = () => {
    const [kind, id] = location.hash.slice(1).split(/=(.*)/s);
    if (kind && !id) return; // a link to a section of the page
    let index = -1;
    try { index = id ? find(kind + "=" + decodeURIComponent(id)) : -1; } catch { /* not ours */ }
    if (index !== now) select(index, true);
  };
  window.addEventListener("hashchange", wanted);
  wanted();
})();
