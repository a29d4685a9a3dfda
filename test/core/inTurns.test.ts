import { setImmediate as turn } from "node:timers/promises";
import { expect, test } from "vitest";
import type { Handler } from "../../provider/core/handler";
import { inTurns } from "../../provider/core/inTurns";
import type { Session } from "../../provider/session/session";
import { Turns } from "../../provider/session/turns";

const session = { turns: new Turns(() => turn()) } as Session;
const resource = { name: "", parent: undefined, ignored: [], secret: [] };

/** How many turns of the event loop have begun, until `stop`. */
function turnsOfTheLoop(): { readonly now: () => number; readonly stop: () => void } {
  let count = 0;
  let next: NodeJS.Immediate;
  const begin = () => {
    count += 1;
    next = setImmediate(begin);
  };
  begin();
  return { now: () => count, stop: () => clearImmediate(next) };
}

test("what many resources waited for together is answered one resource a turn, failures too", async () => {
  const readBack = Promise.resolve();
  const handler = inTurns({
    update: async (_session, _resource, id) => {
      await readBack;
      if (id === "2") throw new Error("the service did not take it");
      return { outs: { id } };
    },
    remove: () => readBack,
  } as Partial<Handler> as Handler);
  const loop = turnsOfTheLoop();
  const answered: [string, number][] = [];
  const note = (what: string) => () => void answered.push([what, loop.now()]);
  await Promise.all([
    ...["1", "2", "3"].map((id) =>
      handler.update(session, resource, id, {}, {}).then(note(id), note(`${id} failed`)),
    ),
    handler.remove(session, resource, "4", {}).then(note("4")),
  ]);
  loop.stop();
  expect(answered.map(([what]) => what).sort()).toEqual(["1", "2 failed", "3", "4"]);
  expect(new Set(answered.map(([, turn]) => turn)).size).toBe(4);
});
