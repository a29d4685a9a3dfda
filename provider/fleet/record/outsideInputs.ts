import { readFileSync } from "node:fs";
import { sep } from "node:path";
import { variableOf } from "../../config/environmentNames";
import { isSecret, SETTING_NAMES } from "../../config/settingNames";

/** What a program takes from elsewhere than its files and its config. */
export interface OutsideInputs {
  /** The environment variables that its code names, but for those with our credentials. */
  readonly variables: readonly string[];
  /** A look-up in the account, in words; undefined: there is none. */
  readonly lookUp: string | undefined;
}

const CODE = /\.([cm]?[jt]sx?|py|go|cs|fs|java|ya?ml)$/;
const VARIABLE =
  /\b(?:process\.env|os\.environ(?:\.get)?|[gG]etenv|LookupEnv|GetEnvironmentVariable)(?:\??\.|\s*(?:\?\.)?\[\s*["'`]|\s*\(\s*["'`])([A-Za-z_]\w*)/g;
/** `const { SHOP, REGION: region = "eu" } = process.env` */
const TAKEN_APART = /\{([^{}]*)\}\s*=\s*process\.env\b/g;
const LOOK_UP =
  /\b(getUetTag|getConversionGoal|get_uet_tag|get_conversion_goal|GetUetTag|LookupUetTag|GetConversionGoal|LookupConversionGoal)(?:Output|_output)?(?=\s*\(|\s*\.Invoke|["']?\s*$)/m;

const CREDENTIALS: ReadonlySet<string> = new Set(SETTING_NAMES.filter(isSecret).map(variableOf));

/** Searches the program's code. What it builds at run time, such as the name of a variable, is not found. */
export function outsideInputsOf(files: readonly string[]): OutsideInputs {
  const variables = new Set<string>();
  let lookUp: string | undefined;
  for (const file of files.filter(isOwnCode)) {
    const text = readFileSync(file, "utf8");
    for (const [, name = ""] of text.matchAll(VARIABLE)) variables.add(name);
    for (const [, names = ""] of text.matchAll(TAKEN_APART))
      for (const [name] of names.matchAll(/(?<![\w:=]\s*)[A-Za-z_]\w*/g)) variables.add(name);
    const found = LOOK_UP.exec(text)?.[1];
    if (found !== undefined) lookUp ??= `${found} in ${file}`;
  }
  return { variables: [...variables].filter((name) => !CREDENTIALS.has(name)).sort(), lookUp };
}

/** `pulumi package add` puts what it generates, which declares every look-up, into `sdks`. */
function isOwnCode(file: string): boolean {
  return CODE.test(file) && !file.split(sep).includes("sdks");
}
