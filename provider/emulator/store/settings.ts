import type { RuleSwitches } from "../rules";

/** Numbers that the service limits; small ones make tests quick. */
export interface Limits {
  readonly itemsPerCall: number;
  readonly goalsPerAccount: number;
  readonly goalsPerCustomer: number;
  readonly inStoreGoalsPerCustomer: number;
  readonly tagsPerCustomer: number;
  readonly goalsPerReport: number;
}

/** Features that the service has for some customers only. */
export interface Features {
  /** UetTag.CustomerShare. */
  readonly tagSharing: boolean;
  /** Campaigns may have goals of their own. */
  readonly campaignGoals: boolean;
  /** The account property IncludeViewThroughConversions. */
  readonly viewThrough: boolean;
}

export interface Settings {
  readonly limits: Limits;
  readonly rules: RuleSwitches;
  readonly features: Features;
  /** Milliseconds added to every call of the service. */
  readonly latencyMs: number;
  /** Versions that answer 303 over SOAP; 11 always does. REST goes on. */
  readonly retired: readonly number[];
  /** How long access tokens live that the token endpoint gives out. */
  readonly tokenSeconds: number;
  /** Whether a refresh token is good for one use only. Microsoft: not; other servers do so. */
  readonly singleUseRefreshTokens: boolean;
}

export const defaultSettings: Settings = {
  limits: {
    itemsPerCall: 100,
    goalsPerAccount: 1000,
    goalsPerCustomer: 5000,
    inStoreGoalsPerCustomer: 1,
    tagsPerCustomer: 1200,
    goalsPerReport: 20,
  },
  rules: {},
  features: { tagSharing: true, campaignGoals: true, viewThrough: true },
  latencyMs: 0,
  retired: [],
  tokenSeconds: 3600,
  singleUseRefreshTokens: false,
};

export interface SettingsChange {
  readonly limits?: Partial<Limits>;
  readonly rules?: RuleSwitches;
  readonly features?: Partial<Features>;
  readonly latencyMs?: number;
  readonly retired?: readonly number[];
  readonly tokenSeconds?: number;
  readonly singleUseRefreshTokens?: boolean;
}

/** The settings with single limits, rules, features or values changed. */
export function changeSettings(old: Settings, change: SettingsChange): Settings {
  return {
    ...old,
    ...change,
    limits: { ...old.limits, ...change.limits },
    rules: { ...old.rules, ...change.rules },
    features: { ...old.features, ...change.features },
  };
}
