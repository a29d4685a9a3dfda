import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { goalApi } from "../../provider/account/entityApi";
import { writeSteps } from "../../provider/account/write/write";
import { openAudit } from "../../provider/cli/shared/audit/auditFile";
import { changesIn } from "../../provider/cli/shared/audit/changes";
import type { CampaignManagement } from "../../provider/service/campaignManagement";
import { AuditLog } from "../../provider/session/auditLog";
import { addStep, goalFields } from "../account/write/writing";
import { fakeService } from "../support/fakeService";
import { VirtualClock } from "../support/virtualClock";

type Added = Awaited<ReturnType<CampaignManagement["addConversionGoals"]>>;

const folder = mkdtempSync(join(tmpdir(), "msads-wrong-ids-"));
afterAll(() => rmSync(folder, { recursive: true }));

const NAMES = ["A", "B", "C"];

// A log that names wrong ids would lead an undo to the goals of others.
test.each<[string, (ids: readonly string[], older: string) => readonly string[]]>([
  ["in the wrong order", (ids) => [...ids].reverse()],
  ["with one that nothing has", ([, ...ids]) => ["9223372036854775806", ...ids]],
  ["with that of an older goal", ([, ...ids], older) => [older, ...ids]],
])("ids in an answer %s: the log tells those of the goals that were made", async (what, told) => {
  const clock = new VirtualClock();
  const { service, goals } = fakeService({ clock });
  const older = goals.seed("Url", goalFields("Older"));
  const lying: CampaignManagement = {
    ...service,
    addConversionGoals: async (items): Promise<Added> => {
      const { items: made, ...rest } = await service.addConversionGoals(items);
      const ids = made.flatMap((item) => (item.ok ? [item.value] : []));
      return { ...rest, items: told(ids, older).map((value) => ({ ok: true, value })) };
    },
  };
  const file = join(folder, `${what}.log`);
  const log = new AuditLog(file, {
    notify: () => {},
    masked: (text) => text,
    date: () => new Date(),
    who: () => ({ by: "pulumi", project: "shop", stack: "dev" }),
  });
  const context = {
    clock,
    audit: (event: Parameters<AuditLog["note"]>[0]) =>
      log.note(event, { customerId: "111", accountId: "222" }),
    before: (id: string) => (id === older ? goalFields("Older") : undefined),
  };
  await clock.until(
    writeSteps(
      goalApi(lying),
      NAMES.map((name) => addStep(name)),
      context,
    ),
    60_000,
  );
  const logged = changesIn((await openAudit(file, undefined)).entries);
  const idOf = (name: string) => goals.things.find(({ fields }) => fields.name === name)?.id;
  expect(logged.map(({ name, id, outcome, isNew }) => ({ name, id, outcome, isNew }))).toEqual(
    NAMES.map((name) => ({ name, id: idOf(name), outcome: "done", isNew: true })),
  );
});
