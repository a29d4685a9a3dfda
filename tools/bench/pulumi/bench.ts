import type { Call } from "../../../provider/emulator";
import { goalWritesOf, type Service } from "../emulator";
import { type Flags, Project, type Ran } from "./project";

/** A run of the CLI, and the writes of goals that the service saw meanwhile: how many items each. */
export interface Seen extends Ran {
  readonly writes: readonly number[];
  readonly calls: readonly Call[];
}

/** One account in the emulator, and a project whose runs are watched by what the service sees. */
export class Bench {
  private constructor(
    private readonly service: Service,
    readonly project: Project,
  ) {}

  /** An empty account (with a second of the same customer), in which a first program has run; gone after the work. */
  static async with<T>(
    service: Service,
    program: string,
    work: (bench: Bench) => Promise<T>,
    latencyMs = 0,
  ): Promise<T> {
    await service.reset(latencyMs);
    await service.addAccount("111", "223");
    const bench = new Bench(service, await Project.create(service.url, program));
    try {
      return await work(bench);
    } finally {
      bench.project.remove();
    }
  }

  async up(program: string, flags: Flags = {}): Promise<Seen> {
    this.project.write(program);
    return this.watch(() => this.project.up(flags));
  }

  /** The same for a run that has to succeed. */
  async done(program: string, flags: Flags = {}): Promise<Seen> {
    const seen = await this.up(program, flags);
    if (!seen.ok) throw new Error(`pulumi up failed:\n${seen.text.slice(-2_000)}`);
    return seen;
  }

  async watch(run: () => Promise<Ran>): Promise<Seen> {
    const before = (await this.service.calls()).length;
    const ran = await run();
    const calls = (await this.service.calls()).slice(before);
    return { ...ran, calls, writes: goalWritesOf(calls).map(({ items }) => items) };
  }

  /** How many goals count for so many minutes, by what the service has stored. */
  async counting(minutes: number): Promise<number> {
    const goals = await this.service.goals();
    return goals.filter((goal) => String(goal.ConversionWindowInMinutes) === String(minutes)).length;
  }
}
