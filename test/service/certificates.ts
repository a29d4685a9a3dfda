import { generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";

/** A key and its certificate, as servers take them. */
export interface Certified {
  readonly key: string;
  readonly cert: string;
}

/** Who signs; made once for a test. */
export interface Authority extends Certified {
  readonly signer: KeyObject;
  readonly name: string;
}

export interface Leaf {
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default from an hour ago to an hour from now. */
  readonly from?: Date;
  readonly to?: Date;
}

/** An authority that nobody trusts yet. */
export function authority(name: string): Authority {
  const { privateKey, publicKey } = keys();
  const isAuthority = extension("2.5.29.19", sequence(boolean(true)), true);
  const cert = certificate({ issuer: name, subject: name, publicKey, extensions: [isAuthority] }, privateKey);
  return { key: pem(privateKey), cert, signer: privateKey, name };
}

/** A server's certificate, signed by an authority. */
export function certified(
  { signer, name }: Authority,
  { host = "127.0.0.1", from, to }: Leaf = {},
): Certified {
  const { privateKey, publicKey } = keys();
  const address = host.split(".").map(Number);
  // GeneralName: [7] is an IP address, [2] a DNS name.
  const own = address.some(Number.isNaN) ? der(0x82, Buffer.from(host)) : der(0x87, Buffer.from(address));
  const extensions = [extension("2.5.29.17", sequence(own), false)];
  const cert = certificate({ issuer: name, subject: host, publicKey, extensions, from, to }, signer);
  return { key: pem(privateKey), cert };
}

interface Contents {
  readonly issuer: string;
  readonly subject: string;
  readonly publicKey: KeyObject;
  readonly extensions: readonly Buffer[];
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

const HOUR = 3_600_000;
const ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";

/** X.509 version 3. No library at hand makes certificates with dates of one's choice. */
function certificate(contents: Contents, signer: KeyObject): string {
  const { issuer, subject, publicKey, extensions } = contents;
  const { from = new Date(Date.now() - HOUR), to = new Date(Date.now() + HOUR) } = contents;
  const algorithm = sequence(oid(ECDSA_WITH_SHA256));
  const toBeSigned = sequence(
    der(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    commonName(issuer),
    sequence(time(from), time(to)),
    commonName(subject),
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, sequence(...extensions)),
  );
  const signature = bits(sign("sha256", toBeSigned, signer));
  const base64 = sequence(toBeSigned, algorithm, signature).toString("base64");
  return `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{64}/g, "$&\n")}\n-----END CERTIFICATE-----\n`;
}

function keys() {
  return generateKeyPairSync("ec", { namedCurve: "P-256" });
}

function pem(key: KeyObject): string {
  return key.export({ type: "pkcs8", format: "pem" }).toString();
}

/** DER: tag, length, content. */
function der(tag: number, ...content: readonly Buffer[]): Buffer {
  const all = Buffer.concat(content);
  const size = all.length < 128 ? [all.length] : [0x82, all.length >> 8, all.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), all]);
}

const sequence = (...parts: readonly Buffer[]) => der(0x30, ...parts);
const integer = (bytes: Buffer) => der(0x02, bytes);
const boolean = (value: boolean) => der(0x01, Buffer.from([value ? 0xff : 0]));
const bits = (bytes: Buffer) => der(0x03, Buffer.from([0]), bytes);
/** GeneralizedTime. */
const time = (date: Date) => der(0x18, Buffer.from(date.toISOString().replace(/[-:T]|\.\d+/g, "")));

function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...others] = dotted.split(".").map(Number);
  return der(0x06, Buffer.from([first * 40 + second, ...others.flatMap(base128)]));
}

function base128(value: number): readonly number[] {
  const digits = [value & 0x7f];
  for (let rest = value >> 7; rest > 0; rest >>= 7) digits.unshift((rest & 0x7f) | 0x80);
  return digits;
}

function commonName(name: string): Buffer {
  return sequence(der(0x31, sequence(oid("2.5.4.3"), der(0x0c, Buffer.from(name)))));
}

function extension(id: string, value: Buffer, critical: boolean): Buffer {
  return sequence(oid(id), ...(critical ? [boolean(true)] : []), der(0x04, value));
}
