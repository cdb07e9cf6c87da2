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

  // Done with a field: a list that comes late stays closed until one types again.
  const done = field => {
    field.dataset.done = "";
    show(field, false);
  };

  const equip = field => {
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", field.dataset.list);
    if (!field.hasAttribute("aria-expanded")) field.setAttribute("aria-expanded", "false");
  };
  const equipAll = () => document.querySelectorAll("[data-list]").forEach(equip);

  const take = (field, option) => {
    field.value = option.dataset.value;
    listOf(field).replaceChildren();
    done(field);
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
    delete input.dataset.done;
    equip(input);
    next.classList.remove("off");
    next.querySelector(".picks").replaceChildren();
    next.querySelector(".said").textContent = "";
    row.after(next);
    window.htmx?.process(next);
  };

  document.addEventListener("focusout", event => {
    if (event.target.matches?.("[data-list]")) show(event.target, false);
  });

  document.addEventListener("input", event => {
    if (!event.target.matches?.("[data-list]")) return;
    delete event.target.dataset.done;
    mark(event.target, null);
    addRow(event.target);
  });

  // A header and a row out of a spreadsheet fill the form: the server knows what the headers mean.
  document.addEventListener("paste", event => {
    const form = event.target.closest?.("form#contact");
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!form || !text.includes("\t") || !text.trim().includes("\n")) return;
    event.preventDefault();
    send({ pasted: text.trim().split("\n").slice(0, 2).join("\n") });
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
    } else if (event.key === "Enter") {
      if (!list.hidden && at >= 0) {
        take(field, all[at]);
        event.preventDefault();
      } else {
        done(field);
      }
    } else if (event.key === "Escape" && !list.hidden) {
      done(field);
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
  const ofList = event => (event.target.id ? document.querySelector(`[data-list="${event.target.id}"]`) : null);
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
    show(field, document.activeElement === field && !("done" in field.dataset));
    mark(field, event.target.hidden ? null : options(event.target).find(each => each.dataset.value === kept));
  });

  // The contact: in this tab alone, until it is closed or one starts over. Back and forward go through what was done to it.
  const contact = () => document.querySelector("form#contact");
  const written = () => {
    const pairs = [...new FormData(contact())].filter(pair => pair[1] !== "");
    return pairs.some(pair => pair[0] === "dx" || pair[0] === "proc" || pair[0] === "age") ? new URLSearchParams(pairs).toString() : "";
  };
  const send = values =>
    window.htmx?.ajax("POST", contact().getAttribute("action"), { source: document.body, target: "#work", swap: "outerHTML", values });
  const keep = isStep => {
    if (forgotten) return;
    const text = written();
    try {
      sessionStorage.setItem("contact", text);
    } catch {
      // A browser that keeps nothing: so be it.
    }
    if (isStep) history.pushState({ contact: text }, "", contact().getAttribute("action"));
    else history.replaceState({ contact: text }, "", location.search && !touched ? location.href : contact().getAttribute("action"));
  };
  // An answer that comes after "Start over" was chosen must not bring the contact back.
  let touched = false,
    forgotten = false,
    step = null;

  addEventListener("popstate", event => {
    if (contact() && typeof event.state?.contact === "string") send({ after: event.state.contact });
  });

  // What the reader had before a part of the page was changed: the place, and what was open.
  let opened = [];
  document.addEventListener("htmx:beforeRequest", event => {
    if (event.detail.elt.matches?.(".act, .change")) step = event.detail.elt;
  });
  document.addEventListener("htmx:beforeSwap", event => {
    if (!["work", "result"].includes(event.target.id)) return;
    opened = [...event.target.querySelectorAll("details[data-open][open]")].map(each => each.dataset.open);
  });
  document.addEventListener("htmx:afterSettle", event => {
    for (const name of opened) document.querySelectorAll(`details[data-open="${CSS.escape(name)}"]`).forEach(each => (each.open = true));
    opened = [];
    equipAll();
    if (!contact() || !["work", "result"].includes(event.target.id)) return;
    touched = true;
    keep(step !== null && event.target.id === "work");
    if (event.target.id === "result") return;
    if (step?.matches(".act") && !step.isConnected) {
      const [verb, list, place] = step.value.split(":");
      const at = verb === "top" ? 0 : place;
      const button = verb === "top" ? null : document.getElementById(step.id);
      const field = document.getElementById(`${list}-${at}`) ?? document.getElementById(`${list}-${at - 1}`);
      (button && getComputedStyle(button).visibility === "visible" ? button : field)?.focus();
    } else if (step) {
      document.querySelector("#result .drg")?.focus();
    }
    step = null;
  });

  // Any larger table of figures is saved as text that a Nordic Excel opens.
  const saved = "table.figures, table.barred, table.counts, .document table";
  const field = (text, isNumber) => {
    const plain = isNumber ? text.replace(/[\s\u00a0\u202f]/g, "").replace("\u2212", "-") : text.trim().replace(/\s+/g, " ");
    return /[;"]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
  };
  const csv = table => {
    // An interval below a figure gets a column of its own.
    const ranges = [...table.tHead.rows[0].cells].map((_, i) => [...table.rows].some(row => row.cells[i]?.querySelector("small")));
    const cells = row =>
      [...row.cells].flatMap((cell, i) => {
        if (cell.matches(".bars")) return [];
        const range = cell.querySelector("small")?.textContent ?? "";
        const text = range ? cell.textContent.replace(range, "") : cell.textContent;
        const value = field(text, cell.matches("td.number"));
        return ranges[i] ? [value, row.parentElement === table.tHead ? "95 %" : field(range, true)] : [value];
      });
    return [...table.rows].map(row => cells(row).join(";")).join("\r\n");
  };
  const equipTables = () => {
    for (const table of document.querySelectorAll(saved)) {
      if (table.dataset.saved || !table.tHead || table.tBodies[0]?.rows.length < 4) continue;
      table.dataset.saved = "yes";
      const button = document.createElement("button");
      button.type = "button";
      button.className = "change noprint";
      button.textContent = "CSV";
      button.setAttribute("aria-label", `${document.body.dataset.save} CSV`);
      button.addEventListener("click", () => {
        const link = document.createElement("a");
        link.href = URL.createObjectURL(new Blob(["\ufeff", csv(table), "\r\n"], { type: "text/csv" }));
        link.download = `${table.id || "table"}.csv`;
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 10000);
      });
      (table.closest(".scroll") ?? table).after(button);
    }
  };
  equipTables();
  document.addEventListener("htmx:afterSettle", equipTables);

  addEventListener("pageshow", () => (forgotten = false));

  // Contacts that the reader asks this browser to remember; the server is told nothing.
  const remembered = {
    key: "contacts",
    most: 60,
    all() {
      try {
        const all = JSON.parse(localStorage.getItem(this.key) ?? "[]");
        return Array.isArray(all) ? all.filter(each => typeof each?.text === "string" && typeof each?.name === "string") : [];
      } catch {
        return [];
      }
    },
    keep(all) {
      try {
        localStorage.setItem(this.key, JSON.stringify(all.slice(0, this.most)));
      } catch {
        // A browser that keeps nothing: so be it.
      }
      this.show();
    },
    show() {
      const section = document.getElementById("remembered");
      if (!section) return;
      const all = this.all();
      section.hidden = all.length === 0;
      section.querySelector("ul").replaceChildren(
        ...all.map(({ name, text }, i) => {
          const item = document.createElement("li"),
            open = document.createElement("button"),
            remove = document.createElement("button");
          open.type = remove.type = "button";
          open.className = remove.className = "change";
          open.textContent = name;
          remove.textContent = "×";
          remove.setAttribute("aria-label", `${section.dataset.delete}: ${name}`);
          open.addEventListener("click", () => send({ after: text }));
          remove.addEventListener("click", () => {
            this.keep(this.all().filter((_, at) => at !== i));
            (section.hidden ? document.querySelector("main input:not([type=hidden])") : section.querySelector("ul button"))?.focus();
          });
          item.append(open, " ", remove);
          return item;
        }),
      );
    },
  };
  document.addEventListener("click", event => {
    const button = event.target.closest?.("[data-remember]");
    if (button) {
      const text = written(),
        codes = new URLSearchParams(text),
        name = [button.dataset.remember, ...codes.getAll("dx"), ...codes.getAll("proc")].join(" ");
      remembered.keep([{ name, text }, ...remembered.all().filter(each => each.text !== text)]);
      button.textContent = button.dataset.done;
    } else if (event.target.closest?.("[data-forget-all]")) {
      remembered.keep([]);
    }
  });
  remembered.show();

  equipAll();
  if (contact()) {
    const before = history.state?.contact ?? sessionStorage.getItem("contact");
    if (written() === "" && before) addEventListener("load", () => send({ after: before }));
    else keep(false);
  }

  // A list that is filtered by words.
  document.addEventListener("input", event => {
    if (!event.target.matches?.("[data-filter]")) return;
    event.stopPropagation();
    const words = event.target.value.toLowerCase().split(/\s+/);
    for (const row of event.target.parentElement.querySelectorAll("li"))
      row.hidden = !words.every(word => row.textContent.toLowerCase().replaceAll(".", "").includes(word.replaceAll(".", "")));
  });

  // A choice of set, weights, language or theme beside a contact: the contact follows in the tab, not in the address.
  document.addEventListener("click", event => {
    const choice = event.target.closest?.("a[data-choice]");
    if (!choice || !contact()) return;
    const address = new URL(choice.href);
    for (const name of [...address.searchParams.keys()])
      if (!["set", "weights", "lang", "theme"].includes(name)) address.searchParams.delete(name);
    event.preventDefault();
    location.assign(address);
  });

  // The search box: / or Ctrl+K.
  const palette = document.getElementById("palette"),
    box = palette.querySelector("input"),
    found = document.getElementById("found");
  const hits = () => [...found.querySelectorAll("[role=option]")];
  const select = hit => {
    hits().forEach(each => each.setAttribute("aria-selected", each === hit));
    if (hit) {
      box.setAttribute("aria-activedescendant", hit.id);
      hit.scrollIntoView({ block: "nearest" });
    } else {
      box.removeAttribute("aria-activedescendant");
    }
  };
  const search = event => {
    event.preventDefault();
    palette.showModal();
    box.select();
  };
  const add = hit => {
    const field = [...(contact()?.querySelectorAll(`[name=${hit.dataset.kind}][data-list]`) ?? [])].find(each => !each.value);
    palette.close();
    if (!field) {
      location.assign(`/?${hit.dataset.kind}=${encodeURIComponent(hit.dataset.code)}`);
      return;
    }
    field.value = hit.dataset.code;
    addRow(field);
    field.focus();
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };
  document.addEventListener("keydown", event => {
    const types = event.target.matches?.("input, textarea, select, [contenteditable]");
    if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) search(event);
    else if (event.key === "/" && !types && !event.ctrlKey && !event.altKey && !palette.open) search(event);
  });
  document.addEventListener("click", event => {
    if (event.target.closest?.("[data-palette]") && !event.ctrlKey && !event.metaKey) search(event);
    else if (event.target === palette) palette.close();
  });
  box.addEventListener("keydown", event => {
    const all = hits(),
      at = all.findIndex(each => each.getAttribute("aria-selected") === "true");
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && all.length > 0) {
      select(all[(at + (event.key === "ArrowDown" ? 1 : at < 0 ? 0 : -1) + all.length) % all.length]);
      event.preventDefault();
    } else if (event.key === "Enter") {
      event.preventDefault();
      const hit = all[Math.max(at, 0)];
      if (hit && event.ctrlKey && hit.dataset.kind) add(hit);
      else if (hit) location.assign(hit.href);
    }
  });
  found.addEventListener("htmx:afterSwap", () => {
    box.setAttribute("aria-expanded", hits().length > 0);
    select(hits()[0]);
  });

  // Copying the address and printing.
  document.addEventListener("click", event => {
    if (event.target.closest?.("[data-forget]") && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      sessionStorage.removeItem("contact");
      // A link to the address one is at keeps the state of its entry in the history.
      history.replaceState(null, "", location.href);
      forgotten = true;
    }
    const copy = event.target.closest?.("[data-copy]");
    if (copy) {
      navigator.clipboard.writeText(new URL(copy.dataset.copy, location.href).href).then(() => {
        copy.textContent = copy.dataset.done;
      });
    } else if (event.target.closest?.("[data-text]")) {
      const button = event.target.closest("[data-text]");
      navigator.clipboard.writeText(button.dataset.text).then(() => {
        button.textContent = button.dataset.done;
      });
    } else if (event.target.closest?.("[data-print]")) {
      window.print();
    }
  });
})();
