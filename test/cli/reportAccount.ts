import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "../../provider/account/clock";
import { type Report, runReport } from "../../provider/cli/report/runReport";
import { lookupIn, settingsOf } from "../../provider/config/settings";
import type { Emulator } from "../../provider/emulator";
import { writtenDefaults } from "../../provider/goals/writtenDefaults";
import type { GoalToAdd } from "../../provider/service/campaignManagement";
import { connect } from "../../provider/session/connect";

const ref = { customerId: "111", accountId: "222" };

function environmentOf(emulator: Emulator, transport: string, apiVersion = "13"): NodeJS.ProcessEnv {
  return {
    MSADS_API_VERSION: apiVersion,
    MSADS_ENVIRONMENT: "emulator",
    MSADS_ENDPOINT: emulator.url,
    MSADS_CREDENTIALS_FILE: "/nowhere/none.json",
    MSADS_TRANSPORT: transport,
    MSADS_MAX_WAIT: "0s",
  };
}

/** Adds tags and goals as somebody with another program would; `tag` counts the tags. Returns the goals' ids. */
export async function fill(
  emulator: Emulator,
  tags: readonly string[],
  goals: readonly (GoalToAdd & { readonly tag?: number })[],
): Promise<readonly string[]> {
  const environment = environmentOf(emulator, "rest");
  const settings = settingsOf(
    lookupIn(() => undefined, environment),
    "/nowhere/none.json",
  );
  const port = connect(settings, { environment, clock: systemClock, notify: () => {} }).port(ref);
  const added = await port.addUetTags(tags.map((name) => ({ fields: { name } })));
  const tagIds = added.items.map((item) => (item.ok ? item.value.id : ""));
  const ids: string[] = [];
  for (let from = 0; from < goals.length; from += 100) {
    const part = goals.slice(from, from + 100).map(({ type, fields, tag }) => {
      const { scope: _, ...defaults } = writtenDefaults(type);
      return {
        type,
        fields: { ...defaults, ...fields, ...(tag === undefined ? {} : { tagId: tagIds[tag] }) },
      };
    });
    const { items } = await port.addConversionGoals(part);
    for (const item of items) {
      if (!item.ok) throw new Error(JSON.stringify(item.errors));
      ids.push(item.value);
    }
  }
  return ids;
}

/** A Url goal of the tag that counts so. */
export function page(name: string, tag = 0, more: GoalToAdd["fields"] = {}) {
  const fields = {
    name,
    goalCategory: "Purchase",
    urlOperator: "Contains",
    urlExpression: "/thanks",
    ...more,
  };
  return { type: "Url", fields, tag } as const;
}

export interface Made {
  readonly report: Report;
  readonly html: string;
  readonly said: readonly string[];
}

/** Makes the report in a folder of its own. `state`: the text of a program's state. */
export async function report(
  emulator: Emulator,
  options: {
    readonly transport?: string;
    readonly apiVersion?: "12" | "13";
    readonly state?: unknown;
    readonly at?: Date;
  } = {},
): Promise<Made> {
  const cwd = mkdtempSync(join(tmpdir(), "msads-report-"));
  const said: string[] = [];
  try {
    if (options.state !== undefined) writeFileSync(join(cwd, "state.json"), JSON.stringify(options.state));
    const made = await runReport(
      { force: false, out: "report.html", ...(options.state === undefined ? {} : { state: "state.json" }) },
      {
        environment: environmentOf(emulator, options.transport ?? "soap", options.apiVersion),
        clock: systemClock,
        notify: () => {},
        cwd,
        now: () => options.at ?? new Date("2026-03-04T05:06:07Z"),
        progress: (line) => said.push(line),
      },
    );
    return { report: made, html: readFileSync(made.file, "utf8"), said };
  } finally {
    rmSync(cwd, { recursive: true });
  }
}
