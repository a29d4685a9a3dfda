import {
  type Credentials,
  type Login,
  makeFolder,
  readCredentials,
  writeCredentials,
} from "./credentialsFile";
import { type LockTime, withFileLock } from "./fileLock";

/**
 * Keeps a login under its key, in place of an earlier one; what cannot be read is replaced. Throws the file system's
 * error.
 */
export async function keepLogin(path: string, key: string, login: Login, time: LockTime): Promise<void> {
  makeFolder(path);
  await withFileLock(`${path}.lock`, time, async () => {
    const stored = readable(path);
    const logins = new Map(stored.logins).set(key, login);
    writeCredentials(path, { ...stored, logins }, new Date(login.savedAt));
  });
}

function readable(path: string): Credentials {
  try {
    return readCredentials(path);
  } catch {
    return { logins: new Map(), rotated: new Map() };
  }
}
