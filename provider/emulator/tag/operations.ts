import { lengthOf, nameConflict, sameName } from "../goal/names";
import { eachItem, type OperationResult, type OrderedRefusals, type Outcome } from "../operations/batch";
import { type Caller, type Context, refuseCall } from "../operations/context";
import { problemOf, type RuleId } from "../rules";
import { asList, type Fields, isFields, type Value, withoutNil } from "../schema/values";
import type { StoredTag, TagFields } from "../store/types";
import { keptShare, sentShare, shareProblems } from "./share";
import { tagView } from "./view";
import { tagVisible } from "./visible";

const maxName = 100;
const maxDescription = 1024;
const nothing: ReadonlySet<string> = new Set();

/** AddUetTags. */
export function addTags(
  context: Context,
  caller: Caller,
  request: Fields,
  ordered: OrderedRefusals,
): OperationResult {
  const earlierNames: string[] = [];
  const { answers, errors } = eachItem(tagItems(context, request), ordered, (item) => {
    if (!isFields(item)) return refused("tag.null");
    return remember(earlierNames, item, addTag(context, caller, sentTag(item), earlierNames));
  });
  return { answer: { UetTags: withNil(context, "tag.add-answers-nil", answers) }, errors };
}

/** UpdateUetTags. */
export function updateTags(
  context: Context,
  caller: Caller,
  request: Fields,
  ordered: OrderedRefusals,
): OperationResult {
  const earlierNames: string[] = [];
  const earlierIds = new Set<string>();
  const { errors } = eachItem(tagItems(context, request), ordered, (item) => {
    if (!isFields(item)) return refused("tag.null");
    const sent = sentTag(item);
    const twice = sent.Id !== undefined && earlierIds.has(sent.Id) && context.holds("tag.id-twice");
    const outcome = twice ? refused("tag.id-twice") : updateTag(context, caller, sent, earlierNames);
    if (sent.Id !== undefined) earlierIds.add(sent.Id);
    return remember(earlierNames, item, outcome);
  });
  return { answer: {}, errors };
}

/** GetUetTagsByIds: the tags of the ids in their order, or all. */
export function getTags(context: Context, caller: Caller, request: Fields): OperationResult {
  const asked = new Set(asList(request.ReturnAdditionalFields).map(String));
  const ids = asList(request.TagIds).map(String);
  refuseCall(context, "api", "tag.ids-too-many", ids.length > context.store.settings.limits.itemsPerCall);
  const visible = context.store.tags.filter((tag) => tagVisible(context, caller.customer.id, tag));
  const all = ids.length === 0 && context.holds("tag.no-ids");
  const found = all ? visible : ids.map((id) => visible.find((tag) => tag.id === id));
  const views = found.map((tag) => (tag === undefined ? null : tagView(context, tag, asked)));
  return { answer: { UetTags: withNil(context, "tag.missing-is-nil", views) }, errors: [] };
}

/** An answer with its nil items, or without them when the rule is off. */
function withNil(context: Context, rule: RuleId, items: readonly Value[]): readonly Value[] {
  return context.holds(rule) ? items : items.filter((item) => item !== null);
}

function tagItems(context: Context, request: Fields): readonly Value[] {
  const items = asList(request.UetTags);
  refuseCall(context, "api", "tag.list-missing", items.length === 0);
  refuseCall(context, "api", "tag.list-too-long", items.length > context.store.settings.limits.itemsPerCall);
  return items;
}

const refused = (...rules: readonly RuleId[]): Outcome => ({ problems: rules.map(problemOf) });

function remember(names: string[], item: Fields, outcome: Outcome): Outcome {
  if (typeof item.Name === "string") names.push(item.Name);
  return outcome;
}

/** What can be set of a tag; scripts and status are the service's. */
function sentTag(item: Fields): TagFields {
  const { TrackingNoScript, TrackingScript, TrackingStatus, CustomerShare, ...rest } = withoutNil(item);
  const share = sentShare(CustomerShare);
  return { ...(rest as TagFields), ...(share === undefined ? {} : { CustomerShare: share }) };
}

function addTag(context: Context, caller: Caller, sent: TagFields, earlierNames: readonly string[]): Outcome {
  const full = context.store.tags.filter((tag) => !tag.deleted && tag.customerId === caller.customer.id);
  const broken = commonProblems(context, caller, sent, undefined, earlierNames);
  if (sent.Id !== undefined) broken.push("tag.id-given");
  if (sent.Name === undefined) broken.push("tag.name-missing");
  if (full.length >= context.store.settings.limits.tagsPerCustomer) broken.push("tag.limit");
  const problems = broken.filter((rule) => context.holds(rule));
  if (problems.length > 0) return refused(...problems);
  const { Id, CustomerShare, ...fields } = sent;
  const tag = {
    id: context.store.nextId("tag"),
    customerId: caller.customer.id,
    fields: { ...fields, ...keptShare(context, caller.customer.id, CustomerShare) },
    deleted: false,
    unavailable: false,
  };
  context.store.putTag(tag);
  return { answer: tagView(context, tag, nothing) };
}

function updateTag(
  context: Context,
  caller: Caller,
  sent: TagFields,
  earlierNames: readonly string[],
): Outcome {
  if (sent.Id === undefined) return refused("tag.id-missing");
  const stored = context.store.tag(sent.Id);
  if (stored === undefined || stored.deleted || stored.customerId !== caller.customer.id) {
    return refused("tag.id-unknown");
  }
  const problems = commonProblems(context, caller, sent, stored, earlierNames).filter((rule) =>
    context.holds(rule),
  );
  if (problems.length > 0) return refused(...problems);
  const { Id, CustomerShare, ...fields } = sent;
  const share = context.holds("tag.share-replaced")
    ? keptShare(context, stored.customerId, CustomerShare)
    : {};
  context.store.putTag({ ...stored, fields: { ...stored.fields, ...fields, ...share } });
  return { answer: null };
}

function commonProblems(
  context: Context,
  caller: Caller,
  sent: TagFields,
  stored: StoredTag | undefined,
  earlierNames: readonly string[],
): RuleId[] {
  const broken: RuleId[] = [...shareProblems(context, caller.customer.id, sent.CustomerShare)];
  const unwanted = sent.Description === "" && !context.holds("tag.description-empty");
  if (unwanted || lengthOf(context, sent.Description ?? "") > maxDescription)
    broken.push("tag.description-too-long");
  const name = sent.Name;
  if (name === undefined) return broken;
  if (name.trim() === "" || lengthOf(context, name) > maxName) broken.push("tag.name-invalid");
  if (earlierNames.some((each) => sameName(context, each, name))) return [...broken, "tag.name-twice"];
  const conflict = nameConflict(
    context,
    { taken: "tag.name-taken", deleted: "tag.name-of-deleted" },
    { of: "tag", customerId: caller.customer.id, name, self: stored?.id },
  );
  return conflict === undefined ? broken : [...broken, conflict];
}
