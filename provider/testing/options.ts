/** What an emulated account is like. */
export interface AccountOptions {
  /** Digits; default "111". */
  readonly customerId?: string;
  /** Digits; default "222". */
  readonly accountId?: string;
  /** Billing currency, ISO 4217. Default "EUR". */
  readonly currency?: string;
  /** Feature pilots that the customer is in, by Microsoft's numbers; 574 allows `excludeFromBidding`. Default none. */
  readonly pilots?: readonly number[];
  /** Features that Microsoft does not give to every customer; here all are on unless you switch them off: `{ tagSharing: false }`. */
  readonly features?: {
    readonly tagSharing?: boolean;
    /** Campaigns may have goals of their own. */
    readonly campaignGoals?: boolean;
    /** The account's setting includeViewThroughConversions. */
    readonly viewThrough?: boolean;
  };
  /** TCP port of 127.0.0.1, for tools that look at the account while the test runs. Default: any free one. */
  readonly port?: number;
}

/** Another account, for programs that manage several. */
export interface OtherAccountOptions {
  readonly accountId: string;
  /** Default: the customer of the first account. */
  readonly customerId?: string;
  /** Default "EUR". */
  readonly currency?: string;
}

/** Whose account it is. */
export interface AccountIds {
  readonly customerId: string;
  readonly accountId: string;
}

/** A value of stack config; written as Pulumi would: text as it is, all else as JSON. */
export type ConfigValue = string | number | boolean | readonly unknown[] | Readonly<Record<string, unknown>>;

/** How a program is run. */
export interface ProgramOptions {
  /** The stack's name. Default "test". Pulumi.<stack>.yaml beside Pulumi.yaml is read if it is there. */
  readonly stack?: string;
  /** Stack config, which overrides that of the files: "namespace:key", or "key" for the project's own. */
  readonly config?: Readonly<Record<string, ConfigValue>>;
  /** The same for values that the program requires as secrets. Use invented values: the test's state stores them in clear text. */
  readonly secrets?: Readonly<Record<string, string>>;
  /**
   * Run the program with the Pulumi CLI on the PATH instead of the kit's own engine. Programs that use the plugin need it, in YAML or with a
   * generated SDK. Default false.
   */
  readonly cli?: boolean;
  /** Environment variables for the program, which override those of this process. */
  readonly env?: Readonly<Record<string, string>>;
}

/** How one run differs from the program's others. */
export interface RunOptions {
  /**
   * Config that overrides the program's own, for this run only. As with Pulumi, the provider uses the config of the last `up` in a `refresh`,
   * in a `destroy`, and in the refresh before an `up` of a project with `options: {refresh: always}`: to change a setting there, use `env`.
   */
  readonly config?: Readonly<Record<string, ConfigValue>>;
  /** The run is expected to fail: then it returns its result, and rejects if it succeeds. Default false. */
  readonly toFail?: boolean;
}
