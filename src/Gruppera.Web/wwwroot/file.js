// How long a file is kept, and the form that takes one. Without this file the pages work all the same.
(() => {
  "use strict";
  // Five minutes before the file goes, the page says so.
  let timer;
  const watch = () => {
    const form = document.querySelector("form[data-kept]");
    clearTimeout(timer);
    if (form) timer = setTimeout(() => (form.querySelector("[data-goes]").hidden = false), (Number(form.dataset.kept) - 5) * 60000);
  };
  watch();
  document.addEventListener("htmx:afterSettle", watch);

  // Without htmx progress is a page that is fetched again.
  if (!window.htmx && document.querySelector("progress")) setTimeout(() => location.reload(), 1000);

  for (const file of document.querySelectorAll("input.drop"))
    file.addEventListener("change", () => {
      file.setCustomValidity([...file.files].some(each => each.size > Number(file.dataset.most)) ? file.dataset.large : "");
      file.reportValidity();
    });
  document.querySelector("form.upload")?.addEventListener("submit", event => {
    const button = event.target.querySelector("[data-busy]");
    button.textContent = button.dataset.busy;
    button.disabled = true;
  });
})();
