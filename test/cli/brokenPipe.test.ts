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
