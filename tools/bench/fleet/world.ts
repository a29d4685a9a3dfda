import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { linkPackages } from "../stack";

/** One account of the bench: each has a customer of its own, as an agency's accounts have. */
export interface Place {
  readonly stack: string;
  readonly customerId: string;
  readonly accountId: string;
}

export const GOALS = 10;

const PROGRAM = `const msads = require("pulumi-msads");
const tag = new msads.UetTag("site", { name: "Site" });
for (let n = 0; n < ${GOALS}; n += 1)
  new msads.UrlGoal("goal" + n, {
    name: "Goal " + n, tagId: tag.id, urlOperator: "Contains", urlExpression: "/page-" + n, scope: "Account", goalCategory: "Other",
    revenue: { type: "FixedValue", value: 25, currencyCode: "EUR" },
  });
`;

/** A fleet in a folder of its own, with a home and a backend of its own. */
export class World {
  readonly folder = mkdtempSync(join(tmpdir(), "msads-bench-fleet-"));

  #transport = "auto";

  constructor(
    private readonly endpoint: string,
    readonly places: readonly Place[],
  ) {
    const program = join(this.folder, "program");
    for (const name of ["program", "home", "backend", "record"]) mkdirSync(join(this.folder, name));
    linkPackages(program);
    writeFileSync(join(program, "Pulumi.yaml"), "name: bench\nruntime: nodejs\nmain: index.js\n");
    writeFileSync(join(program, "package.json"), '{"name":"bench","main":"index.js"}');
    writeFileSync(join(program, "index.js"), PROGRAM);
    const rows = places.map(({ stack, customerId, accountId }) => `${stack},${customerId},${accountId}`);
    writeFileSync(
      join(this.folder, "accounts.csv"),
      `${["stack,customerId,accountId", ...rows].join("\n")}\n`,
    );
    writeFileSync(
      join(this.folder, "fleet.yaml"),
      "program: ./program\nbackend: file://./backend\nrecord: ./record\nconfig:\n  msads:environment: emulator\n  msads:adopt: equal\naccounts: accounts.csv\n",
    );
  }

  /** The children's whole environment: nothing of the user's Pulumi is touched. */
  get environment(): NodeJS.ProcessEnv {
    return {
      PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
      HOME: this.folder,
      PULUMI_HOME: join(this.folder, "home"),
      PULUMI_CONFIG_PASSPHRASE: "bench",
      MSADS_ENDPOINT: this.endpoint,
      MSADS_TRANSPORT: this.#transport,
    };
  }

  /** The same, with commands that use a transport. */
  over(transport: string): this {
    this.#transport = transport;
    return this;
  }

  /** A state that stands for one of Pulumi's, which a check only hashes. What a record calls it. */
  standIn({ stack }: Place): string {
    const folder = join(this.folder, "backend/.pulumi/stacks/bench");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${stack}.json`), stack);
    return `sha256:${createHash("sha256").update(stack).digest("base64url")}`;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

export function placesOf(prefix: string, from: number, count: number): readonly Place[] {
  return Array.from({ length: count }, (_, n) => ({
    stack: `${prefix}-${n}`,
    customerId: String(100_000 + from + n),
    accountId: String(500_000 + from + n),
  }));
}
