"use strict";
// Sends forms, keeps on this phone what could not be sent, and sends it when there is a connection again.
// What is kept is deleted as soon as the hub has answered for it, and when somebody signs out.
const sending = (() => {
  const KEY = "njia:report:", PATIENCE = 20000, AGAIN = 15000;
  const words = (document.getElementById("words") || { dataset: {} }).dataset;
  const home = document.querySelector("form[data-person]");
  const person = home ? home.dataset.person : "";
  const state = document.getElementById("state");

  function say(text, value) {
    if (!state) return;
    state.textContent = (text || "").replace("%s", value === undefined ? "" : value);
    state.hidden = !state.textContent;
  }

  function kept() {
    const found = [];
    for (let at = 0; at < localStorage.length; at += 1) {
      const key = localStorage.key(at);
      if (!key.startsWith(KEY)) continue;
      try {
        const record = JSON.parse(localStorage.getItem(key));
        if (record.person === person) found.push(record);
      } catch { /* not written by this page */ }
    }
    return found;
  }

  // Says whether it is kept: some browsers keep nothing, such as in a private window.
  function keep(record) {
    try {
      localStorage.setItem(KEY + record.id, JSON.stringify({ ...record, person }));
      return true;
    } catch {
      return false;
    }
  }
  const forget = (id) => localStorage.removeItem(KEY + id);

  const tokens = () => [...document.querySelectorAll("input[name=csrfmiddlewaretoken]")];

  // Who signed in again, in another tab, has a new token: take it from a page of one's own.
  async function renewed() {
    try {
      const answer = await fetch(home.dataset.mine, { redirect: "manual", credentials: "same-origin" });
      const found = answer.ok && /name="csrfmiddlewaretoken" value="(\w+)"/.exec(await answer.text());
      if (found) tokens().forEach((input) => { input.value = found[1]; });
      return Boolean(found);
    } catch {
      return false;
    }
  }

  // Gives what the hub said; "offline" when it cannot be reached, "signedout" when it asks who this is.
  async function post(action, fields, verb) {
    const said = await tried(action, fields, verb);
    return said.signedout && (await renewed()) ? tried(action, fields, verb) : said;
  }

  async function tried(action, fields, verb) {
    const body = new URLSearchParams(fields);
    body.set("csrfmiddlewaretoken", tokens()[0].value);
    body.set("do", verb);
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), PATIENCE);
    try {
      const answer = await fetch(action, {
        method: "POST", body, redirect: "manual", credentials: "same-origin", signal: patience.signal,
        keepalive: body.toString().length < 60000, headers: { Accept: "application/json" },
      });
      if (answer.type === "opaqueredirect" || answer.status === 403) return { signedout: true };
      if (!(answer.headers.get("Content-Type") || "").startsWith("application/json")) return { offline: true };
      return await answer.json();
    } catch {
      return { offline: true };
    } finally {
      clearTimeout(timer);
    }
  }

  let flushing = false;
  async function flush(except) {
    if (flushing || !person) return;
    flushing = true;
    let arrived = 0;
    for (const record of kept().filter((one) => one.id !== except)) {
      const said = await post(record.action, record.fields, record.verb);
      if (said.gone || said.number) {
        forget(record.id);
        arrived += 1;
      } else if (said.refused || said.stale) {
        say(said.refused || words.stale);
      }
    }
    flushing = false;
    const waiting = kept().filter((one) => one.id !== except).length;
    if (arrived && !except) location.reload();
    else if (waiting && !except) say(words.waiting, waiting);
  }

  document.addEventListener("submit", (event) => {
    if (event.target.getAttribute("action") !== words.signout) return;
    if (kept().length && !confirm(words.leaving)) {
      event.preventDefault();
      return;
    }
    Object.keys(localStorage).filter((key) => key.startsWith(KEY)).forEach((key) => localStorage.removeItem(key));
  });

  if (home && !home.dataset.draft) {
    flush();
    addEventListener("online", () => flush());
    setInterval(() => kept().length && flush(), AGAIN);
  }
  return { AGAIN, words, say, kept, keep, forget, post, flush };
})();
