/** What callers of the engine give and get. */

export type Op =
  | "create"
  | "update"
  | "delete"
  | "same"
  | "replace"
  | "create-replacement"
  | "delete-replaced"
  | "refresh";

export interface Step {
  readonly op: Op;
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** The provider's id, where there is one yet. */
  readonly id?: string;
  /** Names of the inputs that change (of the outputs, when a refresh found them changed). */
  readonly diff?: readonly string[];
  /** Of a refresh that is part of another operation: what it found. */
  readonly outcome?: "same" | "update" | "delete";
}

export type Severity = "debug" | "info" | "warning" | "error";

export interface Diagnostic {
  readonly severity: Severity;
  readonly message: string;
  /** The resource it is about; without it, the whole run. */
  readonly urn?: string;
  /** Live progress only: not worth repeating at the end. */
  readonly ephemeral: boolean;
}

export type EngineEvent =
  | { readonly kind: "step"; readonly phase: "start" | "done" | "failed"; readonly step: Step }
  | { readonly kind: "diagnostic"; readonly diagnostic: Diagnostic };

export interface RunOptions {
  /** The folder of Pulumi.yaml. */
  readonly programDir: string;
  readonly stack: string;
  /** Written with mode 0600; shaped like `pulumi stack export`. Absent means an empty stack. */
  readonly stateFile: string;
  /** "ns:key" or "key" (of the project) to value; over Pulumi.yaml and Pulumi.<stack>.yaml. */
  readonly config?: Readonly<Record<string, string>>;
  /** The same, for values that the program shall see as secret. Needs `plaintextSecrets`. */
  readonly secretConfig?: Readonly<Record<string, string>>;
  /** The whole environment of the program and the provider. Default: that of this process. */
  readonly env?: NodeJS.ProcessEnv;
  /** How many resources are worked on at once. Default: 4 for each core. */
  readonly parallel?: number;
  /** Read the live state first. Default: whether Pulumi.yaml says `options: {refresh: always}`. */
  readonly refresh?: boolean;
  /** Go on with what does not depend on a resource that failed. Default false. */
  readonly continueOnError?: boolean;
  /** Secrets are kept as plain text in the state file. Default false: a secret is refused by name. */
  readonly plaintextSecrets?: boolean;
  readonly onEvent?: (event: EngineEvent) => void;
  /** Once aborted nothing new starts; what is under way is finished and saved, and the run fails. */
  readonly signal?: AbortSignal;
}

export interface Result {
  /** 0 or 1. */
  readonly exitCode: number;
  /** What was done (in a preview: would be done), in order; providers left out. */
  readonly steps: readonly Step[];
  readonly diagnostics: readonly Diagnostic[];
  /** Outputs of the stack; "[secret]" and "[unknown]" replace values that are not shown. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** How many steps there were of each kind; a replacement counts once, without its parts. */
  readonly changes: Readonly<Record<Op, number>>;
}
