import { show } from "../../goals/text";
import { MsadsError } from "../../service/errors";
import { compareTag, tagPatch, withEveryField } from "../../tags/compareTag";
import type { LiveTag } from "../../tags/tag";
import type { Claims } from "../claims";
import type { TagSnapshot } from "../snapshot";
import { wouldReplaceItself } from "./createDecision";
import { orRefused } from "./orRefused";
import type { Adopt, TagRequest } from "./requests";
import type { Payload, Step } from "./writePlan";

/** Turns what resources ask of a customer's tags into what is sent. Pure; one answer for each request, in order. */
export function planTags(
  requests: readonly TagRequest[],
  snapshot: TagSnapshot,
  claims: Claims,
): readonly Step[] {
  const names = new Map<string, string>();
  const ids = new Map<string, string>();
  return requests.map((request): Step => {
    const step = orRefused(request.resource, () => planOne(request, names, snapshot, claims));
    const id = "id" in step ? step.id : undefined;
    const other = id === undefined ? undefined : ids.get(id);
    if (id !== undefined) ids.set(id, other ?? request.resource);
    if (other === undefined) return step;
    return refuse(
      request.resource,
      `resources "${other}" and "${request.resource}" both manage UET tag ${id}. Remove one of them from the program, or its adopt.`,
    );
  });
}

function planOne(
  request: TagRequest,
  names: Map<string, string>,
  snapshot: TagSnapshot,
  claims: Claims,
): Step {
  const { name } = request.fields;
  // A name that the program does not manage (ignoreChanges) stays as it is and is wanted by nobody.
  if (name === undefined && request.op === "update") return planUpdate(request, snapshot);
  const other = names.get(String(name));
  if (other !== undefined)
    return refuse(
      request.resource,
      `resources "${other}" and "${request.resource}" both want the tag name ${show(name)}; names must be unique within a customer.`,
    );
  names.set(String(name), request.resource);
  return request.op === "create" ? planCreate(request, snapshot, claims) : planUpdate(request, snapshot);
}

/** What a create of a tag comes to: the tag that it takes, or why it is refused; undefined = a new tag. */
export function existingTag(
  asked: { readonly resource: string; readonly name: string; readonly adopt: Adopt },
  snapshot: TagSnapshot,
  claims: Claims,
): { readonly takes: LiveTag } | { readonly refused: string } | undefined {
  const byId = typeof asked.adopt === "string" ? asked.adopt : undefined;
  const live = byId === undefined ? snapshot.byName.get(asked.name) : snapshot.byId.get(byId);
  if (live === undefined)
    return byId === undefined
      ? undefined
      : { refused: `the customer has no UET tag with the id ${byId} (adopt)` };
  const holder = claims.holderOf(live.id);
  if (holder === asked.resource)
    return { refused: wouldReplaceItself(`UET tag ${live.id}, ${show(live.name)},`) };
  if (holder !== undefined)
    return {
      refused: `UET tag ${live.id}, ${show(live.name)}, belongs to resource "${holder}" of this program`,
    };
  const namesake = snapshot.byName.get(asked.name);
  if (namesake !== undefined && namesake.id !== live.id) return { refused: nameOfOther(live, namesake) };
  if (asked.adopt === false)
    return {
      refused: `a UET tag named ${show(live.name)} exists already (id ${live.id}), and adopt is false. Choose another name, or allow it with adopt: true`,
    };
  return { takes: live };
}

function planCreate(
  request: Extract<TagRequest, { op: "create" }>,
  snapshot: TagSnapshot,
  claims: Claims,
): Step {
  const { resource, fields, adopt, secret = [] } = request;
  const name = String(fields.name);
  const found = existingTag({ resource, name, adopt }, snapshot, claims);
  if (found === undefined) return { do: "add", resource, name, payload: payloadOf(fields, secret) };
  if ("refused" in found) return refuse(resource, `UET tag ${show(name)} was not created: ${found.refused}.`);
  return planPatch({ resource, id: found.takes.id, fields, secret }, snapshot);
}

function planUpdate(request: Extract<TagRequest, { op: "update" }>, snapshot: TagSnapshot): Step {
  const { resource, id, fields } = request;
  if (!snapshot.byId.has(id) && snapshot.doubt !== undefined) return refuse(resource, `${snapshot.doubt}.`);
  if (!snapshot.byId.has(id))
    return refuse(
      resource,
      `UET tag ${show(fields.name)} (id ${id}) is gone from the customer. Run pulumi up again: it will be created again.`,
    );
  return planPatch(request, snapshot);
}

/** Why a tag cannot have a name: names are unique in a customer. */
export function nameOfOther(live: LiveTag, namesake: LiveTag): string {
  return `UET tag ${show(live.name)} (id ${live.id}) cannot take the name ${show(namesake.name)}: tag ${namesake.id} has it`;
}

type Patched = Pick<Extract<TagRequest, { op: "update" }>, "resource" | "id" | "fields" | "secret">;

function planPatch({ resource, id, fields: wanted, secret }: Patched, snapshot: TagSnapshot): Step {
  const live = snapshot.byId.get(id);
  const namesake = wanted.name === undefined ? undefined : snapshot.byName.get(String(wanted.name));
  if (live !== undefined && namesake !== undefined && namesake.id !== id)
    return refuse(resource, `${nameOfOther(live, namesake)}.`);
  const fields =
    live === undefined ? undefined : tagPatch(compareTag({ fields: wanted }, withEveryField(live)));
  if (live === undefined || fields === undefined) return { do: "nothing", resource, id };
  return { do: "update", resource, name: live.name, id, payload: payloadOf(fields, secret) };
}

function payloadOf(fields: TagRequest["fields"], secret: readonly string[] = []): Payload {
  return { fields, ...(secret.length === 0 ? {} : { secret }) };
}

function refuse(resource: string, message: string): Step {
  return { do: "refuse", resource, error: new MsadsError(message, { outcome: "refused" }) };
}
