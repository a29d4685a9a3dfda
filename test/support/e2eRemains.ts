import type { Emulator } from "../../provider/emulator";
import type { StateResource } from "./e2eRunner";

/** What a test left: the service's store and the states of stacks, without what differs from run to run. */
export interface Remains {
  readonly store: unknown;
  readonly states: readonly unknown[];
}

/** Ids stand as the names of what they belong to, and in the order of these; times are left out. */
export function remainsOf({ store, url }: Emulator, stacks: readonly (readonly StateResource[])[]): Remains {
  const names = new Map<string, string>();
  for (const { id, fields } of store.tags) names.set(id, `<tag ${fields.Name}>`);
  for (const { id, fields } of store.goals) names.set(id, `<goal ${fields.Name}>`);
  // The emulator's own address, which has another port each time: the scripts of tags name it.
  const plain = (value: unknown) =>
    JSON.parse(withoutIds(JSON.stringify(value).replaceAll(url, "<emulator>"), names)) as unknown;
  const { customers, accounts, tags, goals, names: used } = store.snapshot();
  return {
    store: plain({
      customers,
      accounts,
      tags: sorted(tags.map(({ lastDataAt: _, ...tag }) => tag)),
      goals: sorted(goals.map(({ lastConversionAt: _, ...goal }) => goal)),
      used: sorted(used.map(({ of, customerId, name, id }) => ({ customerId, of, name, id }))),
    }),
    states: stacks.map((resources) => plain(sorted(resources.map(whatItIs)))),
  };
}

function whatItIs({ urn, id, inputs, outputs, initErrors }: StateResource): object {
  return { urn, id, inputs, outputs, initErrors };
}

/** Ids are numbers of the service, too long to be anything else. */
function withoutIds(json: string, names: ReadonlyMap<string, string>): string {
  return json.replace(/\d{8,}/g, (id) => {
    const name = names.get(id);
    return name === undefined ? id : JSON.stringify(name).slice(1, -1);
  });
}

/** By what of them is the same in every run: their names, or their URNs. */
function sorted(things: readonly object[]): readonly object[] {
  const key = (thing: object) =>
    JSON.stringify(thing, (name, value) => (/^(id|TagId|tagId)$/.test(name) ? undefined : value));
  return [...things].sort((one, other) => (key(one) < key(other) ? -1 : 1));
}
