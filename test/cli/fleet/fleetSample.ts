import type { CheckedAccount, DriftedResource, Standing } from "../../../provider/fleet/results";

const urn = (type: string, name: string) => `urn:pulumi:acme::shop::msads:index:${type}::${name}`;

const drifts: readonly (readonly DriftedResource[])[] = [
  [
    {
      urn: urn("UrlGoal", "order"),
      resource: "order",
      type: "UrlGoal",
      fields: [{ path: "revenue.value", from: 25, to: 30 }],
    },
  ],
  [
    {
      urn: urn("UrlGoal", "order"),
      resource: "order",
      type: "UrlGoal",
      fields: [
        { path: "revenue.value", from: 25, to: 30 },
        { path: "conversionWindowInMinutes", from: 43_200, to: undefined },
        {
          path: "urlExpression",
          from: "/thank-you?utm_source=newsletter&utm_campaign=spring",
          to: "/thank-you",
        },
      ],
    },
    {
      urn: urn("UetTag", "site"),
      resource: "site",
      type: "UetTag",
      fields: [{ path: "description", from: "Theirs", to: "[secret]" }],
    },
  ],
  [
    {
      urn: urn("EventGoal", "signup"),
      resource: "signup",
      type: "EventGoal",
      lost: "It is gone from the account.",
      fields: [],
    },
  ],
];

const reasons: Readonly<Record<Standing, readonly (string | undefined)[]>> = {
  clean: [undefined],
  changed: ["changed since the last run: the program"],
  drifted: ["UrlGoal order was changed in the account"],
  unknown: [
    "it was never applied",
    "Pulumi's state is not the one of the last recorded run: Pulumi ran by hand, or a run ended early",
  ],
  unreachable: [
    "the service refused the account: the sign-in has no access to it (UserIsNotAuthorized, 106)",
  ],
};

const names = ["acme", "shop", "buch-und-papier", "northern-lights", "garden.center", "velo"];

function standingOf(index: number): Standing {
  if (index % 331 === 7) return "unreachable";
  if (index % 251 === 3) return "unknown";
  if (index % 83 === 5) return "changed";
  return index % 25 === 1 ? "drifted" : "clean";
}

/** So many accounts of a fleet as an agency may find them in the morning. */
export function fleetOf(count: number): readonly CheckedAccount[] {
  return Array.from({ length: count }, (_, index) => {
    const standing = standingOf(index);
    const stack = `${names[index % names.length]}-${index}`;
    const account = { stack, customerId: "111", accountId: String(150_000_000 + index), config: {} };
    const own = reasons[standing];
    const health = {
      inactive: index % 17 === 1 ? 2 : 0,
      silent: index % 7 === 1 ? 3 : 0,
      unknown: index % 97 === 0 ? 1 : 0,
      ok: 8 + (index % 5),
      paused: index % 3,
    };
    return {
      account,
      standing,
      reason: own[index % own.length],
      drift: standing === "drifted" ? (drifts[index % drifts.length] ?? []) : [],
      health: standing === "unreachable" ? undefined : health,
    };
  });
}
