import type { Emulator, StoredGoal } from "../../provider/emulator";
import type { Entry } from "../support/e2eStack";
import type { Values } from "../support/e2eWire";
import { leftFields, leftMembers } from "./leaving";
import { accountOf, declaresLibrary, fieldsOf, openFieldsOf, type Plan, type Slot } from "./plan";

type State = ReadonlyMap<string, Entry>;

/** Whether a goal exists: one that people deleted is gone, or shown as deleted. */
export const isThere = ({ deleted, fields }: StoredGoal) => !deleted && fields.Status !== "Deleted";

/** What is wrong with the account by the word of a program whose stack has settled, read from the service's own store. */
export function wrongs(
  plan: Plan,
  state: State,
  { store }: Emulator,
  before: Plan | undefined,
): readonly string[] {
  const goals = store.goals.filter(isThere);
  return [
    ...plan.slots.flatMap((slot) => slotWrongs(slot, { plan, before, state, goals })),
    ...plan.slots.flatMap((slot) => notReset(slot, { plan, before, state, goals })),
    ...Object.entries(plan.tags).flatMap(([key, inputs]) => {
      const named = store.tags.filter(({ deleted, fields }) => !deleted && fields.Name === inputs.name);
      const [found] = named;
      if (found === undefined || named.length > 1) return [`${named.length} tags named ${inputs.name}`];
      if (state.get(key)?.id !== found.id)
        return [`tag ${key} is ${found.id}, state says ${state.get(key)?.id}`];
      const isRight = inputs.description === undefined || inputs.description === found.fields.Description;
      const shares = found.fields.CustomerShare?.CustomerAccountShares ?? [];
      const customers = shares.flatMap(({ CustomerId }) => (CustomerId === "111" ? [] : (CustomerId ?? [])));
      const isShared = inputs.sharedWith === undefined || `${inputs.sharedWith}` === customers.join();
      return [
        ...(isRight ? [] : [`tag ${key} has the description ${found.fields.Description}`]),
        ...(isShared ? [] : [`tag ${key} is shared with ${customers}, wanted ${inputs.sharedWith}`]),
      ];
    }),
    ...(plan.unlisted && declaresLibrary(plan)
      ? goals.filter((goal) => isUnlisted(goal, plan)).map(({ id }) => `${id} is unlisted and active`)
      : []),
  ];
}

const isUnlisted = ({ fields }: StoredGoal, plan: Plan) =>
  fields.Status === "Active" && !plan.slots.some(({ name }) => name === fields.Name);

interface Settled {
  readonly plan: Plan;
  readonly before: Plan | undefined;
  readonly state: State;
  /** Those that exist. */
  readonly goals: readonly StoredGoal[];
}

function slotWrongs(slot: Slot, settled: Settled): readonly string[] {
  const { goals, state, plan } = settled;
  const named = goals.filter(({ fields }) => fields.Name?.toLowerCase() === slot.name.toLowerCase());
  const [found] = named;
  if (found === undefined) return [`${slot.name} is lost`];
  if (named.length > 1) return [`${slot.name} is there ${named.length} times: ${named.map(({ id }) => id)}`];
  const id = idIn(state, slot);
  const inState = id === found.id ? [] : [`${slot.name} is ${found.id}, state says ${id}`];
  const account = accountOf(slot, plan);
  const wrong = [
    ...fieldWrongs(slot, found, state, openFieldsOf(slot, settled)),
    ...(found.accountId === account ? [] : [`it is in account ${found.accountId}, wanted ${account}`]),
  ];
  return [...inState, ...wrong.map((each) => `${slot.name} (${found.id}): ${each}`)];
}

/** The id that state holds of a slot's goal. */
export function idIn(state: State, slot: Pick<Slot, "where" | "key" | "name">): string | undefined {
  if (slot.where === "single") return state.get(slot.key)?.id;
  const ids = state.get("shelf")?.outputs.ids as Readonly<Record<string, string>> | undefined;
  return ids?.[slot.name];
}

