// Sends the examples of the page /api, and says them as lines of curl. Without it the page is documentation.
const quoted = word => (/^[A-Za-z0-9_./:=@,+%-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

for (const form of document.querySelectorAll("form.try")) {
  const body = form.elements.body,
    type = form.elements.type,
    parts = [...form.querySelectorAll("[data-part]")],
    status = form.querySelector("output"),
    answer = form.querySelector(".answer"),
    line = form.querySelector(".again code"),
    copy = form.querySelector("[data-text]");
  form.querySelector(".send").hidden = false;
  const chosen = () => parts.filter(part => part.files.length > 0);
  const tell = () => {
    const words = ["curl"];
    if (form.dataset.method === "DELETE") words.push("-X", "DELETE");
    if (type) words.push("-H", `Content-Type: ${type.value}`, "--data-binary", body.value);
    for (const part of parts)
      if (part.required || part.files.length > 0) words.push("-F", `${part.name}=@${part.files[0]?.name ?? part.name + ".csv"}`);
    words.push(new URL(form.elements.path.value, form.dataset.base).href);
    line.textContent = copy.dataset.text = words.map(quoted).join(" ");
    copy.textContent = copy.dataset.again;
  };
  if (type) {
    const examples = { "application/json": body.value, "application/x-ndjson": body.dataset.lines, "text/csv": body.dataset.table };
    type.addEventListener("change", () => {
      body.value = examples[type.value];
      tell();
    });
  }
  form.addEventListener("input", tell);
  tell();
  form.addEventListener("submit", async event => {
    event.preventDefault();
    status.textContent = "…";
    const headers = { "Accept-Language": document.documentElement.lang };
    if (type) headers["Content-Type"] = type.value;
    let sent = body?.value;
    if (parts.length > 0) {
      sent = new FormData();
      for (const part of chosen()) sent.append(part.name, part.files[0]);
    }
    try {
      const response = await fetch(form.elements.path.value, { method: form.dataset.method, headers, body: sent });
      const told = [...response.headers].map(([name, value]) => `${name}: ${value}`).join("\n");
      answer.textContent = `${told}\n\n${await response.text()}`;
      answer.hidden = false;
      // Last, since whoever waits for an end must find the answer whole.
      status.textContent = `${response.status} ${response.headers.get("Content-Type") ?? ""}`;
    } catch (error) {
      status.textContent = String(error);
    }
  });
}
