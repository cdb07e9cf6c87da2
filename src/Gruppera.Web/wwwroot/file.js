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

  // What columns were said to mean stays in this browser, by the names of the columns, for the next file that has the same.
  const key = header => "columns:" + header.toLowerCase();
  const learn = () => {
    const read = document.querySelector("details[data-header]");
    if (!read) return;
    if (read.dataset.said) localStorage.setItem(key(read.dataset.header), read.dataset.said);
    else localStorage.removeItem(key(read.dataset.header));
  };
  learn();
  document.addEventListener("htmx:afterSettle", learn);
  const recall = async file => {
    const meaning = document.querySelector("details.meaning");
    if (!meaning || !file) return;
    const bytes = await file.slice(0, 65536).arrayBuffer();
    let text = new TextDecoder().decode(bytes);
    if (text.includes("\ufffd")) text = new TextDecoder("windows-1252").decode(bytes);
    const line = text.split(/\r?\n/, 1)[0];
    const delimiter = [";", "\t", ","].sort((a, b) => line.split(b).length - line.split(a).length)[0];
    const said = localStorage.getItem(key(line.split(delimiter).map(cell => cell.trim().replace(/^"|"$/g, "")).join("|")));
    const field = meaning.querySelector("[name=columns]");
    if (!said || field.value) return;
    field.value = said;
    meaning.open = true;
    meaning.querySelector("[role=status]").hidden = false;
  };

  for (const file of document.querySelectorAll("input.drop"))
    file.addEventListener("change", () => {
      recall(file.files[0]);
      file.setCustomValidity([...file.files].some(each => each.size > Number(file.dataset.most)) ? file.dataset.large : "");
      file.reportValidity();
    });
  document.querySelector("form.upload")?.addEventListener("submit", event => {
    const button = event.target.querySelector("[data-busy]");
    button.textContent = button.dataset.busy;
    button.disabled = true;
  });
})();
