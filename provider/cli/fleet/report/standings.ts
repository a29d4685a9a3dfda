import type { Standing } from "../../../fleet/results";
import { type Scale, SHAPES } from "../../shared/page/scale";
import { STANDINGS } from "../words";

/** How accounts stand, on a page. */
export const STANDING: Scale<Standing> = {
  names: STANDINGS,
  kinds: {
    unreachable: { title: "Unreachable", means: "could not be read", tone: "inactive", shape: SHAPES.cross },
    unknown: {
      title: "Unknown",
      means: "never applied, or run by hand",
      tone: "unknown",
      shape: SHAPES.question,
    },
    changed: {
      title: "Changed",
      means: "by the program or its settings",
      tone: "changed",
      shape: SHAPES.pencil,
    },
    drifted: { title: "Drifted", means: "by people, in the account", tone: "silent", shape: SHAPES.warning },
    clean: { title: "As applied", means: "nothing to do", tone: "ok", shape: SHAPES.check },
  },
};
