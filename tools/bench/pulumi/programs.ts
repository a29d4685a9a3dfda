/** What a program of a scenario is made of. Programs are JavaScript: they start at once. */
const HEAD = `const pulumi = require("@pulumi/pulumi");
const msads = require("pulumi-msads");
const least = { urlOperator: "Contains", goalCategory: "Purchase" };
`;

/** One goal: its number says its name and address, `minutes` what may be edited. */
function goal(i: number, minutes: number, more = ""): string {
  return `new msads.UrlGoal("goal${i}", { ...least, name: "Goal ${i}", tagId: site.id, urlExpression: "/thanks/${i}", conversionWindowInMinutes: ${minutes}${more} });`;
}

const SITE = 'const site = new msads.UetTag("site", { name: "Site" });\n';

/** So many goals; those with the numbers `edited` count for so many minutes, the others for 60. */
export interface Edit {
  readonly goals: number;
  readonly edited?: readonly number[];
  readonly minutes?: number;
}

const all = (count: number) => Array.from({ length: count }, (_, index) => index);
const minutesOf = ({ edited = [], minutes = 60 }: Edit, i: number) => (edited.includes(i) ? minutes : 60);

function goalsOf(edit: Edit, from = 0): string {
  return all(edit.goals)
    .slice(from)
    .map((i) => goal(i, minutesOf(edit, i)))
    .join("\n");
}

export function plain(edit: Edit): string {
  return HEAD + SITE + goalsOf(edit);
}

/** The same goals, all of them in a library. */
export function library(edit: Edit): string {
  const listed = all(edit.goals).map(
    (i) =>
      `"Goal ${i}": { type: "Url", ...least, tagId: site.id, urlExpression: "/thanks/${i}", conversionWindowInMinutes: ${minutesOf(edit, i)} },`,
  );
  return `${HEAD}${SITE}new msads.ConversionGoalLibrary("goals", { goals: {\n${listed.join("\n")}\n} });`;
}

/** The same goals in two accounts of a customer. */
export function twoAccounts(edit: Edit): string {
  const second = all(edit.goals).map((i) =>
    goal(i, minutesOf(edit, i), ', accountId: "223"')
      .replace(`"goal${i}"`, `"second${i}"`)
      .replace(`"Goal ${i}"`, `"Second ${i}"`),
  );
  return `${plain(edit)}\n${second.join("\n")}`;
}

/** Beside them a resource of another dynamic provider, whose update takes its time; another `version` makes it change. */
export function besideSlow(edit: Edit, version: number, seconds: number): string {
  return `${HEAD}const wait = async () => { await new Promise((done) => setTimeout(done, ${seconds}000)); return { outs: {} }; };
const slow = { create: async () => ({ id: "1", outs: {} }), update: wait };
new pulumi.dynamic.Resource(slow, "slow", { version: ${version} });
${SITE}${goalsOf(edit)}`;
}

/** Three levels: each goal of the second and the third waits for one of the level before, since its address holds an output of it. */
export function levels(edit: Edit): string {
  const each = edit.goals / 3;
  const lines = all(edit.goals).map((i) =>
    i < each
      ? `const g${i} = ${goal(i, minutesOf(edit, i))}`
      : `const g${i} = ${goal(i, minutesOf(edit, i)).replace(`"/thanks/${i}"`, `pulumi.interpolate\`/thanks/${i}/\${g${i - each}.trackingStatus}\``)}`,
  );
  return HEAD + SITE + lines.join("\n");
}

/** The first third is declared at once, the others after something was waited for. */
export function late(edit: Edit): string {
  const third = Math.floor(edit.goals / 3);
  return `${HEAD}module.exports = async () => {
${SITE}${goalsOf({ ...edit, goals: third })}
await new Promise((done) => setTimeout(done, 500));
${goalsOf(edit, third)}
return {};
};`;
}

/** One more goal, whose check fails only where live values are known: its name is another's. */
export function failing(edit: Edit): string {
  return `${plain(edit)}
new msads.UrlGoal("wrong", { ...least, name: pulumi.output("Goal 0"), tagId: site.id, urlExpression: "/wrong" });`;
}

/** Throws once everything is declared. */
export function throwing(edit: Edit): string {
  return `${plain(edit)}
throw new Error("this program fails on purpose");`;
}

/** One process that runs two stacks at once through the Automation API, each with an inline program, as often as it is told to. */
export function inlineRunner(goals: number): string {
  return `const automation = require("@pulumi/pulumi/automation");
const msads = require("pulumi-msads");
const least = { urlOperator: "Contains", goalCategory: "Purchase" };
const program = (account, edited, minutes) => async () => {
  const site = new msads.UetTag("site", { name: "Site " + account, accountId: account });
  for (let i = 0; i < ${goals}; i++)
    new msads.UrlGoal("goal" + i, {
      ...least, name: account + " Goal " + i, accountId: account, tagId: site.id, urlExpression: "/thanks/" + i,
      conversionWindowInMinutes: edited.includes(i) ? minutes : 60,
    });
};
(async () => {
  const run = async (edited, minutes) => {
    const one = async (account) => {
      const stack = await automation.LocalWorkspace.createOrSelectStack({
        stackName: "s" + account, projectName: "inline", program: program(account, edited, minutes),
      });
      return stack.up();
    };
    await Promise.all(["222", "223"].map(one));
    console.log("DONE");
  };
  for (const [edited, minutes] of JSON.parse(process.argv[2])) await run(edited, minutes);
})().catch((error) => { console.error(error.message); process.exit(1); });
`;
}
