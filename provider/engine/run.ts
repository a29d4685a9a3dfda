import type { Cancellation } from "./cancellation";
import type { Ledger } from "./ledger";
import type { Plugin } from "./plugin";
import type { Reporter } from "./reporter";
import type { UrnScope } from "./urn";
import type { PropertyMap } from "./values";
import type { Workers } from "./workers";

/** What every part of one operation works with. */
export interface Run {
  readonly scope: UrnScope;
  /** A preview: the provider is asked, but nothing is written. */
  readonly dryRun: boolean;
  readonly continueOnError: boolean;
  readonly plaintextSecrets: boolean;
  /** This run's config as the provider gets it once a resource is registered; values that are secret are marked. */
  readonly providerInputs: PropertyMap;
  readonly ledger: Ledger;
  readonly reporter: Reporter;
  readonly workers: Workers;
  readonly cancellation: Cancellation;
  readonly now: () => Date;
  readonly newId: () => string;
  /** The provider's process with the config that is in force now. */
  readonly plugin: () => Plugin;
  /** URNs of resources that failed. */
  readonly failed: Set<string>;
  /** Whether the run as a whole will fail. */
  ok: boolean;
}

/** Notes a failure; unless the run goes on in spite of errors, nothing new starts from here. */
export function fail(run: Run, message: string, urn?: string): void {
  note(run, message, urn);
  if (!run.continueOnError || urn === undefined) run.cancellation.cancel();
}

/** Notes a failure in which the rest of the run has no part: it goes on. */
export function note(run: Run, message: string, urn?: string): void {
  run.ok = false;
  if (urn) run.failed.add(urn);
  run.reporter.say("error", message, urn);
}
