import { GOAL_TYPES, type GoalType } from "../../../provider/goals/definition";
import { definitionOf } from "../../../provider/goals/definitions";
import type { Field, Fields } from "../../../provider/goals/field";
import type { Docstrings } from "../docstrings";
import { className, describedIn, revenueHome } from "../fieldDocs";
import { type Enums, typeOf } from "./enums";
import { BOOLEAN, described, type Json, ref, STRING } from "./properties";

const REVENUES = { revenueFields: "Revenue", fixedRevenueFields: "FixedRevenue" } as const;

/** Fields that only the service sets, and those that it does not describe. */
const OF_SERVICE: Readonly<Record<string, Json>> = {
  type: described(STRING, "The goal's type. Microsoft: ConversionGoalType."),
  trackingStatus: described(
    STRING,
    "The goal's health, as of the last run. Microsoft: ConversionGoalTrackingStatus.",
  ),
  isAutoGoal: described(BOOLEAN, "Whether Microsoft made the goal itself. v13."),
};

/** The properties of goals, with the enums and objects that they are made of. */
export class GoalProperties {
  readonly #objects = new Map<string, Json>();

  constructor(
    private readonly docs: Docstrings,
    private readonly enums: Enums,
  ) {}

  /** What a program may set, by name. */
  inputs(type: GoalType): Json {
    const definition = definitionOf(type);
    return this.#properties(
      { ...definition.own, ...definition.base },
      describedIn(definition, this.docs),
      type,
    );
  }

  /** The same and what the service tells. */
  outputs(type: GoalType): Json {
    const { own, base } = definitionOf(type);
    const told = Object.entries(OF_SERVICE).filter(([name]) => name in own || name in base);
    return { ...this.inputs(type), ...Object.fromEntries(told) };
  }

  required(type: GoalType): readonly string[] {
    const { own, base } = definitionOf(type);
    return Object.entries({ ...own, ...base }).flatMap(([name, { required }]) => (required ? [name] : []));
  }

  /** The fields of all types, for a goal of a library: its type says which it can have. */
  ofAnyType(): Json {
    const all = GOAL_TYPES.flatMap((type) =>
      Object.entries(this.inputs(type)).map(([name, property]) => ({
        name,
        type,
        property: property as Json,
      })),
    );
    const byName = Map.groupBy(all, ({ name }) => name);
    // Of a field that types have in several forms the first, that of Url, allows most.
    const entries = [...byName].map(([name, those]) => [
      name,
      described(those[0]?.property ?? {}, inWords(those)),
    ]);
    return Object.fromEntries(entries);
  }

  get types(): Json {
    return Object.fromEntries(this.#objects);
  }

  #properties(fields: Fields, describe: (name: string) => string, type: GoalType | undefined): Json {
    const own = Object.entries(fields).filter(([, field]) => !field.system);
    return Object.fromEntries(
      own.map(([name, field]) => [
        name,
        described(
          typeOf(field, enumName(name, field, type), this.enums, this.#inside(field)),
          describe(name),
        ),
      ]),
    );
  }

  #inside(field: Field): Json {
    const { inside } = field;
    if (inside === undefined) return {};
    const home = revenueHome(field);
    const name = REVENUES[home.split("#")[1] as keyof typeof REVENUES];
    const token = `msads:index:${name}`;
    const properties = this.#properties(inside, (member) => this.docs.of(home, [member]), undefined);
    const required = Object.entries(inside).flatMap(([member, { required: must }]) => (must ? [member] : []));
    const description = "What a conversion is worth. Microsoft: ConversionGoalRevenue.";
    this.#objects.set(token, { type: "object", description, properties, required });
    return ref(token);
  }
}

interface Said {
  readonly type: GoalType;
  readonly property: Json;
}

/** What the types say of a field: once, where all types say the same; else each, after the types that say it. */
function inWords(those: readonly Said[]): string {
  const byWords = Map.groupBy(those, ({ property }) => String(property.description));
  const [[only] = [""]] = byWords;
  if (byWords.size === 1 && those.length === GOAL_TYPES.length) return only;
  const parts = [...byWords].map(
    ([words, said]) => `${said.map(({ type }) => className(type)).join(", ")}: ${words}`,
  );
  return parts.join("\n\n");
}

/** Enums are called after their fields; those of one name that differ, after the goal's type as well. */
function enumName(name: string, { values = [] }: Field, type: GoalType | undefined): string {
  if (type === undefined) return values.includes("VariableValue") ? "RevenueType" : "FixedRevenueType";
  // One enum for the four fields that Microsoft has it for.
  if (values.includes("RegularExpression")) return "ExpressionOperator";
  const own = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return isShared(name, values) ? own : `${className(type)}${own}`;
}

/** Whether all types that have a choice of that name have the same one. */
function isShared(name: string, values: readonly string[]): boolean {
  return GOAL_TYPES.every((type) => {
    const { own, base } = definitionOf(type);
    const field: Field | undefined = { ...base, ...own }[name as keyof typeof base];
    return field?.values === undefined || field.values.length < 2 || isSame(field.values, values);
  });
}

/** In whatever order: the types list their own default first. */
function isSame(one: readonly string[], other: readonly string[]): boolean {
  return [...one].sort().join() === [...other].sort().join();
}
