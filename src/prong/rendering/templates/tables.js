// Sorting and filtering of the long tables of a page; without it the page reads the same.
for (const region of document.querySelectorAll("div.table")) {
  const table = region.querySelector("table");
  const body = table.tBodies[0];
  if (!table.tHead || !body || body.rows.length < 6) continue;
  const rows = Array.from(body.rows);
  const named = region.getAttribute("aria-label");
  const bar = document.createElement("p");
  bar.className = "controls";
  const field = Object.assign(document.createElement("input"), { type: "search", placeholder: "Filter rows" });
  field.setAttribute("aria-label", "Filter the rows of: " + named);
  const choice = document.createElement("select");
  choice.setAttribute("aria-label", "Show only one verdict in: " + named);
  const count = document.createElement("span");
  count.setAttribute("role", "status");
  const verdictOf = (row) => (row.cells[1] && row.cells[1].querySelector("span") ? row.cells[1].textContent.trim() : "");
  const verdicts = Array.from(new Set(rows.map(verdictOf).filter(Boolean))).sort();
  for (const verdict of ["", ...verdicts]) choice.append(new Option(verdict || "All verdicts", verdict));
  const show = () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word)) || (choice.value && verdictOf(row) !== choice.value);
      shown += row.hidden ? 0 : 1;
    }
    count.textContent = shown + " of " + rows.length;
  };
  field.addEventListener("input", show);
  choice.addEventListener("change", show);
  bar.append(field, ...(verdicts.length > 1 ? [choice] : []), count);
  region.before(bar);
  Array.from(table.tHead.rows[0].cells).forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.textContent = "";
    head.append(button);
    button.addEventListener("click", () => {
      const falling = head.getAttribute("aria-sort") === "ascending";
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", falling ? "descending" : "ascending");
      const key = (row) => row.cells[column].textContent.trim();
      const order = (a, b) => key(a).localeCompare(key(b), "en", { numeric: true }) * (falling ? -1 : 1);
      body.append(...Array.from(rows).sort(order));
    });
  });
  show();
}
