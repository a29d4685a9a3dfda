import { expect, it } from "vitest";
import { emptyAnswer } from "../../provider/account/emptyAnswer";
import { earlierConfigHint } from "../../provider/config/earlierConfig";
import { MsadsError } from "../../provider/service/errors";

const configured = (key: string) => (key === "msads:endpoint" ? "https://ads.example.com" : undefined);
const nothing = () => undefined;
const dead = new MsadsError("x", { outcome: "unreachable", symbol: "ECONNREFUSED" });

const WORDS = " It may be an earlier one.";
const hintOf = (error: unknown, config: (key: string) => string | undefined) =>
  earlierConfigHint(error, config, WORDS);

it("is given for what settings may have brought about, where the config has some", () => {
  const refused = (code: number) => new MsadsError("x", { outcome: "refused", code });
  for (const error of [dead, refused(105), refused(106), refused(109)])
    expect(hintOf(error, configured)).toBe(WORDS);
  for (const error of [refused(117), refused(5317), new Error("x"), "x"])
    expect(hintOf(error, configured)).toBe("");
});

it("is given once for an account that answers with nothing: another address has another account", () => {
  const empty = `${emptyAnswer({ customerId: "1", accountId: "2" })("conversion goal")}.`;
  expect(hintOf(new Error(empty), configured)).toBe(WORDS);
  expect(hintOf(new Error(`lib: one goal failed: ${empty}${WORDS}`), configured)).toBe("");
});

it("is not given where the environment alone has the settings: it is that of the run", () => {
  expect(hintOf(dead, nothing)).toBe("");
  expect(hintOf(dead, (key) => (key === "shop:size" ? "1" : undefined))).toBe("");
  expect(hintOf(dead, () => " ")).toBe("");
});
