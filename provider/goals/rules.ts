import { fieldsOf, type GoalDefinition } from "./definition";
import type { Inputs, Problem } from "./problem";
import { UNKNOWN } from "./text";

type Rule = (definition: GoalDefinition, values: Inputs) => readonly Problem[];

/** What is wrong between fields. An unknown value counts as given, of any content. */
export function crossFieldProblems(definition: GoalDefinition, values: Inputs): readonly Problem[] {
  return rules.flatMap((rule) => rule(definition, values));
}

const isSet = (value: unknown) => value !== undefined && value !== null;

/** Microsoft: ConversionGoalRevenue. */
const revenueValueFitsType: Rule = (_, { revenue }) => {
  const { type, value } = asObject(revenue);
  if (type === "FixedValue" && !isSet(value))
    return [{ property: "revenue.value", reason: "is required with revenue.type FixedValue" }];
  if (type === "NoValue" && isSet(value))
    return [
      {
        property: "revenue.value",
        reason: "cannot be given with revenue.type NoValue; leave it out or use FixedValue",
      },
    ];
  return [];
};

/** Microsoft: error 5355, GoalCurrencyCodeIsNull. Only where the type takes a currency at all. */
const customerScopeNeedsCurrency: Rule = (definition, { revenue, scope }) => {
  const fields = fieldsOf(definition);
  const { type, currencyCode } = asObject(revenue);
  const takesCurrency = fields.revenue?.inside?.currencyCode?.system === false;
  const worth = type === "FixedValue" || type === "VariableValue";
  const inCustomerScope = (scope ?? fields.scope?.default) === "Customer";
  if (!takesCurrency || !worth || !inCustomerScope || isSet(currencyCode)) return [];
  return [
    {
      property: "revenue.currencyCode",
      reason: `is required with revenue.type ${type} in scope Customer; give one like "EUR", or scope "Account" for the account's billing currency`,
    },
  ];
};

/** Microsoft: EventGoal; errors 5336, 5342 to 5345. */
const eventPairsAreWhole: Rule = (definition, values) => {
  if (definition.type !== "Event") return [];
  const pairs = [
    ["actionExpression", "actionOperator"],
    ["categoryExpression", "categoryOperator"],
    ["labelExpression", "labelOperator"],
    ["value", "valueOperator"],
  ] as const;
  const halves = pairs.flatMap(([left, right]): readonly Problem[] => {
    if (isSet(values[left]) === isSet(values[right])) return [];
    const [present, missing] = isSet(values[left]) ? [left, right] : [right, left];
    return [{ property: missing, reason: `is required with ${present}: the two go together` }];
  });
  if (halves.length > 0 || pairs.some(([left]) => isSet(values[left]))) return halves;
  const reason =
    "at least one pair is required: actionExpression and actionOperator, categoryExpression and categoryOperator, labelExpression and labelOperator, or value and valueOperator";
  return [{ property: "actionExpression", reason }];
};

const rules: readonly Rule[] = [revenueValueFitsType, customerScopeNeedsCurrency, eventPairsAreWhole];

function asObject(value: unknown): Inputs {
  if (value === UNKNOWN || typeof value !== "object" || value === null) return {};
  return value as Inputs;
}
