import * as pulumi from "@pulumi/pulumi";
import type { Kind } from "../config/ignoredPaths";
import type { Inputs, Problem } from "../goals/problem";
import { isCovered } from "../goals/propertyPath";
import { UNKNOWN } from "../goals/text";
import { activeProblems } from "./activeProblems";
import { hiddenInput, marksOf, settledHidden, underMocks } from "./hiddenInputs";
import { lateProblems } from "./lateProblems";
import { optionDoubts, optionProblems, policyProblems, unreadablePaths } from "./optionProblems";
import { refuseCopyOutOfReach } from "./packageCopy";
import { perRun } from "./perRun";
import { placeInProgram } from "./placeInProgram";
import { readInputs } from "./plainInputs";
import { ProgramProblems } from "./programProblems";
import { inputProblems, namesOf } from "./programRules";
import { programSettings } from "./programSettings";
import { withoutSecretKeys, withoutSecretValues } from "./secretPaths";
import { refuseUnfitConfig } from "./stackConfig";
import { mayBeTransformed, type Registered } from "./transformed";
import { followTransforms } from "./transforms";

const problemsOfRun = perRun(
  () =>
    new ProgramProblems({
      whenOver: (over) => (underMocks() ? queueMicrotask(over) : setImmediate(over)),
      // Node would warn of what the program exports of a resource that failed before.
      whenExported: (exported) => (underMocks() ? exported() : setTimeout(exported, EXPORTED_MS)),
      // In a unit test no engine waits for the promise, and no run of the SDK would print the error.
      raise: (error) => {
        if (underMocks()) throw error;
      },
    }),
);

/** The doubts that a run told already: once is enough. */
const doubtsOfRun = perRun(() => new Set<string>());

/** This long after a program's synchronous part, the SDK has reached what the program exports. */
const EXPORTED_MS = 100;

/** A resource, Pulumi's type of it, and the text by which state finds its code again. */
interface Named {
  readonly kind: Kind;
  readonly name: string;
  readonly type: string;
  readonly __provider: string;
}

/**
 * The inputs that a resource is registered with: what the program gave, and the hidden ones. `__msads` holds every registration back
 * until all that the program declares is known, and fails it where anything of it is wrong. By then `registered` has what transformations
 * made of the resource.
 */
export function registration(named: Named, registered: Registered): Inputs {
  const { kind, name, type, __provider } = named;
  const { args, opts } = registered;
  refuseUnfitConfig();
  refuseCopyOutOfReach();
  const run = problemsOfRun();
  const { sent, problems } = looked(run, kind, name, args, opts);
  if (problems.length > 0) {
    run.add({ resource: labelOf(name, opts.parent), place: placeInProgram(), problems });
    const nothing = Object.fromEntries(Object.keys(sent).map((property) => [property, undefined]));
    // Under mocks the error was raised already, once.
    return { __msads: underMocks() ? new Promise(() => {}) : run.passed(), ...nothing, __provider };
  }
  // Unit tests see what their program wrote.
  if (underMocks()) return { ...sent, __provider };
  const hidden = hiddenInput(kind, name, opts);
  const whole = async () => {
    const late = lateProblems(registered.args);
    const told = late.then((each) => withoutSecretKeys(each, secretsOf(registered.opts)));
    await refusing(told, run, labelOf(name, opts.parent));
    // A component has registered its transforms once it has a URN.
    await hidden.parent;
    const __msads = await settledHidden({ ...hidden, ...marksOf(registered) });
    await followTransforms({ type, name, hidden: { __msads, __provider } }, registered.opts);
    return __msads;
  };
  return { __msads: run.passed().then(whole), ...sent, __provider };
}

/** Fails the registration where transformations gave it what Pulumi would lose, or a misspelt path of `ignoreChanges`. */
export function refuseTransformed(kind: Kind, name: string, given: Registered, made: Registered): void {
  const isOther = {
    args: made.args !== given.args,
    paths: made.opts.ignoreChanges !== given.opts.ignoreChanges,
  };
  if (!isOther.args && !isOther.paths) return;
  const { known = {}, problems } = readInputs(made.args);
  const found = [
    ...(isOther.args ? withoutSecretKeys(problems, secretsOf(made.opts)) : []),
    ...(isOther.paths ? policyProblems(kind, known, given.opts, made.opts) : []),
  ];
  if (found.length > 0)
    problemsOfRun().add({
      resource: labelOf(name, made.opts.parent),
      place: placeInProgram(),
      problems: found,
    });
}

