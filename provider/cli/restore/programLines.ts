import type { Difference } from "../../goals/difference";
import { SECRET } from "../../goals/difference";
import { expressed } from "../../goals/expressed";
import type { ApiVersion } from "../../goals/field";
import type { LiveGoal } from "../../goals/goal";
import { type NameForm, ownName } from "../../goals/names";
import { isCovered, stepsOf } from "../../goals/propertyPath";
import type { WantedGoal } from "../../goals/wanted";
import { keyLiteral, literal } from "../export/literal";

/** What of the settings a program's text depends on. */
export interface ProgramForm extends NameForm {
  readonly apiVersion: ApiVersion;
}

/** The form of one goal; `resource`: what the program has it as. */
type GoalForm = ProgramForm & { readonly resource: string | undefined };

/** The lines with which a program says what was then, for the fields that differ. */
export function goalLines(
  wanted: WantedGoal,
  live: LiveGoal,
  differences: readonly Difference[],
  form: GoalForm,
): readonly string[] {
  const was: LiveGoal = { ...live, type: wanted.type, fields: { ...live.fields, ...wanted.fields } };
  const { inputs = {} } = expressed(was, form.apiVersion);
  const names = [...new Set(differences.map(({ name }) => name))];
  return names.map((name) => {
    const value = wanted.fields[name];
    if (name === "type") return line(name, wanted.type);
    if (value === undefined) return `// without ${name}`;
    if (isCovered(name, wanted.secret ?? []) || hasSecret(name, wanted)) return `// ${name}: ${SECRET}`;
    if (name === "name") return nameLine(String(value), live, form);
    return line(name, inputs[name] ?? value);
  });
}

/** In a library the name is the key. */
function nameLine(was: string, live: LiveGoal, form: GoalForm): string {
  const then = ownName(was, form) ?? was;
  if (!isInLibrary(form)) return line("name", then);
  const now = ownName(live.name, form) ?? live.name;
  return `${keyLiteral(then)}: { renamedFrom: ${literal(now)}, … }, // the key in the library, in place of ${literal(now)}`;
}

/** A goal of a library is called like `all["Order placed"]`. */
function isInLibrary({ resource = "" }: GoalForm): boolean {
  return /\["(?:[^"\\]|\\.)*"\](?: \(of .*\))?$/s.test(resource);
}

/** The same for what has no members and no defaults. */
export function fieldLines(differences: readonly Difference[]): readonly string[] {
  return differences.map(({ name, wanted, isSecret }) =>
    isSecret === true ? `// ${name}: ${SECRET}` : line(name, wanted),
  );
}

function hasSecret(name: string, { secret = [] }: WantedGoal): boolean {
  return secret.some((path) => stepsOf(path)[0] === name);
}

function line(name: string, value: unknown): string {
  return `${keyLiteral(name)}: ${literal(value)},`;
}
