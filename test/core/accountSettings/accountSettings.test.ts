import { describe, expect, test } from "vitest";
import { useEmulator } from "../../support/e2eEmulator";
import { allTypes, site, urlGoal } from "../../support/e2eGoals";
import { expectSettled, fieldsSent, upAndSettle, written } from "../../support/e2eSettled";
import { accountSettings, Stack } from "../../support/e2eStack";

const emulator = useEmulator();
const account = (id = "222") => {
  const found = emulator.now.store.account(id);
  if (found === undefined) throw new Error(`no account ${id}`);
  return found;
};

describe.each(["soap", "rest"])("the settings of an account over %s", (transport) => {
  const newStack = () => new Stack(emulator.now, { "msads:transport": transport });

  test("only what the program sets and what differs is sent, in one call", async () => {
    const stack = newStack();
    const program = {
      account: accountSettings({
        autoTagging: true,
        finalUrlSuffix: "utm_source=bing",
        trackingUrlTemplate: "",
      }),
    };
    const preview = await stack.preview(program);
    expect([preview.steps, preview.said, preview.writes]).toEqual([
      ["create account"],
      'info: account: changes account 222: finalUrlSuffix is not set, wanted "utm_source=bing"',
      [],
    ]);
    const up = await upAndSettle(stack, program);
    expect(written(up)).toEqual(["SetAccountProperties 1"]);
    expect(fieldsSent(up)).toEqual([["Name", "Value"]]);
    expect(account().properties).toEqual({ FinalUrlSuffix: "utm_source=bing" });
    expect(stack.entry("account").id).toBe("222");
  });

  test("a switch that has come to a third position is put right, and left alone where the program does not set it", async () => {
    let isOdd = false;
    const odd: typeof fetch = async (input, init) => {
      const answer = await fetch(input, init);
      if (!isOdd) return answer;
      const text = (await answer.text()).replace(
        /(MSCLKIDAutoTaggingEnabled\W+(?:Name\W+)?Value\W+)true/,
        "$1Auto",
      );
      return new Response(text, { status: answer.status, headers: answer.headers });
    };
    const stack = new Stack(emulator.now, { "msads:transport": transport }, {}, 10, { fetch: odd });
    const tagging = accountSettings({ autoTagging: true });
    await upAndSettle(stack, { account: tagging });
    isOdd = true;
    const preview = await stack.preview({ account: tagging });
    expect([preview.errors, preview.failures]).toEqual([[], []]);
    expect(preview.said).toContain('autoTagging is "Auto", wanted true');
    await stack.refresh();
    isOdd = false;
    const up = await stack.up({ account: tagging }, { refresh: true });
    expect([up.said, up.writes]).toEqual(["", []]);
    const others = accountSettings({ finalUrlSuffix: "a=b" });
    await stack.up({ account: others });
    isOdd = true;
    expect((await stack.up({ account: others }, { refresh: true })).writes).toEqual([]);
  });

  test("both switches and both texts change in one call", async () => {
    const stack = newStack();
    await upAndSettle(stack, { account: accountSettings({ autoTagging: true }) });
    const program = {
      account: accountSettings({
        autoTagging: false,
        includeViewThroughConversions: false,
        finalUrlSuffix: "a=b",
        trackingUrlTemplate: "https://t.example/?u={lpurl}",
      }),
    };
    expect(written(await upAndSettle(stack, program))).toEqual(["SetAccountProperties 4"]);
    expect(account()).toMatchObject({
      autoTagging: false,
      viewThrough: false,
      properties: { FinalUrlSuffix: "a=b", TrackingUrlTemplate: "https://t.example/?u={lpurl}" },
    });
  });
});

test("what people change is named and put back; what the program does not set is left alone", async () => {
  const stack = new Stack(emulator.now);
  const program = { account: accountSettings({ includeViewThroughConversions: true }) };
  await upAndSettle(stack, program);
  emulator.now.editAccount("222", { IncludeViewThroughConversions: false, FinalUrlSuffix: "theirs=1" });
  const up = await stack.up(program);
  expect([up.steps, up.said]).toEqual([
    ["update account"],
    "warning: account: the conversion settings of account 222 were changed outside this program: includeViewThroughConversions is false, wanted true",
  ]);
  expect(account()).toMatchObject({ viewThrough: true, properties: { FinalUrlSuffix: "theirs=1" } });
  await expectSettled(stack, program);
});