interface Looked {
  readonly sent: Inputs;
  readonly problems: readonly Problem[];
}

function looked(
  run: ProgramProblems,
  kind: Kind,
  name: string,
  args: object,
  opts: pulumi.CustomResourceOptions,
): Looked {
  const { known, sent, problems } = readInputs(args);
  // What is only looked up is not written.
  if (opts.id !== undefined || opts.urn !== undefined) return { sent, problems: [] };
  const unfit = unreadablePaths(opts);
  if (unfit.length > 0) return { sent, problems: [...problems, ...unfit] };
  warn(labelOf(name, opts.parent), optionDoubts(opts));
  const lost = withoutSecretKeys(problems, secretsOf(opts));
  if (known === undefined) return { sent, problems: lost };
  const visible = secretsOf(opts).length === 0 ? known : withoutSecretValues(known, secretsOf(opts));
  return { sent, problems: [...lost, ...problemsOf(run, kind, name, visible, opts)] };
}

function problemsOf(
  run: ProgramProblems,
  kind: Kind,
  name: string,
  known: Inputs,
  opts: pulumi.CustomResourceOptions,
): readonly Problem[] {
  const settings = programSettings();
  const ofOptions = optionProblems(kind, known, known.onDelete ?? settings.onDelete, opts);
  if (mayBeTransformed(opts)) return ofOptions;
  const noun = kind === "tag" ? "tag" : "goal";
  // Of what is ignored the engine may put the old value in its place.
  const isIgnored = (property: string) => isCovered(property, opts.ignoreChanges ?? []);
  const names =
    known.customerId === UNKNOWN || isIgnored("customerId")
      ? []
      : namesOf(kind, labelOf(name, opts.parent), known, settings);
  const ofInputs = [
    ...inputProblems(kind, known, settings),
    ...names
      .filter(({ property }) => !isIgnored(property))
      .flatMap(({ property, holder }) =>
        run.nameProblems(noun, known.customerId, holder).map((reason) => ({ property, reason })),
      ),
    ...activeProblems({ kind, resource: labelOf(name, opts.parent), known, isIgnored }, (customer) =>
      run.activeGoals(customer),
    ),
  ];
  // What is secret is left to the provider to check, which shows none of it.
  const isSecret = (property: string) =>
    isCovered(property, secretsOf(opts)) || secretsOf(opts).some((path) => isCovered(path, [property]));
  const toldHere = ofInputs.filter(({ property }) => !isIgnored(property) && !isSecret(property));
  return [...toldHere, ...ofOptions];
}

/** Fails the registration when something is wrong with what comes from outputs and promises; says nothing else. */
async function refusing(
  late: Promise<readonly Problem[]>,
  run: ProgramProblems,
  resource: string,
): Promise<void> {
  const problems = await late;
  if (problems.length === 0) return;
  run.add({ resource, place: undefined, problems });
  await run.passed();
}

/** What is no array is refused with the other options. */
function secretsOf({ additionalSecretOutputs }: pulumi.CustomResourceOptions): readonly string[] {
  return Array.isArray(additionalSecretOutputs) ? additionalSecretOutputs : [];
}

function warn(resource: string, doubts: readonly string[]): void {
  const told = doubtsOfRun();
  for (const doubt of doubts) {
    if (!told.has(doubt)) void pulumi.log.warn(`${resource}: ${doubt}`);
    told.add(doubt);
  }
}

/** What people call the resource. Components may each have a child of one name. */
function labelOf(name: string, parent: pulumi.Resource | undefined): string {
  if (parent === undefined) return name;
  // Pulumi keeps both, though its types do not show it.
  const { __pulumiType: type, __name: parentName } = parent as object as Readonly<Record<string, unknown>>;
  return `${name} (of ${type} ${parentName})`;
}
