"use strict";
// A list of places under a field while a name is typed: the ARIA combobox pattern, by keyboard and by touch.
(() => {
  const form = document.getElementById("report");
  if (!form) return;
  const WAIT = 150, MOST_KEPT = 200;
  const data = JSON.parse(document.getElementById("form-data").textContent);
  const { words } = sending;
  const answers = new Map();
  let list = null, options = [], active = -1, input = null, timer = 0, asked = 0;

  const part = (name, near = input) => near.closest("[data-place]").querySelector(`[data-part=${name}]`);

  async function suggestions(text, country) {
    const address = `${form.dataset.suggest}?q=${encodeURIComponent(text)}&country=${encodeURIComponent(country)}`;
    if (!answers.has(address)) {
      const answer = await fetch(address, { credentials: "same-origin" });
      if (!answer.ok) throw new Error("no answer");
      if (answers.size > MOST_KEPT) answers.clear();
      answers.set(address, (await answer.json()).places);
    }
    return answers.get(address);
  }

  function close() {
    if (!list) return;
    list.remove();
    list = null;
    active = -1;
    if (input) {
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
      input.removeAttribute("aria-controls");
    }
  }

  function show(places) {
    close();
    const text = input.value.trim();
    list = document.createElement("ul");
    list.id = `${input.id}-list`;
    list.className = "options";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.labels[0].textContent);
    options = [...places, null];
    options.forEach((place, at) => list.append(option(place, at, text)));
    input.closest(".combo").append(list);
    input.setAttribute("aria-expanded", "true");
    input.setAttribute("aria-controls", list.id);
    const seen = visualViewport ? visualViewport.height : innerHeight;
    if (list.getBoundingClientRect().bottom > seen) input.closest(".combo").scrollIntoView({ block: "start" });
    said(input, places.length ? words.found.replace("%s", places.length) : words.none);
  }

  // Names keep their own direction in a line of another one.
  function apart(text) {
    const found = document.createElement("bdi");
    found.textContent = text;
    return found;
  }

  function option(place, at, text) {
    const item = document.createElement("li");
    item.id = `${input.id}-option-${at}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    if (place) {
      const name = document.createElement("strong");
      name.append(apart(place.name));
      item.append(name, " ", apart(place.within), place.within && place.kind ? " · " : "", place.kind);
    } else {
      item.textContent = words.written.replace("%s", text);
    }
    for (const touched of ["pointerdown", "mousedown"]) item.addEventListener(touched, (event) => event.preventDefault());
    item.addEventListener("click", () => choose(at));
    return item;
  }

  function go(to) {
    if (!list) return;
    list.children[active]?.setAttribute("aria-selected", "false");
    active = (to + options.length) % options.length;
    const item = list.children[active];
    item.setAttribute("aria-selected", "true");
    item.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", item.id);
  }

  const said = (near, text) => { near.closest("[data-place]").querySelector("[data-said]").textContent = text; };

  function choose(at) {
    const place = options[at], here = input;
    close();
    if (!place) {
      said(here, "");
      if (!part("country", here).value) part("country", here).focus();
    } else {
      here.value = place.name;
      part("country", here).value = place.country_name;
      part("id", here).value = place.id;
      part("chosen", here).value = `${place.name}|${place.country_name}`;
      said(here, `✓ ${[place.name, place.within].filter(Boolean).join(", ")}`);
      here.removeAttribute("aria-invalid");
      here.closest("[data-place]").querySelector("[data-problems]").replaceChildren();
    }
    here.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function unchoose(near) {
    part("id", near).value = "";
    part("chosen", near).value = "";
    said(near, "");
  }

  function typed() {
    unchoose(input);
    part("unknown").checked = false;
    clearTimeout(timer);
    const text = input.value.trim(), mine = (asked += 1), here = input;
    if (!text) return close();
    timer = setTimeout(async () => {
      try {
        const found = await suggestions(text, part("country", here).value.trim() || data.country);
        if (mine === asked && document.activeElement === here) show(found);
      } catch {
        if (mine === asked) close(); // no connection: what is written stays, and is looked up when it is sent
      }
    }, WAIT);
  }

  function key(event) {
    const moves = { ArrowDown: active + 1, ArrowUp: active < 0 ? options.length - 1 : active - 1 };
    if (event.key in moves && !event.altKey) {
      event.preventDefault();
      if (list) go(moves[event.key]); else if (input.value.trim()) typed();
    } else if (event.key === "Enter" && list && active >= 0) {
      event.preventDefault();
      choose(active);
    } else if (event.key === "Escape" && list) {
      event.preventDefault();
      close();
    }
  }

  function enter(field) {
    if (field === input || !field.matches("[data-part=place]")) return;
    close();
    asked += 1; // an answer that is still under way is for the field that was left
    input = field;
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
  }

  form.addEventListener("focusin", (event) => enter(event.target));
  form.addEventListener("focusout", (event) => { if (event.target === input) close(); });
  form.addEventListener("keydown", (event) => { if (event.target === input) key(event); });
  form.addEventListener("input", (event) => {
    // A window in the background tells of no focus, and yet can be written into.
    enter(event.target);
    if (event.target === input) typed();
    if (event.target.matches("[data-part=country]")) {
      unchoose(event.target);
      part("unknown", event.target).checked = false;
    }
  });
  form.addEventListener("change", (event) => {
    if (!event.target.matches("[data-part=unknown]") || !event.target.checked) return;
    for (const name of ["place", "country", "id", "chosen"]) part(name, event.target).value = "";
    said(event.target, "");
  });
})();
