import { describe, expect, it } from "vitest";
import { SETTING_NAMES } from "../../provider/config/settingNames";
import { stackConfigDoubts, stackConfigProblems } from "../../provider/config/stackConfig";

const known = Object.fromEntries(SETTING_NAMES.map((name) => [`msads:${name}`, "x"]));
const SECRET = ["developerToken", "accessToken", "refreshToken", "clientSecret"].map(
  (name) => `msads:${name}`,
);

function problems(
  values: Record<string, string>,
  encrypted: readonly string[] | undefined = [],
  project = "shop",
) {
  return stackConfigProblems({ values, encrypted, project });
}

describe("a key that means nothing", () => {
  it.each([
    ["onDelet", "onDelete"],
    ["readonly", "readOnly"],
    ["ReadOnly", "readOnly"],
    ["enviroment", "environment"],
    ["account_id", "accountId"],
    ["refreshTokn", "refreshToken"],
  ])("msads:%s is refused with the one that is meant, %s", (name, meant) => {
    expect(problems({ [`msads:${name}`]: "x" })).toEqual([
      `msads:${name} is not a setting. Did you mean msads:${meant}? Then set that one, and remove this one: pulumi config rm msads:${name}, or delete its line in Pulumi.yaml`,
    ]);
  });

  it("comes with all that there are where none is near", () => {
    expect(problems({ "msads:colour": "red" })[0]).toContain(
      "msads:colour is not a setting. The settings are environment, endpoint,",
    );
  });

  it("is one of as many problems as there are", () => {
    expect(
      problems({ "msads:onDelet": "retain", "msads:readonly": "true", "msads:token": "x" }),
    ).toHaveLength(3);
  });

  it("is none of another package's, of the project's own, or of ours", () => {
    const others = {
      "msadsx:onDelet": "a",
      "shop:readonly": "b",
      "aws:region": "c",
      "pulumi:disable-default-providers": "d",
    };
    expect(problems({ ...known, ...others }, SECRET)).toEqual([]);
  });

  it.each([
    ["pulumi-msads:readOnly", " Set msads:readOnly instead."],
    ["pulumi-msads:readonly", " Set msads:readOnly instead."],
    ["pulumi-msads:colour", ""],
    ["MSADS:changeAtMost", " Set msads:changeAtMost instead."],
    ["msad:namePrefix", " Set msads:namePrefix instead."],
  ])("under another name than msads is read by nobody, and refused: %s", (key, instead) => {
    expect(problems({ [key]: "x" })).toEqual([
      `${key} is not a setting: those of pulumi-msads begin with msads:.${instead} Remove this one: pulumi config rm ${key}, or delete its line in Pulumi.yaml`,
    ]);
    expect(problems({ [key]: "x" }, [], key.slice(0, key.indexOf(":")))).toEqual([]);
  });

  it("may be the project's own where that is named msads: then it is doubted", () => {
    const values = { "msads:readonly": "true", "msads:colour": "red", "msads:onDelete": "retain" };
    expect(problems(values, [], "msads")).toEqual([]);
    expect(stackConfigDoubts({ values, encrypted: [], project: "msads" })).toEqual([
      "msads:readonly is not a setting of pulumi-msads; did you mean msads:readOnly?",
    ]);
    expect(stackConfigDoubts({ values, encrypted: [], project: "shop" })).toEqual([]);
  });
});

describe("a secret", () => {
  it("in clear is refused, without its value and with what to do", () => {
    const [problem, ...others] = problems({ "msads:accessToken": "s3cret-7", "msads:customerId": "111" });
    expect(others).toEqual([]);
    expect(problem).toContain("msads:accessToken is a secret in clear text");
    expect(problem).toContain("`msads login` or MSADS_ACCESS_TOKEN in the environment");
    expect(problem).toContain("pulumi config set --secret msads:accessToken");
    expect(problem).not.toContain("s3cret-7");
  });

  it.each(SECRET)("%s passes when it came encrypted, and when it is blank", (key) => {
    expect(problems({ [key]: "x" })).toHaveLength(1);
    expect(problems({ [key]: "x" }, [key])).toEqual([]);
    expect(problems({ [key]: " " })).toEqual([]);
  });

  it("passes where nobody knows whether it was encrypted", () => {
    expect(
      stackConfigProblems({ values: { "msads:accessToken": "x" }, encrypted: undefined, project: "shop" }),
    ).toEqual([]);
  });
});
