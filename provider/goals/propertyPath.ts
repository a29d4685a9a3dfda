/** One step of a property path: `.key`, `["key"]`, `[*]`. */
const STEP = /\["((?:[^"\\]|\\.)*)"\]|\[([^\]"]*)\]|([^.[\]]+)/g;

/** A property path of Pulumi in its steps: `revenue.value` and `revenue["value"]` say the same. */
export function stepsOf(path: string): readonly string[] {
  return [...path.matchAll(STEP)].map(
    ([, quoted, index, plain]) => quoted?.replace(/\\(.)/g, "$1") ?? index ?? plain ?? "",
  );
}

/** The path of something one step further down. */
export function joined(path: string, step: string): string {
  if (!/^([A-Za-z_$][\w$]*|\*)$/.test(step)) return `${path}[${JSON.stringify(step.toWellFormed())}]`;
  return path === "" ? step : `${path}.${step}`;
}

/** Whether one of some paths names a property, or something that it is a part of. */
export function isCovered(path: string, by: readonly string[]): boolean {
  const steps = stepsOf(path);
  return by
    .map(stepsOf)
    .some((cover) => cover.length > 0 && cover.every((step, index) => step === "*" || step === steps[index]));
}
