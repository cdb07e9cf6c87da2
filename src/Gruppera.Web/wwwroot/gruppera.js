// What the pages do beyond links and forms. Without this file they still work.
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");

  // Lists of codes under the fields: arrow keys, enter, escape, the mouse.
  const listOf = field => document.getElementById(field.dataset.list);
  const options = list => [...list.querySelectorAll("[role=option]")];
  const chosen = list => list.querySelector("[aria-selected=true]");

  const mark = (field, option) => {
    const list = listOf(field);
    options(list).forEach(each => each.setAttribute("aria-selected", each === option));
    if (option) {
      option.id = option.id || `${list.id}-${options(list).indexOf(option)}`;
      field.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      field.removeAttribute("aria-activedescendant");
    }
  };

  const show = (field, open) => {
    const list = listOf(field);
    list.hidden = !open || options(list).length === 0;
    field.setAttribute("aria-expanded", !list.hidden);
    if (!open) mark(field, null);
  };

  const take = (field, option) => {
    field.value = option.dataset.value;
    listOf(field).replaceChildren();
    show(field, false);
    addRow(field);
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };

  // A new blank row as soon as the last one is used.
  const addRow = field => {
    const row = field.closest(".row");
    if (!row || !field.value || row.nextElementSibling?.matches(".row")) return;
    const [name, place] = field.id.split("-");
    const next = row.cloneNode(true);
    const one = Number(place) + 1;
    for (const each of [next, ...next.querySelectorAll("*")]) {
      for (const attribute of [...each.attributes])
        attribute.value = attribute.value
          .replaceAll(`${name}-${place}`, `${name}-${one}`)
          .replaceAll(`:${name}:${place}`, `:${name}:${one}`);
    }
    const input = next.querySelector("input");
    const label = input.dataset.next.replace("#", name === "dx" ? one : one + 1);
    const before = input.getAttribute("aria-label");
    next.querySelectorAll(".act").forEach(each => each.setAttribute("aria-label", each.getAttribute("aria-label").replace(before, label)));
    input.value = "";
    input.setAttribute("aria-label", label);
    input.placeholder = label;
    ["aria-expanded", "aria-activedescendant"].forEach(each => input.removeAttribute(each));
    next.classList.remove("off");
    next.querySelector(".picks").replaceChildren();
    next.querySelector(".said").textContent = "";
    row.after(next);
    window.htmx?.process(next);
  };

  document.addEventListener("focusin", event => {
    if (!event.target.matches?.("[data-list]")) return;
    event.target.setAttribute("role", "combobox");
    event.target.setAttribute("aria-autocomplete", "list");
    event.target.setAttribute("aria-controls", event.target.dataset.list);
    if (!event.target.hasAttribute("aria-expanded")) event.target.setAttribute("aria-expanded", "false");
  });

  document.addEventListener("focusout", event => {
    if (event.target.matches?.("[data-list]")) show(event.target, false);
  });

  document.addEventListener("input", event => {
    if (!event.target.matches?.("[data-list]")) return;
    mark(event.target, null);
    addRow(event.target);
  });

  // A header and a row out of a spreadsheet fill the form: the server knows what the headers mean.
  document.addEventListener("paste", event => {
    const form = event.target.closest?.("form#contact");
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!form || !text.includes("\t") || !text.trim().includes("\n")) return;
    event.preventDefault();
    location.assign(`${form.getAttribute("action")}?pasted=${encodeURIComponent(text.trim().split("\n").slice(0, 2).join("\n"))}`);
  });

  document.addEventListener("keydown", event => {
    const field = event.target;
    if (!field.matches?.("[data-list]")) return;
    const list = listOf(field);
    const all = options(list);
    const at = all.indexOf(chosen(list));
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && all.length > 0) {
      show(field, true);
      mark(field, all[(at + (event.key === "ArrowDown" ? 1 : -1) + all.length) % all.length]);
      event.preventDefault();
    } else if (event.key === "Enter" && !list.hidden && at >= 0) {
      take(field, all[at]);
      event.preventDefault();
    } else if (event.key === "Escape" && !list.hidden) {
      show(field, false);
      event.preventDefault();
    }
  });

  document.addEventListener("mousedown", event => {
    const option = event.target.closest?.(".picks [role=option]");
    if (!option) return;
    event.preventDefault();
    take(document.querySelector(`[data-list="${option.parentElement.id}"]`), option);
  });

  // A list that comes late: one for words since changed is left, and the choice made in the one before it stays.
  const ofList = event => document.querySelector(`[data-list="${event.target.id}"]`);
  let kept;

  document.addEventListener("htmx:beforeSwap", event => {
    const field = ofList(event);
    if (!field) return;
    if (event.detail.requestConfig.parameters[field.name] !== field.value) event.detail.shouldSwap = false;
    kept = chosen(event.target)?.dataset.value;
  });

  document.addEventListener("htmx:afterSwap", event => {
    const field = ofList(event);
    if (!field) return;
    show(field, document.activeElement === field);
    mark(field, event.target.hidden ? null : options(event.target).find(each => each.dataset.value === kept));
  });

  // Copying the address and printing.
  document.addEventListener("click", event => {
    const copy = event.target.closest?.("[data-copy]");
    if (copy) {
      navigator.clipboard.writeText(new URL(copy.dataset.copy, location.href).href).then(() => {
        copy.textContent = copy.dataset.done;
      });
    } else if (event.target.closest?.("[data-print]")) {
      window.print();
    }
  });
})();