test("a text that people have set is replaced with consent only, in up as in preview", async () => {
  emulator.now.editAccount("222", { FinalUrlSuffix: "theirs=1" });
  const stack = new Stack(emulator.now);
  const settings = { finalUrlSuffix: "ours=1" };
  const refusal =
    'account: finalUrlSuffix the account has "theirs=1" already. To replace it, add adopt: true';
  expect((await stack.preview({ account: accountSettings(settings) })).said).toBe(refusal);
  expect((await stack.up({ account: accountSettings(settings) })).said).toBe(refusal);
  expect(account().properties).toEqual({ FinalUrlSuffix: "theirs=1" });
  await upAndSettle(stack, { account: accountSettings({ ...settings, adopt: true }) });
  expect(account().properties).toEqual({ FinalUrlSuffix: "ours=1" });
});

test("a text that goes for good is named in the preview of a new resource and of a change", async () => {
  emulator.now.editAccount("222", { FinalUrlSuffix: "theirs=1" });
  const stack = new Stack(emulator.now);
  const gone = { account: accountSettings({ finalUrlSuffix: "", adopt: true }) };
  expect((await stack.preview(gone)).said).toContain(
    'warning: account: removes finalUrlSuffix "theirs=1" from account 222: all of its ads lose it',
  );
  await stack.up({ account: accountSettings({ finalUrlSuffix: "ours=1", adopt: true }) });
  expect((await stack.preview(gone)).said).toContain('removes finalUrlSuffix "ours=1" from account 222');
  await upAndSettle(stack, gone);
  expect(account().properties ?? {}).toEqual({});
});

test("settings that leave stay as they are, with a notice, and so does the resource's delete", async () => {
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, { account: accountSettings({ autoTagging: true, finalUrlSuffix: "a=b" }) });
  const up = await upAndSettle(stack, { account: accountSettings({ autoTagging: true }) });
  expect([up.writes, up.said]).toEqual([
    [],
    "info: account: the program no longer sets finalUrlSuffix, which keeps its value",
  ]);
  const destroyed = await stack.destroy();
  expect([destroyed.writes, destroyed.said]).toEqual([
    [],
    "info: account: the conversion settings of account 222 stay as they are",
  ]);
  expect(account().properties).toEqual({ FinalUrlSuffix: "a=b" });
});

test.each(["goal first", "settings first"])(
  "auto-tagging off beside a goal that turns it on is refused: %s",
  async (order) => {
    const off = accountSettings({ autoTagging: false });
    const order1 = urlGoal("Order");
    const program = order === "goal first" ? { site, order: order1, off } : { site, off, order: order1 };
    const { said, writes } = await new Stack(emulator.now).preview(program);
    expect(said).toContain("cannot be false beside");
    expect(said).toContain("Remove autoTagging or set it to true");
    expect(writes).toEqual([]);
  },
);

test("a goal of another type, or of another account alone, is nothing to auto-tagging that is off", async () => {
  emulator.now.addCustomers({ id: "111", accounts: [{ id: "223" }] });
  const stack = new Stack(emulator.now);
  const program = {
    site,
    off: accountSettings({ autoTagging: false }),
    app: allTypes.install ?? site,
    elsewhere: urlGoal("There", { accountId: "223", scope: "Account" }),
  };
  await upAndSettle(stack, program);
  expect(account().autoTagging).toBe(false);
});

test("refused in preview: two resources on an account, an old API version, a feature that is off, nothing set", async () => {
  const of = (inputs: Readonly<Record<string, unknown>>) => accountSettings(inputs);
  const said = async (program: Readonly<Record<string, ReturnType<typeof of>>>, config = {}) =>
    (await new Stack(emulator.now).preview(program, { config })).said;
  expect(await said({ one: of({ autoTagging: true }), two: of({ finalUrlSuffix: "a=b" }) })).toBe(
    'two: accountId resource "one" manages the settings of account 222 already. Keep one of them',
  );
  expect(await said({ one: of({ autoTagging: true }) }, { "msads:apiVersion": "12" })).toContain(
    "AccountConversionSettings needs API version 13, but apiVersion is 12",
  );
  emulator.now.settings({ features: { viewThrough: false } });
  expect(await said({ one: of({ includeViewThroughConversions: true }) })).toContain(
    "one: includeViewThroughConversions Microsoft does not show this setting for customer 111: the feature is not turned on (6605)",
  );
  expect(await said({ one: of({}) })).toContain("set at least one of autoTagging");
  expect(await said({ one: of({ autoTagging: true, onDelete: "retain" }) })).toContain(
    "one: onDelete no such property",
  );
  expect(await said({ one: of({ autoTagging: true, adopt: "4711" }) })).toContain(
    'one: adopt got "4711"; allowed: true, false',
  );
});

