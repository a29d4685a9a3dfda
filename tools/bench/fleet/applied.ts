import { systemClock } from "../../../provider/account/clock";
import { openAccounts } from "../../../provider/cli/fleet/openAccounts";
import { conversionGoalHandler } from "../../../provider/core/goal/handler";
import type { Handler } from "../../../provider/core/handler";
import type { Props } from "../../../provider/core/props";
import { uetTagHandler } from "../../../provider/core/tag/handler";
import { eachOf } from "../../../provider/fleet/check/eachOf";
import type { ReadyAccount } from "../../../provider/fleet/check/prepare";
import { writeRecord } from "../../../provider/fleet/record/record";
import type { RecordedResource } from "../../../provider/fleet/record/recorded";
import { connect } from "../../../provider/session/connect";
import { type Session, Sessions } from "../../../provider/session/session";
import { GOALS, type World } from "./world";

const AT_ONCE = 20;
const TOKENS = {
  tag: "pulumi-nodejs:dynamic/msads:UetTag",
  goal: "pulumi-nodejs:dynamic/msads:ConversionGoal",
};

/**
 * Makes what the program would make in these accounts, and the records of it, without Pulumi: a thousand runs of Pulumi would take an hour. What
 * the provider does and writes down is its own.
 */
export async function applied(world: World, only: string): Promise<void> {
  const { environment } = world;
  const choice = { file: "fleet.yaml", only: [only] };
  const { view, ready } = await openAccounts(choice, { cwd: world.folder, environment, warn: () => {} });
  await eachOf(ready, AT_ONCE, async (one) => {
    const { account, fingerprint } = one;
    const { stack, customerId, accountId } = account;
    writeRecord(view.fleet.record, {
      stack,
      customerId,
      accountId,
      appliedAt: new Date().toISOString(),
      environment: "emulator",
      fingerprint,
      checkpoint: world.standIn(account),
      resources: await made(one, environment),
      obstacles: [],
    });
  });
}

async function made(
  { config }: ReadyAccount,
  environment: NodeJS.ProcessEnv,
): Promise<readonly RecordedResource[]> {
  const sessions = new Sessions({ environment, clock: systemClock, notify: () => {}, connect });
  sessions.configure({ get: (key) => config[key] });
  const session = await sessions.ready();
  session.progress.declares("goals", GOALS);
  const tag = await create(session, uetTagHandler, TOKENS.tag, "site", { name: "Site" });
  const goals = Array.from({ length: GOALS }, (_, n) =>
    create(session, conversionGoalHandler, TOKENS.goal, `goal${n}`, {
      type: "Url",
      name: `Goal ${n}`,
      tagId: tag.id,
      urlOperator: "Contains",
      urlExpression: `/page-${n}`,
      scope: "Account",
      goalCategory: "Other",
      revenue: { type: "FixedValue", value: 25, currencyCode: "EUR" },
    }),
  );
  return [tag, ...(await Promise.all(goals))];
}

async function create(
  session: Session,
  handler: Handler,
  token: string,
  name: string,
  given: Props,
): Promise<RecordedResource> {
  const resource = { name, parent: undefined, ignored: [], secret: [] };
  const { inputs, failures } = await handler.check(session, resource, {}, given);
  if (failures.length > 0) throw new Error(JSON.stringify(failures));
  const { id, outs } = await handler.create(session, resource, inputs);
  const hidden = { __msads: { name } };
  const urn = `urn:pulumi:bench::bench::${token}::${name}`;
  return { urn, token, id, inputs: { ...inputs, ...hidden }, outputs: { ...outs, ...hidden }, ignored: [] };
}
