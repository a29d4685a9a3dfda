import { refreshGrant } from "../../provider/service/auth/grants";
import type { MsadsError } from "../../provider/service/errors";
import { clientAt, SENTINELS } from "./auth/signInStub";
import { rest, soap, type Transport } from "./transports";

/** Whoever of us speaks to a server that may be hostile. */
export interface Client {
  readonly name: string;
  readonly contentType: string;
  /** An answer is read no further than so many bytes. */
  readonly limit: number;
  /** One call that changes something, given up after so long. Resolves with its error, or undefined. */
  readonly call: (url: string, timeoutMs: number) => Promise<MsadsError | undefined>;
}

const MB = 1024 * 1024;

function writer(transport: Transport): Client {
  return {
    name: transport.name,
    contentType: transport.contentType,
    limit: 32 * MB,
    call: (url, timeoutMs) =>
      errorOf(
        transport
          .port(url, { timeoutMs })
          .updateConversionGoals([{ type: "Url", id: "1", fields: { name: "n" } }]),
      ),
  };
}

const signIn: Client = {
  name: "sign-in",
  contentType: "application/json",
  limit: MB,
  call: (url, timeoutMs) =>
    errorOf(refreshGrant(clientAt(url), SENTINELS.refreshToken, { fetch, timeoutMs })),
};

export const CLIENTS: readonly Client[] = [writer(soap), writer(rest), signIn];

function errorOf(call: Promise<unknown>): Promise<MsadsError | undefined> {
  return call.then(
    () => undefined,
    (error) => error,
  );
}