test("ignoreChanges leaves a setting to others; readOnly and changeAtMost hold", async () => {
  const stack = new Stack(emulator.now);
  await stack.up({ account: accountSettings({ finalUrlSuffix: "a=b", autoTagging: true }) });
  const ignoring = {
    account: accountSettings({ finalUrlSuffix: "c=d", autoTagging: true }, ["finalUrlSuffix"]),
  };
  expect((await stack.up(ignoring)).writes).toEqual([]);
  const program = { account: accountSettings({ finalUrlSuffix: "c=d", autoTagging: true }) };
  const locked = await stack.up(program, { config: { "msads:readOnly": "true" } });
  expect(locked.said).toContain(
    'readOnly is set (msads:readOnly or MSADS_READ_ONLY): account "222" was not changed',
  );
  const limited = await stack.preview(program, { config: { "msads:changeAtMost": "0" } });
  expect(limited.said).toContain(
    "changeAtMost is 0, and this run would change 1: finalUrlSuffix in 1 account.",
  );
  expect(account().properties).toEqual({ FinalUrlSuffix: "a=b" });
});

test("a Set whose answer is lost is sent again; one that is refused fails with what the service said", async () => {
  const stack = new Stack(emulator.now);
  emulator.now.faults({ operation: "SetAccountProperties", kind: "drop", when: "after" });
  const up = await upAndSettle(stack, { account: accountSettings({ finalUrlSuffix: "a=b" }) });
  expect(up.writes.map(({ operation }) => operation)).toEqual([
    "SetAccountProperties",
    "SetAccountProperties",
  ]);
  const bad = await stack.up({ account: accountSettings({ finalUrlSuffix: "{ignore}" }) });
  expect(bad.said).toMatch(/4627 FinalUrlSuffixInvalidParameters, TrackingId .*Remove \{ignore\}/s);
  expect(account().properties).toEqual({ FinalUrlSuffix: "a=b" });
});

describe.each(["dynamic", "native"] as const)("in the %s host", (host) => {
  const newStack = () => {
    const stack = new Stack(emulator.now);
    stack.host = host;
    return stack;
  };

  test("a resource that there is already, too, replaces a text that it has not set so far with consent only", async () => {
    const stack = newStack();
    await upAndSettle(stack, { account: accountSettings({ autoTagging: true }) });
    emulator.now.editAccount("222", { FinalUrlSuffix: "theirs=1" });
    const of = (more: object) => ({ account: accountSettings({ autoTagging: true, ...more }) });
    const refusal = 'the account has "theirs=1" already. To replace it, add adopt: true';
    for (const finalUrlSuffix of ["ours=1", ""]) {
      expect((await stack.preview(of({ finalUrlSuffix }))).said).toContain(refusal);
      expect((await stack.up(of({ finalUrlSuffix }))).writes).toEqual([]);
    }
    expect(account().properties).toEqual({ FinalUrlSuffix: "theirs=1" });
    await upAndSettle(stack, of({ finalUrlSuffix: "ours=1", adopt: true }));
    // From now on it is the program's, and what people change is put back.
    emulator.now.editAccount("222", { FinalUrlSuffix: "theirs=2" });
    await upAndSettle(stack, of({ finalUrlSuffix: "ours=1" }));
    expect(account().properties).toEqual({ FinalUrlSuffix: "ours=1" });
  });

  test("auto-tagging that people turned off and ignoreChanges leaves to them stops no goal", async () => {
    const stack = newStack();
    const program = {
      site,
      order: urlGoal("Order"),
      account: accountSettings({ autoTagging: true }, ["autoTagging"]),
    };
    await upAndSettle(stack, program);
    emulator.now.editAccount("222", { MSCLKIDAutoTaggingEnabled: false });
    for (let run = 0; run < 2; run++) {
      const up = await stack.up(program, { refresh: true });
      expect([up.ok, up.writes], up.said).toEqual([true, []]);
    }
    expect(account().autoTagging).toBe(false);
  });

  test.each(["goal first", "settings first"])(
    "auto-tagging that was off before a goal came is refused beside it: %s",
    async (order) => {
      const stack = newStack();
      const off = accountSettings({ autoTagging: false });
      await upAndSettle(stack, { off });
      const goal = urlGoal("Order");
      const { said, writes } = await stack.preview(
        order === "goal first" ? { site, order: goal, off } : { site, off, order: goal },
      );
      expect(said).toContain("cannot be false beside");
      expect(writes).toEqual([]);
    },
  );
});
