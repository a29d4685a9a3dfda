/** What of the caller's own settings a demo may see; all others could lead it to a real account or backend. */
const KEPT = ["MSADS_API_VERSION", "MSADS_TRANSPORT"];

/**
 * The environment of everything that the demo starts: the caller's, without any setting of msads or Pulumi but the two
 * above, and with the emulator as the service.
 */
export function childEnvironment(own: NodeJS.ProcessEnv, endpoint: string): NodeJS.ProcessEnv {
  const others = Object.entries(own).filter(
    ([name]) => KEPT.includes(name) || !/^(MSADS|PULUMI)_/i.test(name),
  );
  return { ...Object.fromEntries(others), MSADS_ENDPOINT: endpoint };
}

/** Takes the proxies out of an environment: all of a demo's calls stay on this machine, and gRPC would ask a proxy even for these. */
export function dropProxies(own: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(own)) if (/_PROXY$/i.test(name)) delete own[name];
}
