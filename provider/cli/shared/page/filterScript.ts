/** The page's script: search and filters. It reads only what is in the page. The page's policy allows exactly this text. */
export const FILTER_SCRIPT = `
"use strict";
(() => {
  const one = (id) => document.getElementById(id);
  const form = one("filters");
  if (form === null) return;
  const rows = [...document.querySelectorAll("tr.row")].map((row) => ({ row, text: row.textContent.toLowerCase() }));
  const chips = [...form.querySelectorAll("[data-chip]")];
  const said = (count) => count.toLocaleString("en");
  const selects = [...form.querySelectorAll("select")];
  const fold = (text) => text.toLowerCase().split(/\\s+/).filter((word) => word !== "");
  const apply = () => {
    const words = fold(one("search").value);
    const pressed = chips.filter((chip) => chip.getAttribute("aria-pressed") === "true").map((chip) => chip.dataset.chip);
    const chosen = selects.map(({ value }) => value).filter((value) => value !== "").map((value) => [value.slice(0, value.indexOf("=")), value.slice(value.indexOf("=") + 1)]);
    let shown = 0;
    for (const { row, text } of rows) {
      const fits =
        words.every((word) => text.includes(word)) &&
        (pressed.length === 0 || pressed.includes(row.dataset.kind)) &&
        chosen.every(([key, value]) => row.dataset[key] === value);
      row.hidden = !fits;
      if (fits) shown += 1;
    }
    for (const body of document.querySelectorAll(".rows tbody")) {
      const count = body.querySelectorAll("tr.row:not([hidden])").length;
      const of = body.querySelector(".count");
      body.hidden = count === 0;
      const all = Number(of.dataset.of);
      of.textContent = count === all ? said(all) : said(count) + " of " + said(all);
    }
    one("shown").textContent = said(shown) + " of " + said(rows.length) + " " + form.dataset.of;
    one("none").hidden = shown > 0;
    one("reset").hidden = shown === rows.length;
  };
  for (const chip of chips)
    chip.addEventListener("click", () => {
      chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true"));
      apply();
    });
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    for (const chip of chips) chip.setAttribute("aria-pressed", "false");
    setTimeout(apply);
  });
  form.hidden = false;
})();
`;
