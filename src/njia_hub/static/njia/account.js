// The pages of the account: copying a link, showing a password, reading a link's code, passkeys.
"use strict";

function copying(button) {
  const source = document.getElementById(button.dataset.copy);
  button.hidden = false;
  button.addEventListener("click", () => {
    source.select();
    const said = () => { button.textContent = button.dataset.done; };
    if (navigator.clipboard) navigator.clipboard.writeText(source.value).then(said, () => {});
    else if (document.execCommand("copy")) said();
  });
}

function showing(button) {
  const field = document.getElementById(button.dataset.show);
  const show = button.textContent;
  button.hidden = false;
  button.addEventListener("click", () => {
    const isHidden = field.type === "password";
    field.type = isHidden ? "text" : "password";
    button.textContent = isHidden ? button.dataset.hide : show;
    field.focus();
  });
}

// The code stands behind the #: take it out of the address and of the history, and go on with it.
function joining(form) {
  const code = location.hash.slice(1);
  if (!code) return;
  history.replaceState(null, "", location.pathname);
  form.elements.code.value = code;
  if ("go" in form.dataset) form.requestSubmit();
}

function withPasskey(form) {
  const failed = document.getElementById("passkey-failed");
  const options = JSON.parse(document.getElementById("passkey-data").textContent);
  const ask = {
    create: () => window.webauthnJSON.create(options.creation_options),
    get: () => window.webauthnJSON.get(options.request_options),
  }[form.dataset.passkey];
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    failed.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(await ask());
      form.submit();
    } catch {
      failed.hidden = false;
    }
  });
}

document.querySelectorAll("[data-copy]").forEach(copying);
document.querySelectorAll("[data-show]").forEach(showing);
document.querySelectorAll("[data-select]").forEach((field) => field.addEventListener("focus", () => field.select()));
document.querySelectorAll("form[data-passkey]").forEach(withPasskey);
const join = document.getElementById("join");
if (join) joining(join);
