import type { RunRequest } from "./request";

/** In file and bucket backends: one line for each lock. */
const LOCKED = "the stack is currently locked by";
const LOCK = /created by (\S+@\S*) \(pid (\d+)\) at ([\w:.+-]+)/g;
/** In Pulumi Cloud and what speaks its protocol; the second is the page that newer CLIs name beside it. */
const CONFLICT =
  /\[409\][^\n]*update[^\n]*in progress|another update is currently in progress|common-issues\/update-conflicts/i;

/** Whether another run holds the stack: who, since when, and the way out. undefined = the text says nothing of it. @param text what Pulumi said. */
export function lockWords(text: string, request: RunRequest): string | undefined {
  const isLocked = text.includes(LOCKED);
  if (!isLocked && !CONFLICT.test(text)) return undefined;
  const holders = new Set(
    [...text.matchAll(LOCK)].map(([, who, pid, since]) => `by ${who} (pid ${pid}) since ${since}`),
  );
  const { stack } = request.account;
  const held = isLocked
    ? `Stack ${stack} is locked ${[...holders].join(", and ") || "by another run"}`
    : `Another run of stack ${stack} is under way, says the backend`;
  return (
    `${held}. If that run is alive, wait for its end. ` +
    `If you made sure that it is dead, run  ${cancelCommand(request)}  and then this command again.`
  );
}

function cancelCommand({ account, program, backend }: RunRequest): string {
  const environment = backend === undefined ? "" : `PULUMI_BACKEND_URL=${backendWords(backend)} `;
  return `cd ${quoted(program)} && ${environment}pulumi cancel --stack ${account.stack} --yes`;
}

/** Without a password. */
function backendWords(backend: string): string {
  return quoted(backend.replace(/^(\w+:\/\/[^/@:]*):[^@]*@/, "$1:PASSWORD@"));
}

function quoted(word: string): string {
  return /^[\w@%+=:,./~-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
