import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { howToSet, lookupIn, type Settings, settingsOf } from "../../provider/config/settings";

const SECRETS = ["developerToken", "accessToken", "refreshToken", "clientSecret"];
const least = { developerToken: "dev-token-1", accessToken: "access-token-1" };

/** Settings of a stack's config, without the `msads:`, and of an environment. */
function settings(config: Record<string, string> = {}, environment: Record<string, string> = {}): Settings {
  const lookup = lookupIn((key) => config[key.replace(/^msads:/, "")], environment);
  return settingsOf(lookup, "/nowhere/credentials.json");
}

/** The words of the error, or nothing when there is none. */
function complaint(config: Record<string, string>, environment: Record<string, string> = {}): string {
  try {
    settings(config, environment);
    return "";
  } catch (error) {
    return (error as Error).message;
  }
}

describe("what is missing", () => {
  it("comes in one error, each with how to set it, secrets as secrets", () => {
    const message = complaint({});
    for (const [name, variable] of [
      ["developerToken", "MSADS_DEVELOPER_TOKEN"],
      ["accessToken", "MSADS_ACCESS_TOKEN"],
    ] as const) {
      expect(message).toContain(`pulumi config set --secret msads:${name}`);
      expect(message).toContain(variable);
    }
    for (const name of ["customerId", "accountId"])
      expect(message).toContain(`${name} is missing: pulumi config set msads:${name}`);
    expect(message.split("\n").filter((line) => line.startsWith("  - "))).toHaveLength(4);
  });

  it("of ids alone is a matter of the resource, which may have its own", () => {
    expect(complaint({ developerToken: "d", accessToken: "a" })).toBe("");
  });

  it("and what is wrong come in the same error", () => {
    const message = complaint({
      environment: "prod",
      apiVersion: "11",
      onDelete: "drop",
      readOnly: "yes",
      adopt: "true",
      identityProvider: "apple",
      maxWait: "soon",
      customerId: "C-1",
      accountId: "F123",
    });
    for (const name of [
      "environment",
      "apiVersion",
      "onDelete",
      "readOnly",
      "adopt",
      "identityProvider",
      "maxWait",
      "customerId",
      "accountId",
      "developerToken",
      "accessToken",
    ])
      expect(message).toMatch(new RegExp(`- ${name} is`));
    expect(message).toContain('environment is "prod"; allowed: production, sandbox, emulator');
  });

  it("blank counts as missing", () => {
    expect(complaint({ developerToken: "  ", accessToken: "" })).toMatch(/developerToken.*\n.*accessToken/);
  });
});

