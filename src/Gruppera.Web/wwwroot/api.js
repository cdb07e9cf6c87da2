// Sends the examples of the page /api. Without it the page is documentation.
for (const form of document.querySelectorAll("form.try")) {
  const body = form.elements.body,
    type = form.elements.type,
    status = form.querySelector("output"),
    answer = form.querySelector(".answer");
  form.querySelector("button").hidden = false;
  if (type) {
    const examples = { "application/json": body.value, "application/x-ndjson": body.dataset.lines, "text/csv": body.dataset.table };
    type.addEventListener("change", () => {
      body.value = examples[type.value];
    });
  }
  form.addEventListener("submit", async event => {
    event.preventDefault();
    status.textContent = "…";
    const headers = { "Accept-Language": document.documentElement.lang };
    if (type) headers["Content-Type"] = type.value;
    try {
      const response = await fetch(form.elements.path.value, { method: form.dataset.method, headers, body: body?.value });
      const text = await response.text();
      status.textContent = `${response.status} ${response.headers.get("Content-Type") ?? ""}`;
      answer.textContent = text.length > 200000 ? text.slice(0, 200000) + "\n…" : text;
      answer.hidden = false;
    } catch (error) {
      status.textContent = String(error);
    }
  });
}
