import type { Account } from "../account/account";
import { type Finding, findingOf, inWords } from "../account/finding";
import { definitionOf, isGoalType } from "../goals/definitions";
import { holdsUnknown, show } from "../goals/text";
import { goalProblems, type Problem } from "../goals/validate";
import { wantedGoal, writtenDefaults } from "../goals/wanted";
import { managementProblems, resolved } from "./checking";
import type { Checked } from "./lifecycle";
import { adoptOf, isNew, type Props, refOf, resourceName, wishes, withoutUnset } from "./shape";
import type { Session } from "./world";

/** Every problem at once, and the inputs with what config and documented defaults add. */
export async function checkGoal(session: Session, olds: Props, news: Props): Promise<Checked> {
  const inputs = withDefaults(withoutUnset(resolved(olds, news, session.settings)));
  const failures = [
    ...managementProblems(inputs),
    ...goalProblems(wishes(inputs), session.settings.apiVersion),
  ];
  if (failures.length > 0 || holdsUnknown([inputs.customerId, inputs.accountId])) return { inputs, failures };
  const account = session.account(refOf(inputs));
  account.heard();
  session.checked.add(resourceName(inputs));
  const clash = [...clashes(account, inputs), ...fixedProblems(olds, inputs)];
  const found = clash.length > 0 ? clash : await liveProblems(session, account, olds, inputs);
  if (found.length === 0 && isNew(olds)) account.goals.announce(createKey(inputs));
  account.heard();
  return { inputs, failures: found };
}

/** The key under which a coming create is announced. */
export function createKey(inputs: Props): string {
  return `create ${String(inputs.name)}`;
}

/** Inputs of one goal with the documented defaults of its type. */
export function withDefaults(inputs: Props): Props {
  return isGoalType(inputs.type) ? { ...writtenDefaults(inputs.type), ...inputs } : inputs;
}

/** Two resources of one program on one name of a customer. */
function clashes(account: Account, inputs: Props): readonly Problem[] {
  const { name } = inputs;
  if (typeof name !== "string" || holdsUnknown(name)) return [];
  const other = account.claims.goals.claimName(name, resourceName(inputs));
  if (other === undefined) return [];
  return [
    {
      property: "name",
      reason: `${show(name)} is also the name of resource "${other}"; a goal's name can be had once in a customer`,
    },
  ];
}

/** What cannot change under one name: the service has no delete, so the name of the old goal is not free for a new one. */
export function fixedProblems(olds: Props, news: Props): readonly Problem[] {
  const sameGoal = olds.name === news.name && olds.customerId === news.customerId;
  if (isNew(olds) || !sameGoal || holdsUnknown([news.name])) return [];
  const ways = `Either keep it, or give the goal a new name as well: then a new goal is created and the old one paused`;
  const problems: Problem[] = [];
  for (const property of ["scope", "accountId"] as const)
    if (
      olds[property] !== undefined &&
      news[property] !== undefined &&
      olds[property] !== news[property] &&
      !holdsUnknown(news[property])
    )
      problems.push({
        property,
        reason: `cannot change from ${show(olds[property])} to ${show(news[property])} under the same name. ${ways}`,
      });
  const rigid = [olds.type, news.type].some(
    (type) => type === "OfflineConversion" || type === "InStoreTransaction",
  );
  if (rigid && olds.type !== news.type)
    problems.push({
      property: "type",
      reason: `cannot change from ${show(olds.type)} to ${show(news.type)} under the same name. ${ways}`,
    });
  return problems;
}

/** What the live account says: of a new goal, what will become of it; of a new name, whether it is free. */
async function liveProblems(
  session: Session,
  account: Account,
  olds: Props,
  inputs: Props,
): Promise<readonly Problem[]> {
  const fresh = isNew(olds);
  const renamed = !fresh && olds.name !== inputs.name && olds.customerId === inputs.customerId;
  if (
    session.settings.compare === "state" ||
    (!fresh && !renamed) ||
    holdsUnknown([inputs.type, inputs.name, inputs.adopt])
  )
    return [];
  try {
    const snapshot = await account.goalSnapshot();
    const namesake = snapshot.byName.get(String(inputs.name));
    if (renamed)
      return namesake === undefined || olds.name === namesake.name
        ? []
        : [
            {
              property: "name",
              reason: `goal ${namesake.id} has the name ${show(inputs.name)} already, and names are never free again. Choose another`,
            },
          ];
    return await newGoalProblems(session, account, inputs);
  } catch (error) {
    return [
      {
        property: "accountId",
        reason: `the account could not be read: ${error instanceof Error ? error.message : String(error)}`,
      },
    ];
  }
}

/** Another resource of this run that takes over the same goal. */
function taker(session: Session, found: Finding, resource: string): string | undefined {
  return "live" in found ? session.taking.claimId(found.live.id, resource) : undefined;
}

/** What will become of a new goal, told as a notice, or why it is refused. */
export async function newGoalProblems(
  session: Session,
  account: Account,
  inputs: Props,
): Promise<readonly Problem[]> {
  const wanted = wantedGoal(definitionOf(inputs.type as never).type, wishes(inputs), [], {});
  const asked = {
    resource: resourceName(inputs),
    wanted,
    adopt: adoptOf(inputs),
    adoptEqual: session.settings.adoptEqual,
  };
  const found = findingOf(asked, await account.goalSnapshot(), account.claims.goals);
  const other = taker(session, found, asked.resource);
  if (other !== undefined)
    return [
      { property: "adopt", reason: `resource "${other}" takes the same goal already. Remove one of them` },
    ];
  const tell = (severity: "info" | "warning", message: string) =>
    session.notify({ severity, message: `${asked.resource}: ${message}` });
  switch (found.kind) {
    case "refused":
      return [{ property: "name", reason: `${found.reason}.` }];
    case "takes": {
      const change =
        found.differs.length === 0 ? "as it is" : `and changes it: ${found.differs.map(inWords).join("; ")}`;
      tell("info", `takes over goal ${found.live.id}, ${show(found.live.name)}, ${change}`);
      return [];
    }
    case "bringsBack":
      tell(
        "info",
        `brings back the paused goal ${found.live.id}, ${show(found.live.name)}: it becomes Active again`,
      );
      return [];
    case "creates":
      if (found.near !== undefined)
        tell(
          "warning",
          `goal ${found.near.id} is named ${show(found.near.name)}: the same but for case or blanks. The service may refuse ${show(inputs.name)}`,
        );
      return [];
  }
}
