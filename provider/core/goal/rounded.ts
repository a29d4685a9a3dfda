import type { Comparison } from "../../goals/compare";
import { shownLive, shownWanted } from "../../goals/difference";
import type { Session } from "../../session/session";
import { nameIn, type Resource } from "../resource";

/** Tells what the service has made of the decimals that were written, where it keeps fewer digits: later runs take that for no difference. */
export function tellRounded(session: Session, resource: Resource, { differences }: Comparison): void {
  const words = differences
    .filter(({ why }) => why === "rounded")
    .map((each) => `${each.path} as ${shownLive(each)} (sent ${shownWanted(each)})`);
  if (words.length === 0) return;
  const message = `${nameIn(session, resource)}: the service keeps ${words.join(" and ")}`;
  session.notify({ severity: "warning", message });
}
