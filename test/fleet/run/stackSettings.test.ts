import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { parse } from "yaml";
import { readStackSettings, withConfig, writeStackSettings } from "../../../provider/fleet/run/stackSettings";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function program(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "msads-settings-"));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const PROJECT = "name: shop\nruntime: nodejs\n";
const WRITTEN = `# How Acme differs
encryptionsalt: v1:abc=
config:
  # by hand
  shop:token:
    secure: v1:xyz
  msads:adopt: equal # after a kill
  shop:list: [1, two]
`;

test("values are set as pulumi config set does: comments, other keys, encrypted values and the salt stay", () => {
  const config = { "msads:adopt": "false", "msads:accountId": "222", "shop:greeting": "yes: # no" };
  expect(withConfig("Pulumi.acme.yaml", WRITTEN, config)).toBe(`# How Acme differs
encryptionsalt: v1:abc=
config:
  # by hand
  shop:token:
    secure: v1:xyz
  msads:adopt: "false" # after a kill
  shop:list: [ 1, two ]
  msads:accountId: "222"
  shop:greeting: "yes: # no"
`);
});

test("a file that says it already is not written again, even where it says it in other words", () => {
  const text = "config: {msads:accountId: 9007199254740993123,   'msads:adopt':   \"equal\"}";
  expect(
    withConfig("Pulumi.a.yaml", text, { "msads:accountId": "9007199254740993123", "msads:adopt": "equal" }),
  ).toBe(text);
  const folder = program({ "Pulumi.yaml": PROJECT, "Pulumi.acme.yaml": WRITTEN });
  const before = statSync(join(folder, "Pulumi.acme.yaml")).ino;
  writeStackSettings(folder, "acme", { "msads:adopt": "equal" });
  expect(statSync(join(folder, "Pulumi.acme.yaml")).ino).toBe(before);
});

test("an encrypted value of the same key is replaced, and a broken file is named, not overwritten", () => {
  expect(parse(withConfig("Pulumi.a.yaml", WRITTEN, { "shop:token": "open" })).config["shop:token"]).toBe(
    "open",
  );
  expect(() => withConfig("/p/Pulumi.a.yaml", "config: [", { "a:b": "c" })).toThrow(
    /^\/p\/Pulumi\.a\.yaml: /,
  );
});

test("what is read is what Pulumi has: texts, objects as JSON, and whatever holds an encrypted value apart", () => {
  const folder = program({
    "Pulumi.yaml": PROJECT,
    "Pulumi.acme.yaml":
      'config:\n  a:number: 007\n  a:flag: true\n  a:list: [1, "2"]\n  a:secret: { secure: v1:x }\n  a:deep: { list: [{ secure: v1:y }] }\n',
  });
  expect(readStackSettings(folder, "acme")).toEqual({
    values: { "a:number": "007", "a:flag": "true", "a:list": '[1,"2"]' },
    secure: { "a:secret": '{"secure":"v1:x"}', "a:deep": '{"list":[{"secure":"v1:y"}]}' },
    imports: [],
  });
  expect(readStackSettings(folder, "other")).toEqual({ values: {}, secure: {}, imports: [] });
});

test.each<[string, Readonly<Record<string, string>>, string, string]>([
  ["beside Pulumi.yaml", { "Pulumi.yaml": PROJECT }, "acme", "Pulumi.acme.yaml"],
  ["under the last part of its name", { "Pulumi.yaml": PROJECT }, "org/shop/acme", "Pulumi.acme.yaml"],
  [
    "in stackConfigDir",
    { "Pulumi.yaml": `${PROJECT}stackConfigDir: stacks\n` },
    "acme",
    "stacks/Pulumi.acme.yaml",
  ],
  [
    "in config, its older name",
    { "Pulumi.yaml": `${PROJECT}config: ./stacks\n` },
    "acme",
    "stacks/Pulumi.acme.yaml",
  ],
  ["as yml", { "Pulumi.yml": PROJECT }, "acme", "Pulumi.acme.yml"],
  ["as JSON", { "Pulumi.json": '{"name":"shop","runtime":"nodejs"}' }, "acme", "Pulumi.acme.json"],
])("the settings of a stack are %s", (_, files, stack, expected) => {
  const folder = program(files);
  writeStackSettings(folder, stack, { "msads:accountId": "222" });
  const text = readFileSync(join(folder, expected), "utf8");
  expect(expected.endsWith(".json") ? JSON.parse(text) : parse(text)).toEqual({
    config: { "msads:accountId": "222" },
  });
  expect(readStackSettings(folder, stack).values).toEqual({ "msads:accountId": "222" });
  writeStackSettings(folder, stack, { "msads:adopt": "equal" });
  expect(readStackSettings(folder, stack).values).toEqual({
    "msads:accountId": "222",
    "msads:adopt": "equal",
  });
  expect(readdirSync(folder, { recursive: true }).filter((name) => String(name).includes("acme"))).toEqual([
    expected,
  ]);
});

test("whatever values are set over whatever file: they are read back, everything else stays, and setting them again changes nothing", () => {
  const key = fc.stringMatching(/^[a-z]{1,4}:[A-Za-z]{1,4}$/);
  const config = fc.dictionary(
    key,
    fc.string({ unit: "binary" }).filter((text) => !text.includes("\r")),
  );
  fc.assert(
    fc.property(config, config, (before, wanted) => {
      const first = withConfig("Pulumi.a.yaml", "encryptionsalt: v1:abc=\n", before);
      const text = withConfig("Pulumi.a.yaml", first, wanted);
      expect(parse(text).config ?? {}).toEqual({ ...before, ...wanted });
      expect(parse(text).encryptionsalt).toBe("v1:abc=");
      expect(withConfig("Pulumi.a.yaml", text, { ...before, ...wanted })).toBe(text);
    }),
  );
});

test("environments of Pulumi ESC are named, whose config only Pulumi can read", () => {
  const folder = program({ "Pulumi.yaml": PROJECT });
  const imports = (text: string) => {
    writeFileSync(join(folder, "Pulumi.acme.yaml"), text);
    return readStackSettings(folder, "acme").imports;
  };
  expect(imports("environment:\n  - shops/prod\n  - keys: { merge: false }\n")).toEqual([
    "shops/prod",
    "keys",
  ]);
  expect(imports("environment:\n  values: { pulumiConfig: { a: 1 } }\n")).toEqual(["values"]);
  expect(imports("config: {}\n")).toEqual([]);
});
