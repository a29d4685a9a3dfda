import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { probeGroups } from "../../provider/cli/parity/probes";
import { type ObservedFile, parseObserved, ruleIds, ruleOf } from "../../provider/emulator";
import { code, GENERATED, table } from "./markdown";

/** Files of `msads parity` that people have sent. */
const FOLDER = "docs/parity";

/** The page of what has been checked against Microsoft's service; `root`: the repository's folder. */
export function parityPage(root: string): string {
  const files = filesIn(join(root, FOLDER));
  return `${GENERATED}

${INTRODUCTION}

## Results

${files.length === 0 ? NOBODY : resultsOf(files)}

${HOW}

## The rules

${rulesTable(files)}
`;
}

function filesIn(folder: string): readonly ObservedFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => parseObserved(readFileSync(join(folder, name), "utf8"), name));
}

function resultsOf(files: readonly ObservedFile[]): string {
  const count = ({ rules }: ObservedFile, result: string) =>
    String(Object.values(rules).filter((rule) => rule.result === result).length);
  return table(
    ["date", "service", "transport", "hold", "differ", "not asked"],
    files.map((file) => [
      file.date.slice(0, 10),
      file.environment,
      file.transport.toUpperCase(),
      count(file, "holds"),
      count(file, "differs"),
      count(file, "not asked"),
    ]),
  );
}

function rulesTable(files: readonly ObservedFile[]): string {
  const asked = new Set(probeGroups.flatMap(({ probes }) => probes.map(({ rule }) => rule)));
  const whyNot = new Map(probeGroups.flatMap(({ unasked }) => unasked.map(({ rule, why }) => [rule, why])));
  const rows = ruleIds
    .filter((id) => ruleOf(id).mark !== "documented")
    .map((id) => {
      const { mark, off, says } = ruleOf(id);
      const seen = files
        .flatMap(({ rules }) => rules[id]?.result ?? [])
        .filter((each) => each !== "not asked");
      const state =
        seen.length > 0
          ? seen.join(", ")
          : asked.has(id)
            ? "not yet"
            : `cannot be asked: ${whyNot.get(id) ?? ""}`;
      return [code(id), says, `${mark}${off === true ? ", off by default" : ""}`, state];
    });
  return table(["rule", "says", "mark", "checked"], rows);
}

const INTRODUCTION = `# What has been checked against Microsoft

The provider is tested against [the emulator](emulator.md). Most of its rules come from Microsoft's documentation. The rules on this page do not: other people observed them in the live service, or we had to assume them.
\`msads parity\` asks Microsoft's sandbox which of them hold.`;

const NOBODY = `Nobody has sent results yet. **None of the rules on this page has been checked against Microsoft's service by this project**: we have no account there. \`msads parity\` itself has run against the emulator only.`;

const HOW = `## Check them yourself

You need an account in Microsoft's sandbox, and settings for it ([configuration](configuration.md), [sign-in](sign-in.md)):

    export MSADS_ENVIRONMENT=sandbox MSADS_CUSTOMER_ID=<id> MSADS_ACCOUNT_ID=<id>
    npx msads login --sandbox
    npx msads parity

- **It refuses production.** It asks only Microsoft's sandbox and this machine, and never with settings of production. It checks this before the first call.
- **What it makes stays for ever**: at most 40 conversion goals and 3 UET tags. It lists them and asks for a yes first (\`--yes\` where there is no terminal). The names begin with \`msads-parity\` and the time, and are never used again.
  The goals have Account scope. At the end they are paused, and auto-tagging, which new goals turn on, is put back. It changes nothing else in the account: no other goal, tag, campaign or setting.
- **It can be interrupted.** Ctrl-C finishes the call under way, pauses the goals and keeps the results; a second Ctrl-C ends it at once. \`--resume msads-parity.json\` asks only what is left. After that, or if the run was killed, resume it in the same account: this also pauses the goals that it left active, and puts auto-tagging back.
- If the service limits the rate of calls, it waits. If an answer is lost, it looks at the account before it repeats a call.
- \`--transport rest\` asks over REST; some rules are about one transport only.

For each rule it prints \`holds\`, \`differs\` (and what came: codes, symbols, values) or \`not asked\` (and why). Some rules are off by default: the emulator does not follow them unless you switch them on. Such a rule usually differs,
as the emulator expects; "unlike the emulator" marks the results that it does not expect. The exit code is 1 if the run ended early or left goals active.

### Follow the results

    npx msads emulator --observed msads-parity.json

The emulator then does what the service did: a rule that differed is off, or refuses with the code that came; a rule that held is on. \`GET rules\` under \`admin\` marks these rules as observed, with the date. If the service did something
else altogether, the emulator can only switch the rule off. A few rules have no other reading, for example that a body over REST must be JSON; they follow another code at most. Rules that you set through \`POST settings\` win.

### Send the results

Please send us \`msads-parity.json\` in an issue or a pull request that adds it to a folder \`parity\` beside this page. It holds codes, symbols, names and values of Microsoft's fields, and the date. It holds no ids, no names of yours, no tokens and no texts of messages.`;
