import { randomUUID } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync, writeSync } from "node:fs";
import type { AuditEvent } from "../account/write/auditEvent";
import { auditTexts } from "../account/write/auditText";
import type { AccountRef } from "../service/campaignManagement";
import { AUDIT_VERSION, type AuditEntry, type Who } from "./auditEntry";
import { errorsOf, withoutSecrets } from "./auditMask";
import type { Notify } from "./notices";

interface AuditRuntime {
  readonly notify: Notify;
  /** A text without secrets. */
  readonly masked: (text: string) => string;
  readonly date: () => Date;
  readonly who: () => Who;
}

/**
 * Notes each call that writes: a line of JSON before it and after it in a file, where one is wanted, and a short text in the engine's debug log.
 * A file that cannot be written must not stop a write.
 */
export class AuditLog {
  /** Whole: a reader joins lines by it, and a log may hold those of very many processes. */
  readonly #process = randomUUID();
  readonly #calls = new WeakMap<object, string>();
  #count = 0;

  constructor(
    private readonly file: string | undefined,
    private readonly runtime: AuditRuntime,
  ) {}

  note(event: AuditEvent, account: AccountRef): void {
    const { notify, masked } = this.runtime;
    const place = `account ${account.accountId} (customer ${account.customerId})`;
    for (const text of auditTexts(event)) notify({ severity: "debug", message: masked(`${place}: ${text}`) });
    if (this.file === undefined) return;
    try {
      append(this.file, `${JSON.stringify(this.#entry(event, account))}\n`);
    } catch (error) {
      notify({
        severity: "warning",
        message: `auditLog: ${error instanceof Error ? error.message : String(error)}`,
      });
    }
  }

  #entry(event: AuditEvent, { customerId, accountId }: AccountRef): AuditEntry {
    const { phase, call, operation, kind, items, trackingId, failure } = event;
    const { masked, date, who } = this.runtime;
    return {
      v: AUDIT_VERSION,
      time: date().toISOString(),
      phase,
      call: this.#nameOf(call),
      operation,
      customerId,
      accountId,
      who: who(),
      ...(trackingId === undefined ? {} : { trackingId }),
      ...(failure === undefined ? {} : { error: withoutUndefined(failure) }),
      items: items.map((item) => ({
        kind,
        ...(item.id === undefined ? {} : { id: item.id }),
        ...(item.isNew ? { isNew: true as const } : {}),
        ...(item.hasLeft ? { hasLeft: true as const } : {}),
        ...withoutSecrets(item, masked),
        ...errorsOf(item),
      })),
    };
  }

  #nameOf(call: object): string {
    const known = this.#calls.get(call);
    if (known !== undefined) return known;
    this.#count += 1;
    const name = `${this.#process}-${this.#count}`;
    this.#calls.set(call, name);
    return name;
  }
}

function withoutUndefined({
  code,
  symbol,
}: NonNullable<AuditEvent["failure"]>): NonNullable<AuditEntry["error"]> {
  return { ...(code === undefined ? {} : { code }), symbol };
}

/**
 * Appends a line in one write: several processes may append to one file, and one that is killed leaves whole lines. Where one was torn
 * nevertheless (a full disk), the next begins on a line of its own.
 */
function append(file: string, line: string): void {
  const handle = openSync(file, "a+", 0o600);
  try {
    const { size, isFile } = statOf(handle);
    const isTorn = isFile && size > 0 && lastByte(handle, size) !== NEWLINE;
    const bytes = Buffer.from(isTorn ? `\n${line}` : line);
    for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
  } finally {
    closeSync(handle);
  }
}

const NEWLINE = 10;

function statOf(handle: number) {
  const stat = fstatSync(handle);
  return { size: stat.size, isFile: stat.isFile() };
}

function lastByte(handle: number, size: number): number | undefined {
  const byte = Buffer.alloc(1);
  readSync(handle, byte, 0, 1, size - 1);
  return byte[0];
}
