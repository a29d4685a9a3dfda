import type { EntityApi } from "../plan/writePlan";
import type { Named, Snapshot } from "../snapshot";

/**
 * An entity API whose first read, where that is worth it, asks for everything of the account: to read back what was written, and to decide about
 * the next set. `listed`: the account after the write; undefined unless it was listed and showed at once all as it was written.
 */
export function readBackOfAll<L extends Named>(
  api: EntityApi<L>,
  load: () => Promise<Snapshot<L>>,
  isWorthIt: () => boolean,
): { readonly api: EntityApi<L>; readonly listed: () => Snapshot<L> | undefined } {
  let isFirst = true;
  let listed: Snapshot<L> | undefined;
  const read = async (ids: readonly string[]) => {
    const takesAll = isFirst && isWorthIt();
    isFirst = false;
    // Read a second time, the service lags: what it listed decides about nothing.
    listed = takesAll ? await load().catch(() => undefined) : undefined;
    const byId = listed?.byId;
    return byId === undefined ? api.read(ids) : ids.map((id) => byId.get(id) ?? null);
  };
  return { api: { ...api, read }, listed: () => listed };
}
