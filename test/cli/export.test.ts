import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { systemClock } from "../../provider/account/clock";
import { matchesGlob } from "../../provider/cli/export/filter";
import { textLiteral } from "../../provider/cli/export/literal";
import { newNamer } from "../../provider/cli/export/names";
import { planExport } from "../../provider/cli/export/planExport";
import { renderProgram } from "../../provider/cli/export/renderProgram";
import { inWords, runExport } from "../../provider/cli/export/runExport";
import type { LiveGoal } from "../../provider/goals/goal";
import { liveGoal, liveTag, useEmulator } from "../support/e2eEmulator";
import { allTypes, eventGoal, offlineGoal, site, urlGoal } from "../support/e2eGoals";
import { output, type Program, Stack, tag } from "../support/e2eStack";
import { exported, programOf } from "./exportProgram";

const emulator = useEmulator();

async function made(program: Program, config = {}): Promise<void> {
  expect((await new Stack(emulator.now, config).up(program)).errors).toEqual([]);
}
const blog = tag({ name: "Blog", description: 'Our "blog"', industry: "Retail" });
const ofBlog = { tagId: output("blog", "id") };

/** The text of one resource, from its name to its end. */
function blockOf(text: string, resource: string): string {
  const found = new RegExp(`^.*\\("${resource}", \\{\\n(?:  .*\\n)*\\}\\);`, "m").exec(text)?.[0];
  if (found === undefined) throw new Error(`no ${resource} in ${text}`);
  return found;
}

