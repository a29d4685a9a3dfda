/** What a fleet file says: many accounts with one program. */
export interface Fleet {
  /** The file itself. All paths here are absolute. */
  readonly file: string;
  /** The folder of the Pulumi project that runs for each account. */
  readonly program: string;
  /** Where Pulumi keeps state, as `PULUMI_BACKEND_URL` has it; undefined = where the user is logged in. */
  readonly backend: string | undefined;
  /** The folder with the record of what was applied, one file an account. */
  readonly record: string;
  /** Files and folders outside of the program's that it uses: a change of them is a change of the program. */
  readonly sources: readonly string[];
  readonly accounts: readonly FleetAccount[];
}

/** Values of a stack's config by full key, like "msads:namePrefix". */
export type ConfigValues = Readonly<Record<string, string>>;

/** One account of a fleet. */
export interface FleetAccount {
  /** Its stack's name. */
  readonly stack: string;
  readonly customerId: string;
  readonly accountId: string;
  /** All that the fleet file sets in the stack's config: for every account, for this one, and `msads:customerId` and `msads:accountId`. */
  readonly config: ConfigValues;
}
