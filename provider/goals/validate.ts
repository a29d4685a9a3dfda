import { fieldsOf, GOAL_TYPES, type GoalDefinition } from "./definition";
import { definitionOf, goalTypesOf, isGoalType } from "./definitions";
import type { ApiVersion, Field, Fields } from "./field";
import type { Inputs, Problem } from "./problem";
import { crossFieldProblems } from "./rules";
import { holdsUnknown, show, UNKNOWN } from "./text";

/**
 * Everything that is wrong with a goal's inputs and can be known before a call, all at once. Never throws.
 * Pulumi's unknown value is accepted anywhere; with an unknown `type` nothing else can be said.
 */
export function goalProblems(inputs: Inputs, version: ApiVersion): readonly Problem[] {
  const { type, ...values } = inputs;
  if (holdsUnknown(type)) return [];
  if (!isGoalType(type))
    return [{ property: "type", reason: `${given(type)}; allowed: ${goalTypesOf(version).join(", ")}` }];
  const definition = definitionOf(type);
  if (definition.since > version)
    return [
      {
        property: "type",
        reason: `${type} goals need API version ${definition.since}, but apiVersion is ${version}`,
      },
    ];
  const fields = fieldsOf(definition);
  const problems = [
    ...fieldProblems(fields, values, version, (name) => strangerHint(definition, name)),
    ...crossFieldProblems(definition, values),
  ];
  return withoutUnknowns(problems, inputs);
}

/** The problems of single fields: unknown names, missing and unfit values. */
export function fieldProblems(
  fields: Fields,
  values: Inputs,
  version: ApiVersion,
  hint: (name: string) => string,
): readonly Problem[] {
  const problems: Problem[] = [];
  for (const name of Object.keys(values)) {
    const value = values[name];
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (value === undefined || value === null) continue;
    if (field === undefined)
      problems.push({ property: name, reason: `no such property. ${hint(name)}`.trim() });
    else problems.push(...valueProblems(name, field, value, version));
  }
  for (const name of Object.keys(fields)) {
    const { requiredFrom, allowed } = fields[name] ?? {};
    if (requiredFrom !== undefined && requiredFrom <= version && isUnset(values[name]))
      problems.push({ property: name, reason: `is required; allowed: ${allowed}` });
  }
  return problems;
}

function valueProblems(path: string, field: Field, value: unknown, version: ApiVersion): readonly Problem[] {
  if (value === UNKNOWN) return [];
  if (field.system) return [{ property: path, reason: "cannot be set: the service sets it" }];
  if (field.since > version)
    return [
      {
        property: path,
        reason: `needs API version ${field.since}, but apiVersion is ${version}: remove it`,
      },
    ];
  if (!field.accepts(value)) return [{ property: path, reason: refusal(field, value) }];
  if (field.inside === undefined) return [];
  return fieldProblems(
    field.inside,
    value as Inputs,
    version,
    () => `allowed: ${Object.keys(field.inside ?? {}).join(", ")}`,
  ).map((problem) => ({ ...problem, property: `${path}.${problem.property}` }));
}

function refusal(field: Field, value: unknown): string {
  const { wrong, todo } = field.remark?.(value) ?? {};
  return `${given(value)}${wrong === undefined ? "" : `: ${wrong}`}; allowed: ${field.allowed}${todo === undefined ? "" : `. ${todo}`}`;
}

function strangerHint(definition: GoalDefinition, name: string): string {
  const own = Object.entries(fieldsOf(definition)).filter(([, field]) => !field.system);
  const owners = GOAL_TYPES.filter((type) => Object.hasOwn(fieldsOf(definitionOf(type)), name));
  const article = /^[AEIO]/.test(definition.type) ? "An" : "A";
  if (owners.length > 0)
    return `${article} ${definition.type} goal has none; ${owners.join(", ")} goals have`;
  return `${article} ${definition.type} goal has ${own.map(([known]) => known).join(", ")}`;
}

/** Unknowns are always allowed: what is said of a place that holds one may turn out wrong. */
export function withoutUnknowns(problems: readonly Problem[], inputs: Inputs): readonly Problem[] {
  return problems.filter(({ property }) => {
    let value: unknown = inputs;
    for (const part of property.split(".")) {
      value = typeof value === "object" && value !== null ? (value as Inputs)[part] : undefined;
      if (value === undefined) return true;
      if (value === UNKNOWN) return false;
    }
    return true;
  });
}

function isUnset(value: unknown): boolean {
  return value === undefined || value === null;
}

function given(value: unknown): string {
  return value === undefined ? "nothing was given" : `got ${show(value)}`;
}