export const wireName = (name: string) => `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
const PAIRS = ["action", "category", "label"].flatMap((name) => [`${name}Expression`, `${name}Operator`]);
export const EVENT_FIELDS = [...PAIRS, "value", "valueOperator"];

function fieldWrongs(
  slot: Slot,
  found: StoredGoal,
  state: State,
  ignored: readonly string[],
): readonly string[] {
  const wanted: Values = { ...defaultsOf(slot), ...fieldsOf(slot) };
  const wrong = Object.entries(wanted).flatMap(([name, whole]) => {
    if (ignored.includes(name)) return [];
    const want = name === "revenue" ? withoutMembers(whole as Values, ignored) : whole;
    if (name === "type") return found.kind === want ? [] : [`type is ${found.kind}, wanted ${want}`];
    const have = found.fields[wireName(name) as keyof typeof found.fields];
    const expected = name === "tagId" ? tagIn(state, want) : want;
    return same(name, expected, have)
      ? []
      : [`${name} is ${JSON.stringify(have)}, wanted ${JSON.stringify(expected)}`];
  });
  const strays =
    slot.type === "Event"
      ? EVENT_FIELDS.filter(
          (name) => !(name in wanted) && !ignored.includes(name) && wireName(name) in found.fields,
        )
      : [];
  return [...wrong, ...strays.map((name) => `${name} is there and not wanted`)];
}

/** What a field goes to when it leaves the program. Microsoft: ConversionGoal, UrlGoal. */
const DEFAULTS = {
  UrlOperator: "Equals",
  AttributionModelType: "LastClick",
  ConversionWindowInMinutes: 43_200,
  ViewThroughConversionWindowInMinutes: 1_440,
} as const;

function withoutMembers(revenue: Values, ignored: readonly string[]): Values {
  return Object.fromEntries(Object.entries(revenue).filter(([name]) => !ignored.includes(`revenue.${name}`)));
}

/** Fields and members that left the program in this version and did not go to their documented defaults. */
function notReset(slot: Slot, { plan, before, goals }: Settled): readonly string[] {
  const found = goals.find(({ fields }) => fields.Name === slot.name)?.fields;
  if (found === undefined) return [];
  const parts = leftMembers(slot, plan, before).filter((part) => !isDefault(part, { ...found.Revenue }));
  const whole = leftFields(slot, plan, before).flatMap((name) => {
    const wire = wireName(name);
    const have = found[wire as keyof typeof found];
    const isReset =
      wire === "Revenue"
        ? (found.Revenue?.Type ?? "NoValue") === "NoValue"
        : !(wire in DEFAULTS) || have === DEFAULTS[wire as keyof typeof DEFAULTS];
    return isReset ? [] : [`${slot.name}: ${name} left the program and is ${JSON.stringify(have)}`];
  });
  return [
    ...whole,
    ...parts.map((part) => `${slot.name}: revenue.${part} left the program and is still there`),
  ];
}

/** Of a member of revenue: no value, the account's currency. */
function isDefault(part: string, have: Values): boolean {
  return part === "value" ? Number(have.Value ?? 0) === 0 : have.CurrencyCode === "EUR";
}

function defaultsOf({ type }: Slot): Values {
  const counted = type.startsWith("App") ? {} : { countType: "All" };
  return { status: "Active", scope: type === "OfflineConversion" ? "Account" : "Customer", ...counted };
}

function tagIn(state: State, reference: unknown): string | undefined {
  const [resource] = (reference as { readonly $output: readonly [string, string] }).$output;
  return state.get(resource)?.id;
}

function same(name: string, want: unknown, have: unknown): boolean {
  if (name === "revenue") return sameRevenue(want as Values, (have ?? {}) as Values);
  if (name === "value") return Number(want) === Number(have);
  // A flag that is not set is off.
  return want === have || (want === false && have === undefined);
}

function sameRevenue(want: Values, have: Values): boolean {
  if ((have.Type ?? "NoValue") !== want.type) return false;
  if (want.type === "NoValue") return true;
  const currency = want.currencyCode === undefined || want.currencyCode === have.CurrencyCode;
  return currency && (want.value === undefined || Number(want.value) === Number(have.Value));
}
