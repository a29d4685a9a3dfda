/** The machine's environment without what would steer the SDK. */
export function childEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([key]) => !/^(PULUMI_|MSADS_|VITEST)/.test(key));
  return Object.fromEntries(kept);
}
