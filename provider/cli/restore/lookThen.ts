import type { Account } from "../../account/account";
import { type Named, type Snapshot, snapshotOf } from "../../account/snapshot";
import type { Secrets } from "../../session/secrets";
import type { Session } from "../../session/session";
import { type Choices, planGoalsThen } from "./planGoalsThen";
import { planCampaignsThen, planSettingsThen, planTagsThen } from "./planOthersThen";
import type { RestorePlan } from "./restorePlan";
import type { ThingThen } from "./thingThen";

/** Reads what is live of what the log knows, and compares it with what was. Writes nothing. */
export async function lookThen(
  things: readonly ThingThen[],
  account: Account,
  { settings }: Pick<Session, "settings">,
  choices: Omit<Choices, "form">,
  secrets: Pick<Secrets, "learn">,
): Promise<RestorePlan> {
  const of = (kind: ThingThen["kind"]) => things.filter((thing) => thing.kind === kind);
  const { overwritesOthers } = choices;
  const parts: RestorePlan[] = [];
  if (of("tag").length > 0) {
    const snapshot = believed(await account.tagSnapshot());
    learn(of("tag"), (id) => ({ ...snapshot.byId.get(id) }), secrets);
    parts.push(planTagsThen(of("tag"), snapshot, overwritesOthers));
  }
  if (of("goal").length > 0) {
    const snapshot = believed(await account.goalSnapshot());
    learn(of("goal"), (id) => snapshot.byId.get(id)?.fields, secrets);
    parts.push(planGoalsThen(of("goal"), snapshot, { ...choices, form: settings }));
  }
  if (of("campaign").length > 0)
    parts.push(
      planCampaignsThen(of("campaign"), await campaignsOf(account, of("campaign")), overwritesOthers),
    );
  // Last: a goal that is written turns auto-tagging on.
  if (of("settings").length > 0) {
    const live = await account.liveSettings();
    learn(of("settings"), () => live?.fields, secrets);
    parts.push(planSettingsThen(of("settings"), snapshotOf([live ?? null], 0), overwritesOthers));
  }
  return {
    restored: parts.flatMap(({ restored }) => restored),
    changedOutside: parts.flatMap((part) => part.changedOutside),
    lost: parts.flatMap(({ lost }) => lost),
    madeSince: parts.flatMap(({ madeSince }) => madeSince),
  };
}

/** What the log hides of a thing is secret as it is live, too. */
function learn(
  things: readonly ThingThen[],
  live: (id: string) => Readonly<Record<string, unknown>> | undefined,
  secrets: Pick<Secrets, "learn">,
): void {
  for (const { id, secret } of things) secrets.learn({ values: live(id) ?? {}, secret });
}

/** What an answer with nothing in it says of an account that the log has written to is not believed. */
function believed<L extends Named>(snapshot: Snapshot<L>): Snapshot<L> {
  if (snapshot.doubt !== undefined)
    throw new Error(snapshot.doubt.replace("Pulumi's state holds one", "the audit log tells of one"));
  return snapshot;
}

async function campaignsOf(account: Account, things: readonly ThingThen[]) {
  account.expectCampaigns(things.map(({ id }) => id));
  const live = await Promise.all(things.map(({ id }) => account.liveCampaign(id)));
  return snapshotOf(
    live.map((campaign) => campaign ?? null),
    0,
  );
}
