// A form of filters sends what is chosen, and no empty keys. Without this script the hub takes them out.
(() => {
  "use strict";
  document.getElementById("choose").addEventListener("formdata", ({ formData }) => {
    for (const key of new Set(formData.keys())) {
      const chosen = formData.getAll(key).filter((value) => value.trim());
      formData.delete(key);
      for (const value of chosen) formData.append(key, value);
    }
  });
})();
