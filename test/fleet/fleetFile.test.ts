import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { readFleet } from "../../provider/fleet/fleetFile";
import { FleetFileError } from "../../provider/fleet/fleetFileError";
import { anyAccounts, expected, fleetOf, refusals } from "./file/fleetTexts";

const ACCOUNT = `{ stack: acme, customerId: "111", accountId: "222" }`;

function withLines(...lines: readonly string[]): string {
  return ["program: ./program", ...lines].join("\n");
}

describe("a fleet file", () => {
  it("gives absolute paths, and to each account the config of all, its own and its ids", () => {
    const fleet = fleetOf(`
program: ./program
backend: file://./state
record: ../record
sources: [shared, shared/goals.ts]
config: { msads:adopt: equal, msads:namePrefix: "All ", shop:retries: 3, shop:on: True }
accounts:
  - { stack: acme, customerId: "111", accountId: "222", config: { msads:namePrefix: "Acme " } }
  - { stack: beta, customerId: 111, accountId: 1234567890123456789 }
`);
    expect(fleet).toEqual({
      file: "/fleet/fleet.yaml",
      program: "/fleet/program",
      backend: "file:///fleet/state",
      record: "/record",
      sources: ["/fleet/shared", "/fleet/shared/goals.ts"],
      accounts: [
        {
          stack: "acme",
          customerId: "111",
          accountId: "222",
          config: {
            "msads:adopt": "equal",
            "msads:namePrefix": "Acme ",
            "shop:retries": "3",
            "shop:on": "true",
            "msads:customerId": "111",
            "msads:accountId": "222",
          },
        },
        {
          stack: "beta",
          customerId: "111",
          accountId: "1234567890123456789",
          config: {
            "msads:adopt": "equal",
            "msads:namePrefix": "All ",
            "shop:retries": "3",
            "shop:on": "true",
            "msads:customerId": "111",
            "msads:accountId": "1234567890123456789",
          },
        },
      ],
    });
  });

  it("keeps its record beside it and uses the backend of the login unless it says otherwise", () => {
    const fleet = fleetOf(withLines(`accounts: [${ACCOUNT}]`));
    expect(fleet.record).toBe("/fleet/.msads-fleet");
    expect(fleet.backend).toBeUndefined();
    expect(fleet.sources).toEqual([]);
  });

  it.each([
    ["file://~", "file://~"],
    ["file://~/state", "file://~/state"],
    ["file:///var/state", "file:///var/state"],
    ["file://state", "file:///fleet/state"],
    ["file://../state?no_tmp_dir=true", "file:///state?no_tmp_dir=true"],
    ["s3://bucket?region=eu-west-1", "s3://bucket?region=eu-west-1"],
    ["https://api.pulumi.com", "https://api.pulumi.com"],
  ])("with backend %s keeps state in %s", (given, backend) => {
    expect(fleetOf(withLines(`backend: ${given}`, `accounts: [${ACCOUNT}]`)).backend).toBe(backend);
  });

  it("can empty a common value for one account", () => {
    const { accounts } = fleetOf(`
program: program
config: &all { msads:namePrefix: "All ", msads:adopt: equal }
accounts:
  - { stack: a, customerId: 1, accountId: 1, config: { msads:namePrefix: "" } }
  - { stack: b, customerId: 1, accountId: 2, config: *all }
`);
    expect(accounts.map(({ config }) => config["msads:namePrefix"])).toEqual(["", "All "]);
  });

  it("reads any accounts as YAML writes them", () => {
    fc.assert(
      fc.property(anyAccounts, fc.boolean(), (accounts, isQuoted) => {
        const defaultStringType = isQuoted ? "QUOTE_DOUBLE" : "PLAIN";
        const text = stringify({ program: "program", accounts }, { defaultStringType });
        expect(fleetOf(text).accounts).toEqual(expected(accounts));
      }),
    );
  });

  it("is refused with a FleetFileError, whatever its text, and each problem is on a line of it", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        "program: program\n",
        "accounts:\n",
        "  - ",
        "{",
        "}",
        "[",
        ": ",
        "&a ",
        "*a",
        "\t",
        "!t ",
      ),
      fc.constantFrom(
        "stack: ",
        "customerId: 1\n",
        "accountId: [1]\n",
        "config: ",
        "null",
        '"',
        "a:b: c\n",
        "? ",
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join("");
        for (const problem of refusals(() => fleetOf(text))) {
          const line = Number(/^fleet\.yaml:([0-9]+): ./.exec(problem)?.[1]);
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(text.split("\n").length);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("a fleet file is refused with all of its problems, each with its line:", () => {
  it.each<readonly [string, string, readonly (string | RegExp)[]]>([
    ["nothing", "", [/^fleet.yaml:1: program is missing/, /^fleet.yaml:1: accounts is missing/]],
    ["a list", "- a\n", [/:1: the fleet file is not a list of "key: value"/, /program/, /accounts/]],
    ["no YAML", "program: program\naccounts: [1\n", [/^fleet.yaml:[23]: not valid YAML: /]],
    [
      "keys that nobody knows or that are there twice",
      withLines("acounts: x", `accounts: [${ACCOUNT}]`, "program: program"),
      [
        /^fleet.yaml:2: "acounts" is no key here. Did you mean accounts\?/,
        "fleet.yaml:4: the key is there twice",
      ],
    ],
    [
      "paths that lead nowhere",
      `program: nowhere\nsources: [here, shared]\nrecord: shared/goals.ts\naccounts: none.csv`,
      [
        "fleet.yaml:1: program: there is no folder /fleet/nowhere",
        "fleet.yaml:2: sources: /fleet/here does not exist",
        "fleet.yaml:3: record: /fleet/shared/goals.ts is a file, not a folder",
        "fleet.yaml:4: accounts: the file /fleet/none.csv does not exist",
      ],
    ],
    [
      "a folder without a project",
      `program: shared\naccounts: [${ACCOUNT}]`,
      ["fleet.yaml:1: program: /fleet/shared is no Pulumi project: it has no Pulumi.yaml"],
    ],
    [
      "values that are not there or are no text",
      `program:\nbackend: {}\nrecord: ""\naccounts: []`,
      [
        "fleet.yaml:1: program has no value",
        "fleet.yaml:2: backend is not a text, a number, true or false",
        "fleet.yaml:3: record has no value",
        "fleet.yaml:4: accounts: there is none",
      ],
    ],
    [
      "accounts that are one map",
      withLines("accounts:", "  stack: acme"),
      ['fleet.yaml:3: accounts is not a list: begin each of its lines with "- "'],
    ],
    [
      "fields of accounts",
      withLines(
        "accounts:",
        "  - { stack: a b, customerId: 0x1F, accountId: 1e3 }",
        "  - { stack: b, customer: 5 }",
        "  -",
        "  - nonsense",
        "  - { stack: [c], customerId: 12345678901234567890, accountId: ' ' }",
        "  - *nobody",
      ),
      [
        /^fleet.yaml:3: "a b" is no name of a stack; allowed: /,
        'fleet.yaml:3: customerId is "0x1F"; allowed: digits, as in the web UI\'s address (cid=, aid=)',
        /^fleet.yaml:3: accountId is "1e3"; .* A spreadsheet shortened this one/,
        'fleet.yaml:4: "customer" is no key here. Did you mean customerId?',
        "fleet.yaml:4: customerId is missing",
        "fleet.yaml:4: accountId is missing",
        "fleet.yaml:5: an account is empty",
        'fleet.yaml:6: an account is not a list of "key: value"',
        "fleet.yaml:7: stack is not a text, a number, true or false",
        /^fleet.yaml:7: customerId is "12345678901234567890"/,
        "fleet.yaml:7: accountId is missing",
        "fleet.yaml:8: nothing is named &nobody",
        "fleet.yaml:8: an account is empty",
      ],
    ],
    [
      "config",
      withLines(
        "config:",
        "  msads:acountId: x",
        "  msads:accountId: 5",
        "  namePrefix: x",
        "  region: x",
        "  mads:adopt: x",
        "  shop:list: [1]",
        "  shop:map: { a: 1 }",
        "  shop:none:",
        "accounts:",
        `  - ${ACCOUNT.replace(" }", ", config: { msads:refreshToken: s3cret, Msads:readOnly: true } }")}`,
      ),
      [
        /^fleet.yaml:3: msads:acountId is not a setting. Did you mean msads:accountId\? .*delete it from the fleet file$/,
        "fleet.yaml:4: msads:accountId is not set in config: each account has its own accountId",
        /^fleet.yaml:5: "namePrefix" is no key of a stack's config: .* like msads:namePrefix$/,
        /^fleet.yaml:6: "region" is no key of a stack's config: .* like shop:name$/,
        "fleet.yaml:7: mads:adopt is no setting of pulumi-msads. Did you mean msads:adopt?",
        "fleet.yaml:8: shop:list is not a text, a number, true or false",
        "fleet.yaml:9: shop:map is not a text, a number, true or false",
        "fleet.yaml:10: shop:none has no value",
        /^fleet.yaml:12: msads:refreshToken is a secret in clear text/,
        "fleet.yaml:12: Msads:readOnly is no setting of pulumi-msads. Did you mean msads:readOnly?",
      ],
    ],
    [
      "a stack or an account that is there twice",
      withLines(
        "accounts:",
        "  - { stack: acme, customerId: 1, accountId: 22 }",
        "  - { stack: acme, customerId: 1, accountId: 23 }",
        "  - { stack: org/ACME, customerId: 1, accountId: 24 }",
        "  - { stack: beta, customerId: 2, accountId: 022 }",
      ),
      [
        'fleet.yaml:4: stack "acme" is there twice: first at fleet.yaml:3',
        /^fleet.yaml:5: stack "org\/ACME" and "acme" \(fleet.yaml:3\) have one settings file/,
        /^fleet.yaml:6: account "022" is there twice: first at fleet.yaml:3/,
      ],
    ],
    [
      "accounts in more than one environment",
      withLines(
        "accounts:",
        "  - { stack: a, customerId: 1, accountId: 1, config: { msads:environment: emulator } }",
        "  - { stack: b, customerId: 1, accountId: 2 }",
        "  - { stack: c, customerId: 1, accountId: 3 }",
      ),
      [/^fleet.yaml:4: msads:environment is not set here, but "emulator" at fleet.yaml:3/],
    ],
  ])("%s", (_, text, problems) => {
    const found = refusals(() => fleetOf(text));
    expect(found).toEqual(
      problems.map((each) => (typeof each === "string" ? each : expect.stringMatching(each))),
    );
    expect(found.join()).not.toContain("s3cret");
  });

  it("names that Pulumi does not take for a stack, takes for an option, or keeps in another place", () => {
    const names = [
      "",
      "a b",
      "a,b",
      "a*",
      "ä",
      "a/b/c/d",
      "a//b",
      "/a",
      "-a",
      "org/-a",
      ".",
      "..",
      "a/..",
      "a".repeat(101),
    ];
    const good = ["a", "A_b.c-d", ".a", "...", "_", "org/a", "org/shop/b", "c".repeat(100), "1"];
    const rows = [...names, ...good].map((stack, at) => ({ stack, customerId: "1", accountId: `${at + 1}` }));
    const text = `program: program\naccounts:\n${rows.map((row) => `  - ${JSON.stringify(row)}\n`).join("")}`;
    const lines = refusals(() => fleetOf(text)).map((each) => Number(each.split(":")[1]));
    // "a", "org/a" have one settings file, which is the last line's problem.
    expect(lines).toEqual([...names.map((_, at) => at + 3), names.length + 3 + good.indexOf("org/a")]);
  });

  it("accounts that set the environment of all again are no problem", () => {
    const text = withLines(
      "config: { msads:environment: emulator }",
      `accounts: [${ACCOUNT.replace(" }", ", config: { msads:environment: emulator } }")}, { stack: b, customerId: 1, accountId: 2 }]`,
    );
    expect(refusals(() => fleetOf(text))).toEqual([]);
  });

  it("keys of a project that is itself named msads are its own", () => {
    const text = withLines("config: { msads:colour: red, msads:mine: 1 }", `accounts: [${ACCOUNT}]`);
    expect(refusals(() => fleetOf(text, { "program/Pulumi.yaml": "name: msads\n" }))).toEqual([]);
    expect(refusals(() => fleetOf(text))).toHaveLength(2);
  });

  it("the keys of a project with a name like msads are its own", () => {
    const text = withLines("config: { mads:adopt: x }", `accounts: [${ACCOUNT}]`);
    expect(refusals(() => fleetOf(text, { "program/Pulumi.yaml": "name: mads\n" }))).toEqual([]);
    expect(refusals(() => fleetOf(text))).toHaveLength(1);
  });

  it("those of the fleet file come before those of the CSV file", () => {
    const csv = { "accounts.csv": "stack,customerId,accountId\nacme,x,1\n" };
    const text = "accounts: accounts.csv\nprogram: nowhere\nmore: 1\n";
    expect(refusals(() => fleetOf(text, csv)).map((each) => each.split(":").slice(0, 2))).toEqual([
      ["fleet.yaml", "2"],
      ["fleet.yaml", "3"],
      ["accounts.csv", "2"],
    ]);
  });

  it("a backend that is no address is not shown, since it may hold a password", () => {
    const text = withLines("backend: user:s3cret@host", `accounts: [${ACCOUNT}]`);
    expect(refusals(() => fleetOf(text))).toEqual([
      expect.stringMatching(/^fleet.yaml:2: backend is no address of a Pulumi backend; write one like file:/),
    ]);
    expect(refusals(() => fleetOf(text)).join()).not.toContain("s3cret");
  });
});

it("the message shows twenty problems and counts the rest", () => {
  const problem = { file: "accounts.csv", line: 2, message: "bad" };
  const { message } = new FleetFileError(
    "/fleet/fleet.yaml",
    Array.from({ length: 23 }, () => problem),
  );
  const lines = message.split("\n");
  expect(lines[0]).toBe("The fleet file /fleet/fleet.yaml is not valid:");
  expect(lines.filter((line) => line === "  accounts.csv:2: bad")).toHaveLength(20);
  expect(lines.at(-1)).toBe("  and 3 more");
});

describe("on disk", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "fleet-file-"));
    mkdirSync(join(folder, "program"));
    writeFileSync(join(folder, "program", "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
    writeFileSync(join(folder, "fleet.yaml"), "program: program\naccounts: accounts.csv\n");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("a fleet file and its CSV file are read", () => {
    writeFileSync(join(folder, "accounts.csv"), "\ufeffstack;customerId;accountId\r\nacme;111;222\r\n");
    const fleet = readFleet(join(folder, "fleet.yaml"));
    expect(fleet.program).toBe(join(folder, "program"));
    expect(fleet.accounts.map(({ stack }) => stack)).toEqual(["acme"]);
  });

  it("a file that is missing, a folder or in another encoding is refused by name", () => {
    expect(refusals(() => readFleet(join(folder, "none.yaml")))).toEqual([
      "none.yaml:1: the file does not exist",
    ]);
    expect(refusals(() => readFleet(folder))[0]).toContain("the file is a folder");
    writeFileSync(
      join(folder, "accounts.csv"),
      Buffer.from("stack,customerId,accountId\nm\xfcller,1,2", "latin1"),
    );
    expect(refusals(() => readFleet(join(folder, "fleet.yaml")))).toEqual([
      `fleet.yaml:2: accounts: the file ${join(folder, "accounts.csv")} is not in UTF-8. Save it as UTF-8 (in a spreadsheet: CSV UTF-8)`,
    ]);
  });
});
