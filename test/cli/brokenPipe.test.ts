import { once } from "node:events";
import { expect, it } from "vitest";
import { startMsads } from "./msads";

it("ends quietly when nobody reads its output any more, as with `msads … | head`", async () => {
  const child = startMsads(["--help"]);
  child.stdout?.destroy();
  let complaints = "";
  child.stderr?.on("data", (chunk) => (complaints += String(chunk)));
  const [code] = await once(child, "close");
  expect({ code, complaints }).toEqual({ code: 0, complaints: "" });
});

it("does its work to the end when nobody reads its notices, as with `msads … 2>&1 | head`", async () => {
  const child = startMsads(["fleet", "check", "--file", "missing.yaml", "--json"]);
  child.stderr?.destroy();
  let said = "";
  child.stdout?.on("data", (chunk) => (said += String(chunk)));
  const [code] = await once(child, "close");
  expect({ code, answer: JSON.parse(said) }).toEqual({
    code: 2,
    answer: expect.objectContaining({ ok: false }),
  });
});
