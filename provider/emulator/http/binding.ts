import type { AddressInfo } from "node:net";

/** Where the emulator listens. */
export interface Binding {
  /** Address or name of a network interface; default 127.0.0.1. */
  readonly host?: string;
  /** Lets `host` be one that other machines reach; default false. */
  readonly allowRemote?: boolean;
}

/** The host to listen on. Throws for one that other machines reach, unless that is wanted. */
export function hostOf({ host = "127.0.0.1", allowRemote = false }: Binding): string {
  if (allowRemote || isLoopback(host)) return host;
  throw new Error(
    `the emulator would be open to other machines at ${host}: it has no passwords, and whoever reaches it can change ` +
      "all that it keeps. Say --allow-remote as well (allowRemote: true) if that is meant",
  );
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}

/** The URL by which this machine reaches a server that listens there. */
export function urlOf({ address, family, port }: AddressInfo): string {
  if (family === "IPv6") return `http://[${address === "::" ? "::1" : address}]:${port}`;
  return `http://${address === "0.0.0.0" ? "127.0.0.1" : address}:${port}`;
}
