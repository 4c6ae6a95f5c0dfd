"use strict";
// The reporter's form: stops added, removed and moved, a save at every step, personal data marked in the text.
(() => {
  const form = document.getElementById("report");
  if (!form) return;
  const PAUSE = 3000; // milliseconds without a change, before a save
  const list = document.getElementById("stops");
  const data = JSON.parse(document.getElementById("form-data").textContent);
  const { words, say } = sending;

  // --- stops

  const stops = () => [...list.children];

  function renumber() {
    const all = stops(), last = all.length - 1;
    all.forEach((stop, at) => {
      stop.id = `stop-${at}`;
      for (const one of stop.querySelectorAll("[name],[id],[for],[aria-describedby],[data-warning]")) {
        for (const name of ["name", "id", "for", "aria-describedby", "data-warning"]) {
          const value = one.getAttribute(name);
          if (value) one.setAttribute(name, value.replace(/^(stop|leg)-(?:\d+|NEW)/, `$1-${at}`));
        }
        if (one.dataset.do) one.value = `${one.dataset.do}:${at}`;
      }
      stop.querySelector("[data-title]").textContent = at === 0 ? words.began : at === last ? words.ended : words.way;
      stop.querySelector("[data-do=up]").hidden = at === 0;
      stop.querySelector("[data-do=down]").hidden = at === last;
      stop.querySelector("[data-do=remove]").hidden = at === 0 || at === last;
    });
  }

  // Legs stay where they are when a stop is moved: the second leg is the second leg.
  function rearranged(change) {
    const legs = stops().slice(0, -1).map((stop) => stop.querySelector("[data-leg]"));
    change(legs);
    legs.forEach((leg) => leg.remove());
    stops().slice(0, -1).forEach((stop, at) => stop.append(legs[at]));
    renumber();
    form.dispatchEvent(new Event("change", { bubbles: true }));
  }

  const does = {
    add(stop) {
      const at = stops().indexOf(stop);
      const fresh = document.getElementById("blank-stop").content.firstElementChild.cloneNode(true);
      rearranged((legs) => {
        legs.splice(at + 1, 0, fresh.querySelector("[data-leg]"));
        stop.after(fresh);
      });
      fresh.querySelector("[data-part=place]").focus();
      say(words.added);
    },
    remove(stop) {
      const at = stops().indexOf(stop);
      rearranged((legs) => {
        legs.splice(Math.min(at, legs.length - 1), 1)[0].remove();
        stop.remove();
      });
      stops()[Math.min(at, stops().length - 1)].querySelector("[data-part=place]").focus();
      say(words.removed);
    },
    up(stop) { if (stop.previousElementSibling) moved(stop, () => stop.previousElementSibling.before(stop)); },
    down(stop) { if (stop.nextElementSibling) moved(stop, () => stop.nextElementSibling.after(stop)); },
  };

  function moved(stop, move) {
    const held = document.activeElement;
    rearranged(move);
    (held && stop.contains(held) && !held.hidden ? held : stop).focus();
    say(words.moved, stops().indexOf(stop) + 1);
  }

  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (!button) return;
    event.preventDefault();
    does[button.dataset.do](button.closest("[data-stop]"));
  });
  list.addEventListener("keydown", (event) => {
    const way = { ArrowUp: "up", ArrowDown: "down" }[event.key];
    if (!way || !event.altKey || !event.shiftKey) return;
    event.preventDefault();
    does[way](event.target.closest("[data-stop]"));
  });

  // --- small help while one is writing

  form.addEventListener("input", (event) => {
    const number = event.target.closest(".number");
    if (number && event.target.value) number.querySelector("input[type=radio]").checked = true;
    if (event.target.matches("[data-free]")) warn(event.target);
    answered(event.target);
  });
  form.addEventListener("change", (event) => {
    const choices = event.target.closest("details.list");
    if (choices) {
      const tag = choices.querySelector("[data-count]");
      tag.textContent = choices.querySelectorAll("input:checked").length;
      tag.hidden = tag.textContent === "0";
    }
  });

  // What was said of an answer is not true of another one.
  function answered(field) {
    const about = field.closest("[data-place], fieldset.numbers");
    if (!about) return;
    about.querySelectorAll(".wrong, .doubt:not([data-warning])").forEach((said) => { said.hidden = true; });
    about.querySelectorAll("[aria-invalid]").forEach((marked) => marked.removeAttribute("aria-invalid"));
  }

  const patterns = data.patterns.map(({ kind, source, flags }) => ({ kind, pattern: new RegExp(source, flags) }));

  function signs(text) {
    const found = [];
    for (const { kind, pattern } of patterns) {
      for (const match of text.matchAll(pattern)) {
        const place = { kind, start: match.index, end: match.index + match[0].length };
        if (!found.some((other) => other.start < place.end && place.start < other.end)) found.push(place);
      }
    }
    return found.sort((a, b) => a.start - b.start);
  }

  function warn(field) {
    const name = field.dataset.part === "place" ? field.name : field.name.replace(/^extra-/, "");
    const warning = form.querySelector(`[data-warning="${CSS.escape(name)}"]`);
    if (!warning) return;
    const found = signs(field.value), shown = warning.querySelector("q");
    warning.hidden = !found.length;
    shown.replaceChildren();
    let at = 0;
    for (const { kind, start, end } of found) {
      const mark = document.createElement("mark");
      mark.textContent = field.value.slice(start, end);
      mark.title = data.kinds[kind];
      shown.append(field.value.slice(at, start), mark);
      at = end;
    }
    if (found.length) shown.append(field.value.slice(at));
  }

  // Where something is missing, begin there.
  const wrong = location.search === "?check" && form.querySelector(".wrong, .doubt:not([hidden])");
  if (wrong) {
    const asked = wrong.closest("[data-place], .field, fieldset").querySelector("input:not([type=hidden]), select, textarea");
    if (asked) asked.focus();
  }

  // --- a save at every step

  const id = form.dataset.draft;
  if (!id) {
    // A change to what was sent is not kept on the phone: it stays on the page.
    form.addEventListener("submit", (event) => {
      if (navigator.onLine) return;
      event.preventDefault();
      say(words.offline);
    });
    return;
  }
  const fields = () => [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
  const written = () => JSON.stringify(fields().filter(([name]) => name !== "number"));
  let safe = written(), timer = 0, busy = false, stopped = false, wanted = "";
  let isToBeSent = false; // "Send" was pressed, and the hub has not answered yet

  async function save(asked) {
    clearTimeout(timer);
    const verb = isToBeSent ? "submit" : asked;
    if (busy || stopped) { wanted = verb === "submit" ? verb : wanted; return; }
    const now = written();
    if (verb === "save" && now === safe) return;
    busy = true;
    say(verb === "submit" ? words.sending : words.saving);
    const record = { id, action: form.action, verb, fields: fields() };
    const said = await sending.post(record.action, record.fields, verb);
    busy = false;
    heard(said, record, now);
    if (wanted && !said.offline) { const next = wanted; wanted = ""; save(next); }
  }

  function heard(said, record, now) {
    if (!said.offline && !said.signedout) isToBeSent = false;
    if (said.gone) {
      stopped = true;
      wanted = "";
      sending.forget(id);
      safe = written();
      location.assign(said.gone);
    } else if (said.number) {
      sending.forget(id);
      safe = now;
      form.elements.number.value = said.number;
      history.replaceState(null, "", form.action);
      if (said.check) {
        wanted = ""; // a second click has not seen yet what is to be looked at
        location.assign(`${form.action}?check`);
      } else say(words.saved, new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }));
    } else if (said.offline || said.signedout) {
      const waits = record.verb === "submit" ? words.waits : words.kept;
      say(!sending.keep(record) ? words.notkept : said.signedout ? words.signedout : waits);
      timer = setTimeout(() => save(record.verb), sending.AGAIN);
    } else {
      stopped = true;
      sending.keep({ ...record, verb: "save" });
      say(said.refused || words.stale);
    }
  }

  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(() => save("save"), PAUSE); });
  form.addEventListener("change", () => { clearTimeout(timer); timer = setTimeout(() => save("save"), PAUSE / 2); });
  form.addEventListener("submit", (event) => {
    const verb = event.submitter ? event.submitter.value : "save";
    if (verb !== "save" && verb !== "submit") return;
    event.preventDefault();
    isToBeSent = verb === "submit";
    if (verb === "save") safe = "";
    save(verb);
  });
  addEventListener("online", () => save("save"));
  addEventListener("pagehide", () => save("save"));
  document.addEventListener("visibilitychange", () => { if (document.hidden) save("save"); });

  // What this phone kept of this very report goes first.
  const kept = sending.kept().find((one) => one.id === id);
  if (kept) {
    sending.post(kept.action, kept.fields, kept.verb).then((said) => {
      if (said.gone || said.number) {
        sending.forget(id);
        location.replace(said.gone || form.action);
      } else {
        say(said.refused || (said.stale ? words.stale : words.kept));
      }
    });
  } else {
    sending.flush(id);
  }
})();
