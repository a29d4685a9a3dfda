import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Call } from "../../../provider/emulator";
import { writeNodeSdk } from "../../plugin/nodeSdk";
import { type Service, writesOf } from "../emulator";
import { type Flags, Project } from "../pulumi/project";
import { filesOf, type Goals, type Way } from "./ways";

const ROOT = join(__dirname, "../../../../..");
const PLUGIN = join(ROOT, "plugin");
const PEAK = join(__dirname, "peak.js");
const CUSTOMER = "111";

/** What one run took. */
export interface Took {
  readonly wallMs: number;
  readonly calls: number;
  readonly writes: number;
}

/** A stack whose program is written in one of the ways, with an account of its own. It runs the package as `npm run build` made it. */
export class Stack {
  private constructor(
    private readonly service: Service,
    private readonly way: Way,
    private readonly project: Project,
    private readonly account: string,
  ) {}

  static async create(service: Service, way: Way, account: string): Promise<Stack> {
    if (!existsSync(join(ROOT, "dist/native/main.js"))) throw new Error("run `npm run build` first");
    // Names are a customer's.
    await service.addAccount(customerOf(account), account);
    const project = await Project.create(service.url, "");
    const modules = join(project.folder, "node_modules");
    rmSync(join(modules, "pulumi-msads"), { recursive: true });
    symlinkSync(ROOT, join(modules, "pulumi-msads"), "junction");
    if (way !== "classes" && way !== "YAML")
      writeNodeSdk(
        join(PLUGIN, "pulumi-resource-msads"),
        join(modules, "pulumi-msads-native"),
        project.environment,
      );
    return new Stack(service, way, project, account);
  }

  /** Throws when it fails. */
  async run(operation: "up" | "preview", what: Goals | "one goal", flags: Flags = {}): Promise<Took> {
    for (const [name, text] of Object.entries(filesOf(this.way, PLUGIN, what)))
      writeFileSync(join(this.project.folder, name), text);
    const account = { MSADS_CUSTOMER_ID: customerOf(this.account), MSADS_ACCOUNT_ID: this.account };
    const given = { ...flags, environment: { ...flags.environment, ...account } };
    const parallel = flags.parallel === undefined ? [] : ["--parallel", String(flags.parallel)];
    const args = operation === "up" ? ["up", "--yes", "--skip-preview", ...parallel] : ["preview"];
    const before = (await this.service.calls()).length;
    const { ok, text, wallMs } = await this.project.pulumi(args, given);
    if (!ok) throw new Error(`${this.way}: ${text.slice(-2_000)}`);
    const calls: readonly Call[] = (await this.service.calls()).slice(before);
    return { wallMs, calls: calls.length, writes: writesOf(calls).length };
  }

  /** The same, for the most memory that a process of the provider took, in megabytes. */
  async peakMb(what: Goals): Promise<number> {
    const folder = join(this.project.folder, "peaks");
    mkdirSync(folder);
    const environment = { NODE_OPTIONS: `--require=${PEAK}`, BENCH_PEAKS: folder };
    await this.run("up", what, { environment });
    const peaks = readdirSync(folder).map((name) => Number(readFileSync(join(folder, name), "utf8")));
    rmSync(folder, { recursive: true });
    return Math.max(...peaks) / 1_024;
  }

  /** What a goal takes of Pulumi's state, without the place in the program: that is as long as the program's path. */
  async kbOfGoal(name: string): Promise<number> {
    const { deployment } = JSON.parse(await this.project.state()) as State;
    const found = deployment.resources.find(({ urn }) => urn.endsWith(`::${name}`));
    return JSON.stringify({ ...found, sourcePosition: undefined, stackTrace: undefined }).length / 1_000;
  }

  remove(): void {
    this.project.remove();
  }
}

interface State {
  readonly deployment: { readonly resources: readonly { readonly urn: string }[] };
}

function customerOf(account: string): string {
  return `${CUSTOMER}${account}`;
}
