/** What runs the program: the Pulumi CLI, or the engine of this package. */
export interface Runner {
  /** For people: what it is. */
  readonly title: string;
  up(): Promise<Outcome>;
  destroy(): Promise<Outcome>;
  /** Where the stack's state is kept as `pulumi stack export` has it, if it is. */
  readonly stateFile?: string;
}

export interface Outcome {
  readonly ok: boolean;
  /** What it did and said, as people read it. */
  readonly text: string;
}

export interface RunnerOptions {
  /** The folder of Pulumi.yaml. */
  readonly folder: string;
  /** A folder for state and all else that the runner keeps. */
  readonly home: string;
  /** The whole environment of what it starts. */
  readonly environment: NodeJS.ProcessEnv;
  readonly color: boolean;
  readonly signal: AbortSignal;
}

export const STACK = "demo";

/** As many resources at once as the example has, on any machine: what is announced together is written together. */
export const PARALLEL = 16;
