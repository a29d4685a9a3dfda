import type * as Soap from "soap";

export type SoapLibrary = typeof Soap;
/** What node-soap sends requests with. */
export type HttpClient = NonNullable<Soap.IOptions["httpClient"]>;
export type SoapOptions = Readonly<Record<string, unknown>>;

/**
 * A description of the service from its text. Not through createClient: that shares one cache of descriptions, options
 * included, with every other user of node-soap in the process, and takes for a file name whatever does not begin with `<?xml`.
 */
export function loadWsdl(library: SoapLibrary, text: string, options: SoapOptions): Promise<Soap.WSDL> {
  return new Promise((resolve, reject) => {
    const wsdl = new library.WSDL(text, "", options);
    wsdl.onReady((error: Error | null) => (error ? reject(error) : resolve(wsdl)));
  });
}
