import type { Settings } from "../../config/settings";
import { type Connection, connect } from "../../session/connect";
import type { Runtime } from "../../session/runtime";

/** The ways to the service of a whole sweep: accounts with the same sign-in share one, and with it the tokens and the pauses that the service asks for. */
export class Connections {
  readonly #open = new Map<string, Connection>();

  constructor(private readonly runtime: Runtime) {}

  /** Throws an MsadsError for a proxy that is no URL. */
  to(settings: Settings): Connection {
    const { environment, endpoint, apiVersion, transport, developerToken, signIn, identityProvider } =
      settings;
    const key = JSON.stringify([
      environment,
      endpoint,
      apiVersion,
      transport,
      developerToken,
      signIn,
      identityProvider,
    ]);
    const found = this.#open.get(key) ?? connect(settings, this.runtime);
    this.#open.set(key, found);
    return found;
  }
}
