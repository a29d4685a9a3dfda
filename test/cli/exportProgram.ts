import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "../../provider/account/clock";
import { type ExportOptions, runExport, type Summary } from "../../provider/cli/export/runExport";
import type { Emulator } from "../../provider/emulator";
import {
  accountSettings,
  campaignGoals,
  type Declared,
  goal,
  library,
  output,
  type Program,
  tag,
} from "../support/e2eStack";
import type { Values } from "../support/e2eWire";

export interface Done {
  readonly summary: Summary;
  readonly files: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Exports the emulator's account into a folder of its own, and reads back what was written. */
export async function exported(
  emulator: Emulator,
  options: Partial<ExportOptions> = {},
  environment: NodeJS.ProcessEnv = {},
): Promise<Done> {
  const cwd = mkdtempSync(join(tmpdir(), "msads-export-"));
  try {
    const summary = await runExport(
      {
        include: [],
        exclude: [],
        status: "all",
        library: false,
        force: false,
        settings: false,
        campaigns: [],
        ...options,
      },
      {
        environment: {
          MSADS_ENVIRONMENT: "emulator",
          MSADS_ENDPOINT: emulator.url,
          MSADS_CREDENTIALS_FILE: join(cwd, "none"),
          ...environment,
        },
        clock: systemClock,
        notify: () => {},
        cwd,
        progress: () => {},
      },
    );
    const files = summary.files.map((name) => [name, readFileSync(join(summary.folder, name), "utf8")]);
    const read = Object.fromEntries(files) as Record<string, string>;
    return { summary, files: read, text: read["index.ts"] ?? "" };
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

/** Runs the text of a program, which has no types in it, with classes that write down what they are given. */
export function programOf(text: string): Program {
  const declared: Record<string, Declared> = {};
  const classOf = (make: (inputs: Values) => Declared) =>
    class {
      readonly id: unknown;
      constructor(given: string, inputs: Values) {
        // An object lists names like "14" before all others; the program's order is that of its lines.
        const name = /^\d+$/.test(given) ? `n${given}` : given;
        if (Object.hasOwn(declared, name)) throw new Error(`two resources ${name}`);
        declared[name] = make(inputs);
        this.id = output(name, "id");
      }
    };
  const goalOf = (type: string) => classOf((inputs) => goal({ ...inputs, type }));
  const msads = new Proxy(
    {
      UetTag: classOf(tag),
      ConversionGoalLibrary: classOf((inputs) => library(inputs)),
      AccountConversionSettings: classOf((inputs) => accountSettings(inputs)),
      CampaignConversionGoals: classOf((inputs) => campaignGoals(inputs)),
    } as Values,
    { get: (own, name) => own[String(name)] ?? goalOf(String(name).replace(/Goal$/, "")) },
  );
  const [first = "", ...body] = text.split("\n");
  if (first !== 'import * as msads from "pulumi-msads";') throw new Error(`the first line is ${first}`);
  new Function("msads", `"use strict";\n${body.join("\n")}`)(msads);
  return declared;
}

/** The program after somebody took the adopt lines out. */
export function withoutAdopt(text: string): string {
  return text.replace(/^ *adopt: "[0-9]+",\n/gm, "");
}
