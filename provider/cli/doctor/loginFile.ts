import { statSync } from "node:fs";
import type { SignIn } from "../../config/signIn";
import { type Finding, failed, ok } from "./finding";

/** Whether the credentials file is there and for its user only. */
export function lookAtLoginFile(file: string, signIn: SignIn): Finding {
  const status = statSync(file, { throwIfNoEntry: false });
  if (status === undefined) return ok("login file", `none at ${file}, and none is needed`);
  const isOpen = process.platform !== "win32" && (status.mode & 0o077) !== 0;
  if (isOpen) return failed("login file", `${file} can be read by other users`, `chmod 600 ${file}`);
  const isUsed = signIn.by === "refreshToken" && signIn.refreshing.origin.from === "login";
  return ok("login file", `${file}${isUsed ? "" : ", not needed here"}`);
}