describe("where values come from", () => {
  it("config goes before the environment, which fills what config leaves out", () => {
    const found = settings(
      { ...least, accountId: "1", onDelete: "retain", readOnly: "true" },
      { MSADS_ACCOUNT_ID: "2", MSADS_CUSTOMER_ID: "3", MSADS_ON_DELETE: "pause", MSADS_NAME_PREFIX: "dev-" },
    );
    expect(found).toMatchObject({
      accountId: "1",
      customerId: "3",
      onDelete: "retain",
      readOnly: true,
      namePrefix: "dev-",
      developerToken: "dev-token-1",
    });
  });

  it.each([
    [{ readOnly: "false" }, { MSADS_READ_ONLY: "true" }, true],
    [{ readOnly: "true" }, { MSADS_READ_ONLY: "false" }, true],
    [{}, { MSADS_READ_ONLY: "true" }, true],
    [{ readOnly: "false" }, { MSADS_READ_ONLY: "false" }, false],
    [{}, {}, false],
  ])(
    "readOnly of config %o and environment %o is %s: a true from either side wins",
    (config, environment, readOnly) => {
      const { readOnly: _, ...others } = config as Record<string, string>;
      expect(
        settings({ ...least, ...others, ...config }, environment as Record<string, string>).readOnly,
      ).toBe(readOnly);
    },
  );

  it("a readOnly that is neither is refused on either side", () => {
    expect(complaint({ ...least, readOnly: "false" }, { MSADS_READ_ONLY: "yes" })).toContain(
      'readOnly is "yes"',
    );
    expect(complaint({ ...least, readOnly: "1" }, { MSADS_READ_ONLY: "false" })).toContain('readOnly is "1"');
  });

  it("an object or array in the config is no text: names would hold its JSON for good", () => {
    for (const name of ["namePrefix", "nameSuffix", "auditLog"])
      for (const given of ['{"dev":"x"}', '["dev"]', "{}"])
        expect(complaint({ ...least, [name]: given })).toContain(`${name} is an object or array, ${given}`);
    for (const namePrefix of ["[dev] ", "{dev}", "[1]", '"dev"'])
      expect(settings({ ...least, namePrefix }).namePrefix).toBe(namePrefix);
  });

  it("changeAtMost of the environment is that of this run and goes before config", () => {
    expect(settings(least).changeAtMost).toBeUndefined();
    expect(settings({ ...least, changeAtMost: "10" }).changeAtMost).toBe(10);
    expect(settings({ ...least, changeAtMost: "10" }, { MSADS_CHANGE_AT_MOST: "0" }).changeAtMost).toBe(0);
    for (const changeAtMost of ["-1", "1.5", "many", "1e3"])
      expect(complaint({ ...least, changeAtMost })).toContain("allowed: a whole number from 0");
  });

  it("names in the environment are in capitals and underscores", () => {
    expect(howToSet("accountId")).toContain("MSADS_ACCOUNT_ID");
    expect(howToSet("accountId")).not.toContain("--secret");
    const environment = { MSADS_DEVELOPER_TOKEN: "d", MSADS_ACCESS_TOKEN: "a", MSADS_API_VERSION: "13" };
    expect(settings({}, environment)).toMatchObject({
      developerToken: "d",
      signIn: { by: "accessToken", accessToken: "a" },
      apiVersion: 13,
    });
  });

  it("the emulator needs nothing else", () => {
    expect(settings({ environment: "emulator" })).toMatchObject({ customerId: "111", accountId: "222" });
    expect(settings({ environment: "emulator", accountId: "333" }).accountId).toBe("333");
    expect(settings({ environment: "emulator", apiVersion: "12" }).apiVersion).toBe(12);
  });

  it("defaults are those of the documentation", () => {
    expect(settings(least)).toMatchObject({
      environment: "production",
      apiVersion: 13,
      onDelete: "pause",
      readOnly: false,
      adoptEqual: false,
      namePrefix: "",
      maxWaitMs: 600_000,
    });
  });

  it.each([
    ["90s", 90_000],
    ["90", 90_000],
    ["10m", 600_000],
    ["0s", 0],
  ])("maxWait %s is %i ms", (maxWait, expected) => {
    expect(settings({ ...least, maxWait }).maxWaitMs).toBe(expected);
  });
});

describe("contradictions", () => {
  it.each<[Record<string, string>, RegExp]>([
    [{ apiVersion: "12" }, /apiVersion 12 is retired/],
    [{ endpoint: "http://ads.example.com" }, /http would expose the tokens/],
    [{ endpoint: "http://127.0.0.1.example.com" }, /http would expose the tokens/],
    [{ endpoint: "not a url" }, /endpoint is/],
    [{ endpoint: "file:///etc" }, /endpoint is/],
    [{ endpoint: "https://user:pw@ads.example.com" }, /user name or password/],
  ])("%o", (config, words) => {
    expect(complaint({ ...least, ...config })).toMatch(words);
  });

  it.each(["https://ads.example.com", "http://127.0.0.1:8462", "http://localhost:1", "http://[::1]:1"])(
    "%s is a good endpoint, for v12 too",
    (endpoint) => {
      expect(complaint({ ...least, endpoint, apiVersion: "12" })).toBe("");
    },
  );
});

describe("secrets", () => {
  it("stand in no message, whatever else is wrong", () => {
    const name = fc.constantFrom(
      "environment",
      "apiVersion",
      "maxWait",
      "customerId",
      "endpoint",
      "transport",
    );
    const text = fc.stringMatching(/^[a-z]{0,12}$/);
    const some = fc.subarray(SECRETS);
    fc.assert(
      fc.property(fc.dictionary(name, text), some, fc.boolean(), (wrong, set, inConfig) => {
        const secrets = Object.fromEntries(set.map((each) => [each, `s3cret-${each}`]));
        const environment = Object.fromEntries(
          set.map((each) => [howToSet(each).split(" set ").at(-1) ?? "", `s3cret-${each}`]),
        );
        const message = inConfig
          ? complaint({ ...wrong, ...secrets, maxWait: "x" })
          : complaint({ ...wrong, maxWait: "x" }, environment);
        expect(message).not.toBe("");
        expect(message).not.toContain("s3cret");
      }),
    );
  });
});
