// Files: progress without loading the page again, a word on files that are too large, places while typing.
"use strict";

const POLL_MILLISECONDS = 500;
const percent = new Intl.NumberFormat(document.documentElement.lang, { style: "percent" });

function watchProgress(box) {
  const bar = box.querySelector("progress");
  const count = box.querySelector("[data-count]");
  const ask = async () => {
    try {
      const answer = await fetch(box.dataset.source, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const work = await answer.json();
      if (!work.is_busy) {
        location.reload();
        return;
      }
      if (work.total) {
        bar.max = work.total;
        bar.value = work.done;
        count.textContent = percent.format(work.done / work.total);
      }
    } catch {
      // The connection is gone for a moment; the work is not.
    }
    setTimeout(ask, POLL_MILLISECONDS);
  };
  setTimeout(ask, POLL_MILLISECONDS);
}

function watchSize(form) {
  const file = form.querySelector("input[type=file]");
  const said = form.querySelector("[data-too-large]");
  const look = () => {
    const tooLarge = file.files.length > 0 && file.files[0].size > Number(form.dataset.most);
    said.hidden = !tooLarge;
    file.setAttribute("aria-invalid", String(tooLarge));
    return tooLarge;
  };
  file.addEventListener("change", look);
  form.addEventListener("submit", (event) => {
    if (look()) event.preventDefault();
  });
}

function suggestPlaces(form) {
  const waits = new Map();
  const suggest = async (field) => {
    const query = new URLSearchParams({ q: field.value, country: field.dataset.country });
    const answer = await fetch(`${form.dataset.suggest}?${query}`).catch(() => null);
    if (!answer || !answer.ok) return;
    const { places } = await answer.json();
    const options = places.map((place) => {
      const option = document.createElement("option");
      option.value = place.within ? `${place.name}, ${place.within}` : place.name;
      return option;
    });
    field.list.replaceChildren(...options);
  };
  form.addEventListener("input", (event) => {
    if (!event.target.matches("[data-place]")) return;
    clearTimeout(waits.get(event.target));
    waits.set(event.target, setTimeout(() => suggest(event.target), 150));
  });
}

const progressBox = document.getElementById("progress");
if (progressBox) watchProgress(progressBox);
const sendForm = document.getElementById("send");
if (sendForm) watchSize(sendForm);
const questionsForm = document.getElementById("questions");
if (questionsForm) suggestPlaces(questionsForm);
