import { expect, it } from "vitest";
import { earlierConfigHint } from "../../provider/config/earlierConfig";
import { MsadsError } from "../../provider/service/errors";

const configured = (key: string) => (key === "msads:endpoint" ? "https://ads.example.com" : undefined);
const nothing = () => undefined;
const dead = new MsadsError("x", { outcome: "unreachable", symbol: "ECONNREFUSED" });

it("is given for what settings may have brought about, where the config has some", () => {
  const refused = (code: number) => new MsadsError("x", { outcome: "refused", code });
  for (const error of [dead, refused(105), refused(106), refused(109)])
    expect(earlierConfigHint(error, configured)).toContain("--run-program");
  for (const error of [refused(117), refused(5317), new Error("x"), "x"])
    expect(earlierConfigHint(error, configured)).toBe("");
});

it("is not given where the environment alone has the settings: it is that of the run", () => {
  expect(earlierConfigHint(dead, nothing)).toBe("");
  expect(earlierConfigHint(dead, (key) => (key === "shop:size" ? "1" : undefined))).toBe("");
  expect(earlierConfigHint(dead, () => " ")).toBe("");
});