describe("the program", () => {
  test("shows what is not as it would be anyway: tag by its constant, adopt last", async () => {
    const revenue = { type: "FixedValue", value: "25.50", currencyCode: "EUR" };
    const order = urlGoal("Order placed", { revenue, countType: "Unique", scope: "Account", ...ofBlog });
    await made({ site, blog, order });
    const { text } = await exported(emulator.now);
    expect(blockOf(text, "order-placed")).toBe(`new msads.UrlGoal("order-placed", {
  name: "Order placed",
  tagId: blog.id,
  goalCategory: "Purchase",
  urlExpression: "/thanks",
  urlOperator: "Contains",
  revenue: { type: "FixedValue", value: 25.5, currencyCode: "EUR" },
  countType: "Unique",
  scope: "Account",
  adopt: "${liveGoal(emulator.now, "Order placed").id}",
});`);
    expect(blockOf(text, "blog")).toBe(`const blog = new msads.UetTag("blog", {
  name: "Blog",
  description: "Our \\"blog\\"",
  industry: "Retail",
  adopt: "${liveTag(emulator.now, "Blog").id}",
});`);
  });

  test("groups goals by tag, and lists those without one at the end", async () => {
    await made({ site, blog, a: urlGoal("A", ofBlog), b: offlineGoal("B"), c: urlGoal("C") });
    const { text } = await exported(emulator.now);
    const order = [
      'UET tag "Main site": 1 goal',
      '"C"',
      'UET tag "Blog": 1 goal',
      '"A"',
      "Without a UET tag: 1 goal",
      '"B"',
    ];
    const places = order.map((words) => text.indexOf(words));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual([...places].sort((one, other) => one - other));
  });

  test("every type has its own class, or its type in the library", async () => {
    await made({ site, ...allTypes });
    const kinds = [...(await exported(emulator.now)).text.matchAll(/new msads\.(\w+)Goal\(/g)].map(
      ([, kind]) => kind,
    );
    expect(kinds.sort()).toEqual(
      Object.values(allTypes)
        .map(({ inputs }) => inputs.type)
        .sort(),
    );
    const library = programOf((await exported(emulator.now, { library: true })).text);
    const goals = library.goals?.inputs.goals as Record<string, { type: string }>;
    expect(
      Object.values(goals)
        .map(({ type }) => type)
        .sort(),
    ).toEqual(kinds);
  });

  test("digits that a number would lose stay", async () => {
    await made({ site, sign: eventGoal("Sign", { value: "9007199254740993.5", valueOperator: "Equals" }) });
    expect(blockOf((await exported(emulator.now)).text, "sign")).toContain('value: "9007199254740993.5",');
  });

  test("what the program cannot say is a comment with its reason, and code to mend where there is some", async () => {
    await made({
      site,
      auto: eventGoal("Auto"),
      old: urlGoal("Old"),
      worth: urlGoal("Worth"),
      fine: urlGoal("Fine"),
    });
    const idOf = (name: string) => liveGoal(emulator.now, name).id;
    emulator.now.editGoal(idOf("Auto"), { IsAutoGoal: true });
    emulator.now.editGoal(idOf("Old"), { GoalCategory: "None" });
    emulator.now.editGoal(idOf("Worth"), { Revenue: { Type: "FixedValue", Value: "5" } });
    const smart = emulator.now.addOtherGoal({ type: "Smart", name: "By\u2028itself */" }).id;
    const { text, summary } = await exported(emulator.now);
    expect(text).toContain(
      `// - Smart goal ${smart}, "By\\u2028itself */": the API accepts no goals of this type`,
    );
    expect(summary.leftOut).toMatchObject([
      { id: idOf("Auto"), type: "Event", why: expect.stringContaining("auto goal") },
      { id: idOf("Old"), type: "Url", why: expect.stringContaining('goalCategory got "None"') },
      { id: smart, type: "Smart" },
    ]);
    expect(Object.keys(programOf(text)).sort()).toEqual(["fine", "main-site", "worth"]);
    expect(text).toContain(`// - Event goal ${idOf("Auto")}, "Auto": Microsoft decides what an auto goal`);
    expect(text).toContain('// new msads.UrlGoal("old", {');
    expect(blockOf(text, "worth")).toMatch(
      /\/\/ revenue is \{"type":"FixedValue","value":5\} and stays unchanged:/,
    );
    expect(Math.max(...text.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(110);
  });

  test("a tag that is not exported is named by its id", async () => {
    await made({ site, blog, a: urlGoal("A", ofBlog), b: urlGoal("B") });
    const { text } = await exported(emulator.now, { exclude: ["blo*"] });
    const { id } = liveTag(emulator.now, "Blog");
    expect(blockOf(text, "a")).toContain(`tagId: "${id}",`);
    expect(text).toContain(`// UET tag ${id}, which is not declared here: 1 goal`);
    expect(text).not.toContain('"Blog"');
  });

  test("prefix and suffix of the stack stay out of names; what lacks them is left out", async () => {
    const around = { MSADS_NAME_PREFIX: "dev ", MSADS_NAME_SUFFIX: " (x)" };
    await made({ site, order: urlGoal("Order") }, { "msads:namePrefix": "dev ", "msads:nameSuffix": " (x)" });
    await made({ other: offlineGoal("Other") });
    const { text, files, summary } = await exported(emulator.now, {}, around);
    expect(blockOf(text, "order")).toContain('name: "Order",');
    expect(summary.leftOut).toMatchObject([{ name: "Other", why: expect.stringContaining('"dev "') }]);
    expect(files["Pulumi.yaml"]).toContain('msads:namePrefix: "dev "');
    const up = await new Stack(emulator.now, {}, around).up(programOf(text));
    expect([up.errors, up.writes]).toEqual([[], []]);
  });

  test("goals that a library cannot list together stand beside it", () => {
    const live = (id: string, name: string): LiveGoal => ({
      id,
      name,
      type: "OfflineConversion",
      fields: { name, status: "Active", scope: "Account", goalCategory: "Purchase" },
    });
    const goals = [live("1", "Deal"), live("2", "DEAL"), live("3", "__proto__"), live("4", "Deal")];
    const naming = { customerId: "111", apiVersion: 13, namePrefix: "", nameSuffix: "" } as const;
    const plan = planExport(goals, [], { include: [], exclude: [], status: "all" }, naming);
    const program = programOf(renderProgram(plan, "library", "An account"));
    expect(Object.keys(program.goals?.inputs.goals as object)).toEqual(["Deal"]);
    expect(Object.keys(program).sort()).toEqual(["deal-2", "goals", "proto"]);
    expect(plan.leftOut).toMatchObject([{ id: "4", why: "another goal has the same name" }]);
  });
});

test("include, exclude and status choose goals, and with them the tags that they need", async () => {
  const paused = urlGoal("Shop b", { status: "Paused" });
  await made({ site, blog, a: urlGoal("Shop a", ofBlog), paused, c: urlGoal("Other") });
  const named = async (filter: object) => {
    const { text, summary } = await exported(emulator.now, filter);
    return [Object.keys(programOf(text)).sort(), summary.filtered];
  };
  expect(await named({ include: ["shop*"] })).toEqual([["blog", "main-site", "shop-a", "shop-b"], 1]);
  expect(await named({ include: ["shop*"], exclude: ["* b"] })).toEqual([["blog", "shop-a"], 2]);
  expect(await named({ status: "Paused" })).toEqual([["blog", "main-site", "shop-b"], 2]);
  expect(await named({ status: "Active", include: ["Shop ?"] })).toEqual([["blog", "shop-a"], 2]);
});

describe("files", () => {
  const cwd = mkdtempSync(join(tmpdir(), "msads-files-"));
  const run = (out: string, force = false) => {
    const environment = {
      MSADS_ENVIRONMENT: "emulator",
      MSADS_ENDPOINT: emulator.now.url,
      MSADS_ACCESS_TOKEN: "emulator-access-token",
      MSADS_DEVELOPER_TOKEN: "sentinel",
    };
    const filter = { include: [], exclude: [], status: "all" } as const;
    const said: string[] = [];
    return runExport(
      { ...filter, out, library: false, force, settings: false, campaigns: [] },
      { environment, clock: systemClock, notify: () => {}, cwd, progress: (line) => said.push(line) },
    ).then((summary) => ({ summary, said }));
  };

  test("are never overwritten unasked: nothing is read and nothing touched", async () => {
    mkdirSync(join(cwd, "mine"));
    writeFileSync(join(cwd, "mine", "index.ts"), "// mine");
    await expect(run("mine")).rejects.toThrow(/has index\.ts already: .*--out.*--force/);
    expect(emulator.now.calls()).toEqual([]);
    expect(existsSync(join(cwd, "mine", "Pulumi.yaml"))).toBe(false);
    expect(readFileSync(join(cwd, "mine", "index.ts"), "utf8")).toBe("// mine");
    await run("mine", true);
    expect(readFileSync(join(cwd, "mine", "index.ts"), "utf8")).toContain("import * as msads");
  });

  test("hold ids and no secret; progress and summary say what was done", async () => {
    await made({ site, order: urlGoal("Order") });
    const { summary, said } = await run("deep/new");
    const folder = join(cwd, "deep", "new");
    const texts = summary.files.map((name) => readFileSync(join(folder, name), "utf8"));
    expect(summary.files).toEqual(["index.ts", "Pulumi.yaml", "package.json", "tsconfig.json"]);
    expect(texts.join("")).not.toMatch(/sentinel|emulator-access-token/);
    expect(texts[1]).toContain('msads:accountId: "222"');
    expect(said).toEqual([
      "reading account 222 of customer 111",
      "1 UET tag and 1 conversion goal read",
      "4 files written",
    ]);
    expect(inWords(summary, cwd)).toMatch(
      /^deep\/new: 1 UET tag and 1 goal\n(?:.|\n)*cd deep\/new\n(?:.|\n)*pulumi up/,
    );
    rmSync(cwd, { recursive: true });
  });
});

test("what the settings lack is named", async () => {
  const environment = {
    MSADS_ENVIRONMENT: "production",
    MSADS_ACCESS_TOKEN: "t",
    MSADS_DEVELOPER_TOKEN: "d",
    MSADS_ENDPOINT: undefined,
  };
  await expect(exported(emulator.now, {}, environment)).rejects.toThrow(
    /customerId is missing: .*MSADS_CUSTOMER_ID(.|\n)*accountId is missing: .*MSADS_ACCOUNT_ID/,
  );
});

/** Whether TypeScript reads a text as one name. */
function isName(text: string): boolean {
  const scanner = ts.createScanner(ts.ScriptTarget.ES2022, false, ts.LanguageVariant.Standard, text);
  return scanner.scan() === ts.SyntaxKind.Identifier && scanner.getTokenText() === text;
}

describe("for any text", () => {
  const text = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }));

  test("a literal is that text, on one line, with nothing hidden", () => {
    fc.assert(
      fc.property(text, (value) => {
        const written = textLiteral(value);
        expect(new Function(`return ${written}`)()).toBe(value);
        expect(written).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
      }),
    );
  });

  test("constants are names that TypeScript takes, resources have names, and no two are the same", () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 8 }), (names) => {
        const namer = newNamer();
        const variables = names.map((name, index) => namer.variable(name, "tag", String(index)));
        const resources = names.map((name, index) => namer.resource(name, "tag", String(index)));
        for (const variable of variables) expect(isName(variable), variable).toBe(true);
        expect(new Set(variables).size).toBe(names.length);
        expect(new Set(resources).size).toBe(names.length);
        expect(resources).not.toContain("");
      }),
    );
  });

  test("every letter of the first plane makes a name that TypeScript takes", () => {
    const units = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit));
    const refused = units.filter((unit) => {
      const namer = newNamer();
      return !isName(namer.variable(`${unit}a${unit}`, "tag", "1"));
    });
    expect(refused).toEqual([]);
  });

  test("a pattern made of the text itself matches it alone; a star matches all", () => {
    fc.assert(
      fc.property(text, text, (name, other) => {
        fc.pre(
          !/[*?]/.test(name) &&
            name.toLowerCase() !== other.toLowerCase() &&
            name.toUpperCase() !== other.toUpperCase(),
        );
        expect([matchesGlob(name, name), matchesGlob(other, name), matchesGlob(other, "*")]).toEqual([
          true,
          false,
          true,
        ]);
      }),
    );
  });
});

test.each([
  ["Main site", "mainSite", "main-site"],
  ["Überraschung für Łódź", "uberraschungFurLodz", "uberraschung-fur-lodz"],
  ["名前 テスト", "名前テスト", "名前-テスト"],
  ["123 go", "tag123Go", "123-go"],
  ["new", "newTag", "new"],
  ["🎉", "tag7", "tag-7"],
  ["👨‍👩‍👧", "tag7", "tag-7"],
  ["購入・完了", "購入完了", "購入-完了"],
  ["require", "requireTag", "require"],
])("%s becomes %s and %s", (name, variable, resource) => {
  const namer = newNamer();
  expect([namer.variable(name, "tag", "7"), namer.resource(name, "tag", "7")]).toEqual([variable, resource]);
});
