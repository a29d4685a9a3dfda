import { conversionGoalHandler } from "../../provider/core/goal/handler";
import type { Handler } from "../../provider/core/handler";
import { libraryHandler } from "../../provider/core/library/handler";
import type { Props } from "../../provider/core/props";
import type { Resource } from "../../provider/core/resource";
import { uetTagHandler } from "../../provider/core/tag/handler";
import type { Emulator } from "../../provider/emulator";
import { connect } from "../../provider/session/connect";
import { type Session, Sessions } from "../../provider/session/session";
import { leapingClock } from "./e2eClock";

const HANDLERS = { goal: conversionGoalHandler, library: libraryHandler, tag: uetTagHandler };

/** A resource as a program of this host declares it: plain values, and what the core is told beside them. */
export interface Wished {
  readonly kind: keyof typeof HANDLERS;
  readonly inputs: Props | ((idOf: (name: string) => string) => Props);
  readonly ignored?: readonly string[];
}

interface Standing {
  readonly kind: Wished["kind"];
  readonly resource: Resource;
  readonly id: string;
  readonly inputs: Props;
  readonly outs: Props;
}

/**
 * A second host: it drives the handlers in this process, without Pulumi, gRPC or a word of their wire. So the core needs nothing of the
 * dynamic provider. Resources of one stage run at once; a function for inputs waits for the stage before.
 */
export class SecondHost {
  readonly standing = new Map<string, Standing>();
  readonly said: string[] = [];

  constructor(private readonly emulator: Emulator) {}

  async up(program: Readonly<Record<string, Wished>>): Promise<void> {
    const session = await this.#open();
    const isLate = ([, { inputs }]: readonly [string, Wished]) => typeof inputs === "function";
    const all = Object.entries(program);
    for (const stage of [all.filter((each) => !isLate(each)), all.filter(isLate)])
      await Promise.all(stage.map(([name, wished]) => this.#apply(session, name, wished)));
    const gone = [...this.standing].filter(([name]) => !Object.hasOwn(program, name));
    await Promise.all(gone.map(([name, known]) => this.#remove(session, name, known)));
  }

  async refresh(): Promise<void> {
    const session = await this.#open();
    for (const [name, known] of [...this.standing]) {
      const { kind, resource, id, outs } = known;
      const seen = await HANDLERS[kind].read(session, resource, id, outs);
      if (seen.id === undefined) this.standing.delete(name);
      else this.standing.set(name, { ...known, outs: seen.props ?? {}, inputs: seen.inputs ?? {} });
    }
  }

  async #apply(session: Session, name: string, wished: Wished): Promise<void> {
    const { kind, inputs: given, ignored = [] } = wished;
    const handler: Handler = HANDLERS[kind];
    const known = this.standing.get(name);
    const resource = { name, parent: undefined, ignored, secret: [] };
    const idOf = (other: string) => this.standing.get(other)?.id ?? "";
    const news = typeof given === "function" ? given(idOf) : given;
    const { inputs, failures } = await handler.check(session, resource, known?.inputs ?? {}, news);
    if (failures.length > 0)
      throw new Error(failures.map(({ property, reason }) => `${name}.${property}: ${reason}`).join("\n"));
    const keep = (id: string, outs: Props) =>
      this.standing.set(name, { kind, resource, id, inputs, outs: { ...outs } });
    if (known === undefined) {
      const made = await handler.create(session, resource, inputs);
      keep(made.id, made.outs);
      return;
    }
    const { changes, replaces = [] } = await handler.diff(session, resource, known.id, known.outs, inputs);
    if (replaces.length > 0) throw new Error(`${name} is to be replaced (${replaces.join(", ")})`);
    if (!changes) return;
    keep(known.id, (await handler.update(session, resource, known.id, known.outs, inputs)).outs);
  }

  async #remove(session: Session, name: string, { kind, resource, id, outs }: Standing): Promise<void> {
    await HANDLERS[kind].remove(session, resource, id, outs);
    this.standing.delete(name);
  }

  /** As in a new process. */
  #open(): Promise<Session> {
    const config: Readonly<Record<string, string>> = {
      "msads:environment": "emulator",
      "msads:endpoint": this.emulator.soap,
    };
    const notify = ({ message }: { readonly message: string }) => void this.said.push(message);
    const sessions = new Sessions({ environment: {}, clock: leapingClock(100), notify, connect });
    sessions.configure({ get: (key) => config[key] });
    return sessions.ready();
  }
}
