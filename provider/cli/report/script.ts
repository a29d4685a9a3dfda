/** The page's script: search and filters. It reads only what is in the page. The page's policy allows exactly this text. */
export const SCRIPT = `
"use strict";
(() => {
  const one = (id) => document.getElementById(id);
  const form = one("filters");
  if (form === null) return;
  const rows = [...document.querySelectorAll("tr.goal")].map((row) => ({ row, text: row.textContent.toLowerCase() }));
  const chips = [...form.querySelectorAll("[data-chip]")];
  const fold = (text) => text.toLowerCase().split(/\\s+/).filter((word) => word !== "");
  const apply = () => {
    const words = fold(one("search").value);
    const pressed = chips.filter((chip) => chip.getAttribute("aria-pressed") === "true").map((chip) => chip.dataset.chip);
    const [key, value] = (one("program")?.value ?? "").split("=");
    let shown = 0;
    for (const { row, text } of rows) {
      const fits =
        words.every((word) => text.includes(word)) &&
        (pressed.length === 0 || pressed.includes(row.dataset.severity)) &&
        ["tag", "type"].every((name) => one(name).selectedIndex === 0 || one(name).value === row.dataset[name]) &&
        (!key || row.dataset[key] === value);
      row.hidden = !fits;
      if (fits) shown += 1;
    }
    for (const body of document.querySelectorAll("#goals tbody")) {
      const count = body.querySelectorAll("tr.goal:not([hidden])").length;
      const of = body.querySelector(".count");
      body.hidden = count === 0;
      of.textContent = count === Number(of.dataset.of) ? of.dataset.of : count + " of " + of.dataset.of;
    }
    one("shown").textContent = shown + " of " + rows.length + " goals";
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
