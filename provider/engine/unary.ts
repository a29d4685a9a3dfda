import type { ServiceError } from "@grpc/grpc-js";

/** gRPC's code for a peer that is not there. */
const UNAVAILABLE = 14;

export type Done<Response> = (error: ServiceError | null, response: Response) => void;

/** One call to the provider's process; an error keeps the provider's own words, and the trailer. */
export function unary<Response>(start: (done: Done<Response>) => unknown): Promise<Response> {
  return new Promise((resolve, reject) => {
    start((error, response) => {
      if (!error) return resolve(response);
      const lost =
        error.code === UNAVAILABLE ? "the dynamic provider's process ended during the call" : undefined;
      reject(
        Object.assign(new Error(lost ?? (error.details || error.message)), { metadata: error.metadata }),
      );
    });
  });
}
