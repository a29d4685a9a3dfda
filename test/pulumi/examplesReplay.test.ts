import { join } from "node:path";
import { expect, test } from "vitest";
import { PACKAGE } from "../support/e2ePackage";
import { exampleShells, told } from "../support/exampleShell";
import { nativeBench } from "../support/nativeProject";

const lab = nativeBench();
const shell = exampleShells(lab);
const replayed = (text: string) =>
  told("replay", text).replace("npx msads", `node ${join(PACKAGE, "dist/cli/main.js")}`);

test("replay: what the goals count, what a change makes of it, and what looks right and counts nothing, as its page says", async () => {
  const run = shell("replay");
  expect(await run(told("replay", "node make-traffic.mjs"))).toMatch(/20000 requests/);
  await run("pulumi stack init dev && pulumi up --yes --skip-preview --non-interactive");
  const store = () => JSON.stringify([...lab.emulator.store.goals.values()].map(({ fields }) => fields));
  const before = store();

  const live = "npx msads replay access.log --site https://shoes.example";
  const now = await run(replayed(live));
  expect(now).toMatch(/Order placed +1,134 +1,134 +28,350 EUR/);
  expect(now).toMatch(/Contact: No page load/);
  expect(now).toMatch(/Newsletter, Signup/);

  const compared = replayed(`${live} --program .`);
  const edit = (operator: string, expression: string) =>
    `sed -i '0,/urlOperator: "[A-Za-z]*"/s##urlOperator: "${operator}"#; 0,/urlExpression: "[^"]*"/s##urlExpression: "${expression}"#' index.ts`;
  await run(edit("RegularExpression", "/thank-you([?]|$)"));
  const narrower = await run(compared);
  expect(narrower).toMatch(/Order placed +1,134 +775 +−359 \(−31\.7%\) +28,350 → 19,375 EUR/);
  expect(narrower).toMatch(/−359 +https:\/\/shoes\.example\/thank-you-notes/);

  await run(edit("Equals", "https://shoes.example/thank-you"));
  const nothing = await run(compared);
  expect(nothing).toMatch(/Order placed +1,134 +0 /);
  expect(nothing).toMatch(/Order placed, Contact: No page load/);
  for (const text of [now, narrower, nothing]) expect(text).not.toMatch(/mail\.example|customer\d|order=/);
  expect(store()).toBe(before);
});
