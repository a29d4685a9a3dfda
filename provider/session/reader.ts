import { openSettings } from "../config/openSettings";
import { configurationError, howToSet, type Settings } from "../config/settings";
import type { AccountRef, CampaignManagement } from "../service/campaignManagement";
import { MsadsError } from "../service/errors";
import { connect } from "./connect";
import { warnBy } from "./notices";
import type { Runtime } from "./runtime";

/** What reading an account outside of the engine needs of the runtime. */
export interface ReaderRuntime extends Runtime {
  /** The stack's config by full key, like "msads:accountId". Default: none. */
  readonly config?: (key: string) => string | undefined;
  /** Why no config could be looked at where there may be one: said when a setting is missing. */
  readonly unread?: string;
}

/** An account to read, with the provider's own settings; none of this writes. */
export interface Reader {
  readonly settings: Settings;
  /** The account that the settings name, with other ids in their place. Throws an MsadsError when one is missing. */
  ref(ids?: Partial<AccountRef>): AccountRef;
  port(
    ref: AccountRef,
  ): Pick<
    CampaignManagement,
    | "getConversionGoals"
    | "getUetTags"
    | "getOfflineConversionReport"
    | "getAccountProperties"
    | "getCampaigns"
  >;
}

/** Throws an MsadsError that lists all that the settings lack. */
export function openReader(runtime: ReaderRuntime): Reader {
  const settings = naming(runtime, () =>
    openSettings(runtime.config ?? (() => undefined), runtime.environment, warnBy(runtime.notify)),
  );
  const connection = connect(settings, runtime);
  return {
    settings,
    ref: (ids = {}) => naming(runtime, () => refIn(settings, ids)),
    port: (ref) => connection.port(ref),
  };
}

/** Does it; an error about settings also says what was not looked at. */
export function naming<T>({ unread }: Pick<ReaderRuntime, "unread">, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (unread === undefined || !(error instanceof MsadsError) || error.symbol !== "Configuration")
      throw error;
    const { outcome, symbol } = error;
    throw new MsadsError(`${error.message}\n${unreadWords(unread)}`, { outcome, symbol });
  }
}

export function unreadWords(unread: string): string {
  return `The stack's config was not read: ${unread}.`;
}

function refIn(settings: Settings, ids: Partial<AccountRef>): AccountRef {
  const { customerId = settings.customerId, accountId = settings.accountId } = ids;
  if (customerId !== undefined && accountId !== undefined) return { customerId, accountId };
  const missing = Object.entries({ customerId, accountId }).filter(([, id]) => id === undefined);
  throw configurationError(missing.map(([name]) => `${name} is missing: ${howToSet(name)}`));
}
