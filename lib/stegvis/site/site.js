"use strict";
// Search and choice among the reports, without a server and without a network.
(() => {
  const controls = document.getElementById("sok");
  if (!controls) return;
  const [words, project, period] = ["ord", "projekt", "period"].map((id) => document.getElementById(id));
  const boxes = [...controls.querySelectorAll("input[name=status]")];
  const told = document.getElementById("traffar");

  // A text is found as it is typed and without its accents: ”Götene” by ”götene” and by ”gotene”.
  const lower = (text) => text.normalize("NFC").toLocaleLowerCase("sv");
  const searchable = (text) => `${lower(text)} ${lower(text.normalize("NFD").replace(/\p{M}/gu, ""))}`;
  const plural = new Intl.PluralRules("sv");
  const count = (number, one, many) =>
    `${number.toLocaleString("sv-SE")} ${plural.select(number) === "one" ? one : many}`;

  const rows = [...document.querySelectorAll("tr[data-status]")].map((row) => {
    const edition = row.closest("[data-period]");
    const about = `${edition.dataset.words} ${row.cells[0].textContent}`;
    const items = [...row.querySelectorAll("li")].map((item) => ({
      item,
      isReport: "report" in item.dataset,
      text: searchable(`${about} ${item.textContent}`),
    }));
    return { row, edition, project: row.closest("[data-project]"), items };
  });
  const matrices = [...document.querySelectorAll(".matrix table")];

  const state = () => {
    const status = boxes.filter((box) => box.checked).map((box) => box.value).join(",");
    const fields = { ord: words.value.trim(), projekt: project.value, period: period.value, status };
    return new URLSearchParams(Object.entries(fields).filter(([, value]) => value));
  };

  const showMatrix = (table, isFound) => {
    const lines = [...table.tBodies[0].rows];
    for (const line of lines) line.hidden = ![...line.cells].slice(1).some(isFound);
    [...table.tHead.rows[0].cells].slice(1).forEach((head, number) => {
      const column = lines.map((line) => line.cells[number + 1]);
      const hidden = !column.some(isFound);
      for (const cell of [head, ...column]) cell.hidden = hidden;
    });
  };

  const show = () => {
    const chosen = state();
    const wanted = lower(words.value).split(/\s+/).filter(Boolean);
    const statuses = (chosen.get("status") || "").split(",").filter(Boolean);
    const found = new Set();
    let reports = 0;
    let without = 0;
    for (const { row, edition, project: of, items } of rows) {
      const fits =
        (!project.value || of.dataset.project === project.value) &&
        (!period.value || edition.dataset.period === period.value) &&
        (!statuses.length || statuses.includes(row.dataset.status));
      for (const { item, isReport, text } of items) {
        item.hidden = !fits || !wanted.every((word) => text.includes(word));
        if (item.hidden) continue;
        for (const part of [row, edition, of]) found.add(part);
        reports += isReport;
        without += !isReport;
      }
    }
    for (const { row, edition, project: of } of rows) {
      for (const part of [row, edition, of]) part.hidden = !found.has(part);
    }
    const ids = new Set([...found].map((part) => part.id));
    for (const table of matrices) showMatrix(table, (cell) => !String(chosen) || ids.has(cell.dataset.row));
    const there = reports ? count(reports, "rapport", "rapporter") : "inga rapporter";
    told.textContent = `Visar ${there}${without ? `; ${without.toLocaleString("sv-SE")} saknas` : ""}.`;
  };

  // What is chosen stands in the address, so that it is there again upon the way back.
  const keep = () => history.replaceState(null, "", `#${state()}`);
  const read = () => {
    const chosen = new URLSearchParams(location.hash.slice(1));
    words.value = chosen.get("ord") || "";
    for (const field of [project, period]) {
      field.value = chosen.get(field.id) || "";
      if (field.selectedIndex < 0) field.value = "";
    }
    const statuses = (chosen.get("status") || "").split(",");
    for (const box of boxes) box.checked = statuses.includes(box.value);
    show();
  };
  controls.addEventListener("input", () => {
    show();
    keep();
  });
  document.getElementById("rensa").addEventListener("click", () => {
    history.replaceState(null, "", "#");
    read();
    words.focus();
  });
  addEventListener("pageshow", show); // a browser may have filled the fields in again by itself
  addEventListener("hashchange", () => {
    if (location.hash.includes("=")) read();
    else if (String(state())) keep();
  });
  if (location.hash.includes("=")) read();
  else show();
  controls.hidden = false;
})();
