// What becomes of a file when the page is left, and the form that takes one. Without this file the pages work all the same.
(() => {
  "use strict";
  // The page is left: the file goes. A page that is fetched back from memory asks anew.
  addEventListener("pagehide", () => {
    const form = document.querySelector("form[data-leave]");
    if (form) navigator.sendBeacon(form.dataset.leave, new FormData(form));
  });
  addEventListener("pageshow", event => {
    if (event.persisted && document.querySelector("form[data-leave]")) location.reload();
  });

  // Without htmx progress is a page that is fetched again.
  if (!window.htmx && document.querySelector("progress")) setTimeout(() => location.reload(), 1000);

  const file = document.querySelector("input.drop");
  file?.addEventListener("change", () => {
    file.setCustomValidity(file.files[0]?.size > Number(file.dataset.most) ? file.dataset.large : "");
    file.reportValidity();
  });
  file?.form.addEventListener("submit", event => {
    const button = event.target.querySelector("[data-busy]");
    button.textContent = button.dataset.busy;
    button.disabled = true;
  });
})();
