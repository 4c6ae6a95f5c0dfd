// The queue: choose all on the page, and say how many are chosen.
"use strict";
(() => {
  const form = document.getElementById("many");
  const all = document.getElementById("all");
  const chosen = document.getElementById("chosen");
  if (!form || !all || !chosen) return;
  const boxes = [...form.querySelectorAll("input[name=route]")];
  const tell = () => {
    const count = boxes.filter((box) => box.checked).length;
    chosen.textContent = count ? chosen.dataset.words.replace("%s", count) : "";
    all.setAttribute("aria-pressed", String(count === boxes.length));
  };
  all.hidden = false;
  all.addEventListener("click", () => {
    const more = boxes.some((box) => !box.checked);
    for (const box of boxes) box.checked = more;
    tell();
  });
  form.addEventListener("change", tell);
  tell();
})();
