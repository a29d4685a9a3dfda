import type { World } from "../core/world";
import type { Fields } from "../schema/values";
import type { CustomerShare, StoredTag } from "../store/types";
import { tagStatus } from "../tracking/status";
import { noScript, trackingScript } from "./scripts";

/** A tag as an answer has it. `asked`: the values of ReturnAdditionalFields. */
export function tagView(world: World, tag: StoredTag, asked: ReadonlySet<string>): Fields {
  const { CustomerShare: share, Description, Industry, Name } = tag.fields;
  const shown = asked.has("Industry") || !world.holds("tag.industry-silent");
  return {
    CustomerShare: share === undefined ? null : shareView(share),
    Description,
    Id: tag.id,
    ...(shown ? { Industry } : {}),
    Name,
    ...(world.holds("tag.script")
      ? {
          TrackingNoScript: noScript(world.collector(), tag.id),
          TrackingScript: trackingScript(world.collector(), tag.id),
        }
      : {}),
    TrackingStatus: tagStatus(world, tag),
  };
}

function shareView(share: CustomerShare): Fields {
  const shares = (share.CustomerAccountShares ?? []).map((each) => ({ ...each }));
  return { ...share, CustomerAccountShares: shares };
}
