import { expect, test } from "vitest";
import { PartlyDone } from "../../../provider/core/errors";
import { libraryHandler } from "../../../provider/core/library/handler";
import { connect } from "../../../provider/session/connect";
import { Sessions } from "../../../provider/session/session";
import { leapingClock } from "../../support/e2eClock";
import { liveGoal, statuses, useEmulator } from "../../support/e2eEmulator";
import { offlineGoal } from "../../support/e2eGoals";
import { listed } from "../../support/e2eLibrary";
import { NO_LOGIN, Stack } from "../../support/e2eStack";

const emulator = useEmulator();

test("claims of other processes that cannot be read any more keep a goal from being paused, and lose none that was made", async () => {
  await new Stack(emulator.now).up({ old: offlineGoal("Old") });
  let isDown = false;
  const holderOf = () => {
    if (isDown) throw new Error("it cannot be seen whether another provider manages the goal");
    return undefined;
  };
  const sessions = new Sessions({
    environment: NO_LOGIN,
    clock: leapingClock(100),
    notify: () => {},
    connect,
    others: { claim: () => undefined, release: () => {}, holderOf, seenHolderOf: () => undefined },
  });
  const config: Readonly<Record<string, string>> = {
    "msads:environment": "emulator",
    "msads:endpoint": emulator.now.soap,
  };
  sessions.configure({ get: (key) => config[key] });
  const session = await sessions.ready();
  const resource = { name: "lib", parent: undefined, ignored: [], secret: [] };
  const news = { goals: listed(offlineGoal("Deal")), unlisted: "pause" };
  const { inputs, failures } = await libraryHandler.check(session, resource, {}, news);
  expect(failures).toEqual([]);
  isDown = true;
  const error = await libraryHandler.create(session, resource, inputs).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(PartlyDone);
  expect(error.message).toContain("it cannot be seen whether another provider manages the goal");
  expect(error.outs.ids).toEqual({ Deal: liveGoal(emulator.now, "Deal").id });
  expect(statuses(emulator.now)).toEqual({ Old: "Active", Deal: "Active" });
});
