import type { Settings } from "../../config/settings";
import type { AccountRef } from "../../service/campaignManagement";
import { ownManifest, PACKAGE_ROOT } from "../shared/manifest";
import { packageSpec } from "./packageSpec";

/** A file's text by its name. */
export type Files = Readonly<Record<string, string>>;

/** All that a Pulumi project in a folder has beside its program. Ids and addresses, no secret. */
export function projectFiles(settings: Settings, ref: AccountRef, folder: string): Files {
  const name = `msads-account-${ref.accountId}`;
  return {
    "Pulumi.yaml": pulumiYaml(name, settings, ref),
    "package.json": packageJson(name, folder),
    "tsconfig.json": `${JSON.stringify(TSCONFIG, null, 2)}\n`,
  };
}

const TSCONFIG = {
  compilerOptions: {
    target: "es2022",
    module: "nodenext",
    moduleResolution: "nodenext",
    strict: true,
    skipLibCheck: true,
    types: [],
    noEmit: true,
  },
  files: ["index.ts"],
};

function pulumiYaml(name: string, settings: Settings, { customerId, accountId }: AccountRef): string {
  const config = {
    environment: settings.environment === "production" ? undefined : settings.environment,
    endpoint: settings.endpoint,
    apiVersion: settings.apiVersion === 13 ? undefined : String(settings.apiVersion),
    transport: settings.transport === "auto" ? undefined : settings.transport,
    customerId,
    accountId,
    namePrefix: settings.namePrefix === "" ? undefined : settings.namePrefix,
    nameSuffix: settings.nameSuffix === "" ? undefined : settings.nameSuffix,
  };
  const lines = Object.entries(config).flatMap(([key, value]) =>
    value === undefined ? [] : [`  msads:${key}: ${JSON.stringify(value)}`],
  );
  return `name: ${name}
description: UET tags and conversion goals of Microsoft Advertising account ${accountId}
runtime: nodejs
# Every run first reads the live account: what somebody changed in the web UI shows in the preview, field by field.
options:
  refresh: always
config:
  # Tokens do not belong here: \`msads login\`, the environment, or \`pulumi config set --secret\`.
${lines.join("\n")}
`;
}

function packageJson(name: string, folder: string): string {
  const { version, peerDependencies, devDependencies } = ownManifest();
  const manifest = {
    name,
    private: true,
    main: "index.ts",
    dependencies: {
      "@pulumi/pulumi": peerDependencies["@pulumi/pulumi"],
      "pulumi-msads": packageSpec({ root: PACKAGE_ROOT, version }, folder),
    },
    devDependencies: { typescript: `^${devDependencies.typescript}` },
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
