import { styleText } from "node:util";
import { ruleOf } from "../../emulator";
import type { Finding } from "./askAll";
import { RUNS_PREFIX } from "./own";
import type { LeftBehind } from "./tidy";
import type { Verdict } from "./verdict";

const COLORS = { holds: "green", differs: "red", "not asked": "dim" } as const;

/** Whether the service does something else than the emulator does by default; an `off` rule is one that the emulator does not follow. */
export function isUnlike({ rule, verdict }: Pick<Finding, "rule" | "verdict">): boolean {
  if (verdict.result === "not asked") return false;
  const { off = false, code } = ruleOf(rule);
  const refuses = code !== undefined && (verdict.codes ?? []).length > 0;
  return off ? verdict.result === "holds" || refuses : verdict.result === "differs";
}

/** One rule, in one line or two. */
export function findingLines(finding: Finding, color: boolean): string {
  const { rule, verdict } = finding;
  const { mark, says, off } = ruleOf(rule);
  const word = painted(verdict.result.padEnd(9), COLORS[verdict.result], color);
  const marked = `${mark}${off === true ? ", off" : ""}`.padEnd(13);
  const line = `  ${word}  ${marked}  ${rule.padEnd(31)}  ${says}`;
  const more = moreOf(finding);
  return more === undefined ? `${line}\n` : `${line}\n${" ".repeat(13)}→ ${more}\n`;
}

function moreOf({ rule, verdict }: Finding): string | undefined {
  if (verdict.result === "not asked") return verdict.why;
  const unlike = isUnlike({ rule, verdict }) ? "unlike the emulator; " : "";
  return verdict.result === "differs" || unlike !== "" ? `${unlike}came: ${cameWords(verdict)}` : undefined;
}

/** What came, in codes, symbols and values. */
function cameWords({
  codes = [],
  symbols = [],
  fields = {},
}: Exclude<Verdict, { readonly result: "not asked" }>): string {
  const values = Object.entries(fields).map(([name, value]) => `${name} ${value}`);
  const refusals = codes.length + symbols.length === 0 ? ["no refusal"] : [[...codes, ...symbols].join(" ")];
  return [...refusals, ...values].join(", ");
}

export interface Summary {
  readonly holds: number;
  readonly differs: number;
  readonly notAsked: number;
  /** Rules in which the service does something else than the emulator by default. */
  readonly unlike: number;
}

export function summaryOf(findings: readonly Finding[]): Summary {
  const count = (result: Verdict["result"]) =>
    findings.filter(({ verdict }) => verdict.result === result).length;
  return {
    holds: count("holds"),
    differs: count("differs"),
    notAsked: count("not asked"),
    unlike: findings.filter(isUnlike).length,
  };
}

export function summaryWords({ holds, differs, notAsked, unlike }: Summary): string {
  const same =
    unlike === 0
      ? "the service does what the emulator does"
      : `in ${unlike} the service does something else than the emulator`;
  return `${holds} rules hold, ${differs} differ, ${notAsked} were not asked; of those asked, ${same}.`;
}

/** What the end of the run says of what stays in the account. */
export function leftWords({ paused, active, tags, earlier, problems }: LeftBehind, prefix: string): string {
  const goals = `${paused} paused goals${active === 0 ? "" : `, ${active} goals that are NOT paused`}`;
  const lines = [
    `Left in the account: ${goals} and ${tags} UET ${tags === 1 ? "tag" : "tags"}, named "${prefix} …".`,
    ...problems.map((each) => `Failed: ${each}`),
  ];
  if (active > 0) lines.push("--resume and the file pause them; or do it in the web UI.");
  if (earlier > 0)
    lines.push(
      `${earlier} ${earlier === 1 ? "goal of an earlier run" : "goals of earlier runs"}, named "${RUNS_PREFIX}…", not paused: pause them in the web UI.`,
    );
  return lines.join("\n");
}

function painted(text: string, style: "green" | "red" | "dim", color: boolean): string {
  return color ? styleText(style, text, { validateStream: false }) : text;
}
