import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Fleet } from "../fleet";
import type { Project } from "../project";

/** Where Pulumi keeps the stacks' state, as Pulumi itself finds it; undefined = nobody is logged in. */
export function backendUrl(
  { backend }: Pick<Fleet, "backend">,
  project: Pick<Project, "backend">,
  environment: NodeJS.ProcessEnv,
): string | undefined {
  return backend ?? environment.PULUMI_BACKEND_URL ?? project.backend ?? loggedIn(environment);
}

/** A text of Pulumi's without passwords in addresses, and without the one of this backend wherever it stands. */
export function withoutPassword(text: string, backend: string | undefined): string {
  const masked = text.replace(/(\w:\/\/[^\s/@:]*:)[^\s@]+@/g, "$1[secret]@");
  const password = /^\w+:\/\/[^/@:]*:([^@]+)@/.exec(backend ?? "")?.[1];
  return password === undefined ? masked : masked.replaceAll(password, "[secret]");
}

/** What `pulumi login` noted last. */
function loggedIn({ PULUMI_CREDENTIALS_PATH, PULUMI_HOME }: NodeJS.ProcessEnv): string | undefined {
  const folder = PULUMI_CREDENTIALS_PATH ?? PULUMI_HOME ?? join(homedir(), ".pulumi");
  try {
    const { current } = JSON.parse(readFileSync(join(folder, "credentials.json"), "utf8")) as {
      readonly current?: unknown;
    };
    return typeof current === "string" && current !== "" ? current : undefined;
  } catch {
    return undefined;
  }
}
