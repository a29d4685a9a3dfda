import { Claims } from "../../account/claims";
import { planCampaigns } from "../../account/plan/planCampaigns";
import { planSettings } from "../../account/plan/planSettings";
import { planTags } from "../../account/plan/planTags";
import type { CampaignRequest, SettingsRequest, TagRequest } from "../../account/plan/requests";
import type { Step } from "../../account/plan/writePlan";
import type { Named, Snapshot, TagSnapshot } from "../../account/snapshot";
import { accountSettingFields, type LiveAccountSettings } from "../../accountSettings/accountSettings";
import { campaignFields, type LiveCampaign } from "../../campaigns/campaign";
import { type Difference, SECRET } from "../../goals/difference";
import type { Fields } from "../../goals/field";
import { compareFields } from "../../goals/flatFields";
import { withEveryField } from "../../tags/compareTag";
import { type LiveTag, tagFields } from "../../tags/tag";
import { fieldLines } from "./programLines";
import type { Kept, Restored, RestorePlan, RestoreRequest, Thing } from "./restorePlan";
import { foundIn, type ThingThen } from "./thingThen";
import { outsideOf, valuesThen } from "./valuesThen";

type Values = Readonly<Record<string, unknown>>;

/** How things without members and defaults are brought back. */
interface Way<L extends Named> {
  readonly table: Fields;
  readonly live: (thing: L) => Values;
  readonly request: (thing: ThingThen, fields: Values) => RestoreRequest;
  readonly plan: (asks: readonly RestoreRequest[], snapshot: Snapshot<L>) => readonly Step[];
  readonly gone: string;
}

export function planTagsThen(
  things: readonly ThingThen[],
  snapshot: TagSnapshot,
  overwrites: boolean,
): RestorePlan {
  return planWith<LiveTag>(things, snapshot, overwrites, {
    table: tagFields,
    live: (tag) => ({ ...withEveryField(tag) }),
    request: ({ id, secret }, fields) => ({
      kind: "tag",
      request: { op: "update", resource: `tag ${id}`, id, fields, secret },
    }),
    plan: (asks, live) =>
      planTags(
        asks.map(({ request }) => request as TagRequest),
        live,
        new Claims(),
      ),
    gone: "the account does not show it any more",
  });
}

export function planSettingsThen(
  things: readonly ThingThen[],
  snapshot: Snapshot<LiveAccountSettings>,
  overwrites: boolean,
): RestorePlan {
  return planWith<LiveAccountSettings>(things, snapshot, overwrites, {
    table: accountSettingFields,
    live: ({ fields }) => fields,
    request: ({ id, secret }, fields) => ({
      kind: "settings",
      request: { op: "update", resource: `account ${id}`, id, fields, secret, mayReplace: "all" },
    }),
    plan: (asks, live) =>
      planSettings(
        asks.map(({ request }) => request as SettingsRequest),
        live,
      ),
    gone: "the account does not show its settings",
  });
}

export function planCampaignsThen(
  things: readonly ThingThen[],
  snapshot: Snapshot<LiveCampaign>,
  overwrites: boolean,
): RestorePlan {
  return planWith<LiveCampaign>(things, snapshot, overwrites, {
    table: campaignFields,
    live: ({ goalIds }) => ({ goalIds }),
    request: ({ id, secret }, { goalIds }) => ({
      kind: "campaign",
      request: {
        op: "link",
        resource: `campaign ${id}`,
        id,
        secret,
        mayRemove: true,
        goalIds: Array.isArray(goalIds) ? goalIds.map(String) : [],
      },
    }),
    plan: (asks, live) =>
      planCampaigns(
        asks.map(({ request }) => request as CampaignRequest),
        live,
      ),
    gone: "the account does not show it any more",
  });
}

function planWith<L extends Named>(
  things: readonly ThingThen[],
  snapshot: Snapshot<L>,
  overwrites: boolean,
  way: Way<L>,
): RestorePlan {
  const found = things
    .filter(({ existed }) => existed)
    .map((thing) => {
      const live = snapshot.byId.get(thing.id);
      return live === undefined
        ? { lost: [{ ...asThing(thing), why: way.gone }] }
        : oneThen(thing, live, overwrites, way);
    });
  const open = found.flatMap(({ restored }) => restored ?? []);
  const steps = way.plan(
    open.map(({ asks }) => asks),
    snapshot,
  );
  const refused = open.flatMap((each, index): Kept[] => {
    const step = steps[index];
    return step?.do === "refuse" ? [{ ...thingOf(each), why: step.error.message }] : [];
  });
  return {
    restored: open.filter((_, index) => steps[index]?.do === "update"),
    changedOutside: found.flatMap(({ outside }) => outside ?? []),
    lost: [...found.flatMap(({ lost }) => lost), ...refused],
    madeSince: [],
  };
}

interface One {
  readonly restored?: Restored;
  readonly outside?: Kept;
  readonly lost: readonly Kept[];
}

function oneThen<L extends Named>(thing: ThingThen, live: L, overwrites: boolean, way: Way<L>): One {
  const now = way.live(live);
  const { fields, lost } = valuesThen(thing, now, way.table);
  const named = asThing(thing, live);
  const missed = lost.map((why) => ({ ...named, why }));
  if (Object.keys(fields).length === 0) return { lost: missed };
  const outside = outsideOf(thing, now, way.table);
  if (outside.length > 0 && !overwrites)
    return {
      outside: { ...named, why: `${outside.join(", ")} changed since the last line of the log` },
      lost: missed,
    };
  const differences = compareFields({ fields, secret: thing.secret }, now, way.table);
  return {
    restored: restoredThing(named, thing, differences, way.request(thing, withName(fields, live, way))),
    lost: missed,
  };
}

/** A tag's name goes with each request: the plan looks for namesakes. */
function withName<L extends Named>(fields: Values, { name }: L, { table }: Way<L>): Values {
  return table === tagFields ? { name, ...fields } : fields;
}

function restoredThing(
  named: Thing,
  thing: ThingThen,
  differences: readonly Difference[],
  asks: RestoreRequest,
): Restored {
  const { changed } = thing;
  return {
    ...named,
    differences,
    asks,
    lines: fieldLines(differences),
    found: foundIn(thing, differences),
    notes: [],
    changed,
    isPause: false,
  };
}

function asThing({ kind, id, name, isNameMasked }: ThingThen, live?: Named): Thing {
  return { kind, id, name: isNameMasked ? SECRET : (live?.name ?? name) };
}

function thingOf({ kind, id, name }: Thing): Thing {
  return { kind, id, name };
}
