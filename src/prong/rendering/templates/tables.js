// Sorting and filtering of the long tables of a page; without it the page reads the same. What is chosen
// stands in the address, behind #, so that it can be kept, sent and gone back to.
const asked = () => {
  const hash = location.hash.slice(1);
  return new URLSearchParams(hash.includes("=") ? hash : "");
};
const tables = [];
for (const region of document.querySelectorAll("main div.table")) {
  const table = region.querySelector("table");
  const body = table.tBodies[0];
  if (!table.tHead || !body || body.rows.length < 6 || region.closest("details")) continue;
  const own = String(tables.length + 1);
  const heads = Array.from(table.tHead.rows[0].cells);
  const words = heads.map((head) => head.textContent);
  const rows = Array.from(body.rows);
  const named = region.getAttribute("aria-label");
  const bar = document.createElement("p");
  bar.className = "controls";
  const field = Object.assign(document.createElement("input"), { type: "search", placeholder: "Filter rows" });
  field.setAttribute("aria-label", "Filter the rows of: " + named);
  const choice = document.createElement("select");
  choice.setAttribute("aria-label", "Show only one verdict in: " + named);
  const column = document.createElement("select");
  column.setAttribute("aria-label", "Column of that verdict in: " + named);
  const count = document.createElement("span");
  count.setAttribute("role", "status");
  const verdictIn = (row, place) => {
    const cell = row.cells[place];
    return cell && cell.querySelector("span") ? cell.textContent.trim() : "";
  };
  const judged = heads.map((_, place) => place).filter((place) => rows.some((row) => verdictIn(row, place)));
  const only = judged.find((place) => words[place] === "Verdict");
  const verdicts = new Set(rows.flatMap((row) => judged.map((place) => verdictIn(row, place))).filter(Boolean));
  const offered = only === undefined ? verdicts : new Set(rows.map((row) => verdictIn(row, only)).filter(Boolean));
  for (const verdict of ["", ...Array.from(offered).sort()]) choice.append(new Option(verdict || "All verdicts", verdict));
  if (only === undefined) column.append(new Option("in any column", ""));
  for (const place of judged) if (only === undefined || place === only) column.append(new Option(words[place], String(place)));
  let order = "";
  const draw = () => {
    const wanted = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    const places = column.value ? [Number(column.value)] : judged;
    let shown = 0;
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      const judgedSo = !choice.value || places.some((place) => verdictIn(row, place) === choice.value);
      row.hidden = !judgedSo || !wanted.every((word) => text.includes(word));
      shown += row.hidden ? 0 : 1;
    }
    count.textContent = shown + " of " + rows.length;
    const [place, way] = order.split(".");
    heads.forEach((head, at) => {
      if (order && at === Number(place)) head.setAttribute("aria-sort", way);
      else head.removeAttribute("aria-sort");
    });
    if (!order) return;
    const key = (row) => row.cells[Number(place)].textContent.trim();
    const sign = way === "descending" ? -1 : 1;
    rows.sort((a, b) => key(a).localeCompare(key(b), "en", { numeric: true }) * sign);
    body.append(...rows);
  };
  const keep = () => {
    const state = asked();
    const kept = { q: field.value, v: choice.value, c: choice.value && column.value, s: order };
    for (const [name, value] of Object.entries(kept)) {
      if (value) state.set(name + own, value);
      else state.delete(name + own);
    }
    const text = state.toString();
    if (text || location.hash.includes("=")) history.replaceState(null, "", "#" + text);
    draw();
  };
  const take = () => {
    const state = asked();
    field.value = state.get("q" + own) || "";
    choice.value = offered.has(state.get("v" + own)) ? state.get("v" + own) : "";
    column.value = state.get("c" + own) || (only === undefined ? "" : String(only));
    if (column.selectedIndex < 0) column.selectedIndex = 0;
    order = /^\d+\.(a|de)scending$/.test(state.get("s" + own) || "") ? state.get("s" + own) : order;
    draw();
  };
  for (const control of [field, choice, column]) control.addEventListener(control === field ? "input" : "change", keep);
  heads.forEach((head, place) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      order = place + (order === place + ".ascending" ? ".descending" : ".ascending");
      keep();
    });
  });
  bar.append(field, ...(offered.size > 1 ? [choice] : []), ...(offered.size > 1 && column.options.length > 1 ? [column] : []), count);
  region.before(bar);
  tables.push(take);
  take();
}
addEventListener("hashchange", () => tables.forEach((take) => take()));
