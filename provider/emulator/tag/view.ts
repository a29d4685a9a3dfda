import type { Context } from "../operations/context";
import type { Fields } from "../schema/values";
import type { StoredTag } from "../store/types";
import { tagStatus } from "../tracking/status";
import { noScript, trackingScript } from "./scripts";
import { shareView } from "./share";

/** A tag as an answer has it. `asked`: the values of ReturnAdditionalFields. */
export function tagView(context: Context, tag: StoredTag, asked: ReadonlySet<string>): Fields {
  const { Description, Industry, Name } = tag.fields;
  const shown = asked.has("Industry") || !context.holds("tag.industry-silent");
  return {
    CustomerShare: shareView(context, tag),
    Description,
    Id: tag.id,
    ...(shown ? { Industry } : {}),
    Name,
    ...(context.holds("tag.script")
      ? {
          TrackingNoScript: noScript(context.collector(), tag.id),
          TrackingScript: trackingScript(context.collector(), tag.id),
        }
      : {}),
    TrackingStatus: tagStatus(context, tag),
  };
}
