import type { GoalOutcome } from "../../account/plan/requests";
import { fieldsOf } from "../../goals/definition";
import { definitionOf } from "../../goals/definitions";
import { leavesOf, shownLive, shownWanted, withSecrets } from "../../goals/difference";
import { isRounded } from "../../goals/rounded";
import type { Session } from "../../session/session";
import { nameIn, type Props, secretPaths } from "../props";

/** Tells what the service has made of the decimals that were written, where it keeps fewer digits: later runs take that for no difference. */
export function tellRounded(session: Session, news: Props, outcome: GoalOutcome): void {
  if (!outcome.ok || outcome.live === undefined) return;
  const { type, fields: live } = outcome.live;
  const leaves = Object.entries(fieldsOf(definitionOf(type))).flatMap(([name, field]) =>
    leavesOf(name, field, news[name], live[name]),
  );
  const rounded = leaves.filter(
    ({ kind, wanted, live: have }) => kind === "decimal" && isRounded(wanted, have),
  );
  if (rounded.length === 0) return;
  const words = withSecrets(rounded, secretPaths(news)).map(
    (each) => `${each.path} as ${shownLive(each)} (sent ${shownWanted(each)})`,
  );
  session.notify({
    severity: "warning",
    message: `${nameIn(session, news)}: the service keeps ${words.join(" and ")}`,
  });
}
