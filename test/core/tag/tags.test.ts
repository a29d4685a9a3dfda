import { expect, test } from "vitest";
import { liveTag, useEmulator } from "../../support/e2eEmulator";
import { site } from "../../support/e2eGoals";
import { fieldsSent, upAndSettle } from "../../support/e2eSettled";
import { Stack, tag } from "../../support/e2eStack";

const emulator = useEmulator();

test("a field that leaves stays as it is, is told of, and is managed no longer", async () => {
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, { site: tag({ name: "Main site", description: "d", industry: "Retail" }) });
  const up = await upAndSettle(stack, { site });
  expect(up.said).toBe(
    "info: site: the program no longer sets description, industry, which keep their values",
  );
  expect(up.writes).toEqual([]);
  expect(liveTag(emulator.now, "Main site").fields).toMatchObject({ Description: "d", Industry: "Retail" });
  emulator.now.editTag(stack.entry("site").id, { Description: "theirs" });
  expect((await stack.preview({ site })).steps).toEqual(["same site"]);
});

test("a tag that is taken over as it is changes nothing, and says so", async () => {
  await new Stack(emulator.now).up({ site });
  const { id } = liveTag(emulator.now, "Main site");
  const stack = new Stack(emulator.now);
  expect((await stack.preview({ site })).said).toBe(
    `info: site: takes over UET tag ${id}, "Main site", as it is`,
  );
  expect((await upAndSettle(stack, { site })).writes).toEqual([]);
});

test("a tag that is taken by its id gets another name only after the preview has said so", async () => {
  await new Stack(emulator.now).up({ site: tag({ name: "Theirs", description: "d" }) });
  const { id } = liveTag(emulator.now, "Theirs");
  const stack = new Stack(emulator.now);
  const program = { site: tag({ name: "Ours", description: "e", adopt: id }) };
  expect((await stack.preview(program)).said).toBe(
    `info: site: takes over UET tag ${id}, "Theirs", and changes it: description is "d", wanted "e"; name is "Theirs", wanted "Ours"`,
  );
  await upAndSettle(stack, program);
  expect(liveTag(emulator.now, "Ours")).toMatchObject({ id, fields: { Description: "e" } });
});

test("a refresh says nothing of what ignoreChanges leaves to others, and the next run sends none of it", async () => {
  for (const ignoreChanges of [["description"], ["*"]]) {
    emulator.now.reset();
    const stack = new Stack(emulator.now);
    const program = { site: { ...tag({ name: "Main site", description: "d" }), ignoreChanges } };
    await stack.up(program);
    emulator.now.editTag(stack.entry("site").id, { Description: "theirs" });
    expect((await stack.refresh()).said).toBe("");
    const up = await stack.up(program);
    expect([up.said, fieldsSent(up)]).toEqual(["", []]);
    expect(liveTag(emulator.now, "Main site").fields.Description).toBe("theirs");
  }
});

test("a description that people took away is named by a refresh and put back by the next run", async () => {
  const stack = new Stack(emulator.now);
  const program = { site: tag({ name: "Main site", description: "d" }) };
  await stack.up(program);
  emulator.now.editTag(stack.entry("site").id, { Description: null });
  expect((await stack.refresh()).said).toMatch(/program: description is not set, wanted "d"$/);
  expect(stack.entry("site").inputs).not.toHaveProperty("description");
  await upAndSettle(stack, program);
  expect(liveTag(emulator.now, "Main site").fields.Description).toBe("d");
});

test("a name that another tag has is refused in preview: for a tag that is renamed, and for one that is taken by its id", async () => {
  await new Stack(emulator.now).up({ other: tag({ name: "Theirs" }) });
  const theirs = liveTag(emulator.now, "Theirs").id;
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, { site });
  const { id } = stack.entry("site");
  const words = `UET tag "Main site" (id ${id}) cannot take the name "Theirs": tag ${theirs} has it`;
  const renamed = await stack.preview({ site: tag({ name: "Theirs" }) });
  expect(renamed.failures.map(({ resource, property }) => [resource, property])).toEqual([["site", "name"]]);
  expect(renamed.said).toContain(words);
  const taken = await new Stack(emulator.now).preview({ site: tag({ name: "Theirs", adopt: id }) });
  expect([taken.ok, taken.said]).toEqual([false, expect.stringContaining(words)]);
});

test("a name equal but for case or blanks is named: for a new tag, a renamed one, and one that is taken by its id", async () => {
  await new Stack(emulator.now).up({ other: tag({ name: "Theirs" }), old: tag({ name: "Old" }) });
  const { id } = liveTag(emulator.now, "Theirs");
  const words = `UET tag ${id} has the name "Theirs", which differs only by case or blanks. The service may refuse`;
  const site = (name: string, adopt?: string) => ({
    site: tag({ name, ...(adopt === undefined ? {} : { adopt }) }),
  });
  const fresh = await new Stack(emulator.now).preview(site("THEIRS"));
  expect([fresh.ok, fresh.said]).toEqual([true, `warning: site: ${words} "THEIRS"`]);
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, site("Ours"));
  expect((await stack.preview(site("Theirs "))).said).toContain(`${words} "Theirs "`);
  expect((await stack.preview(site("OURS"))).said).toBe("");
  const byId = await new Stack(emulator.now).preview(site("theirs", liveTag(emulator.now, "Old").id));
  expect(byId.said).toContain(`${words} "theirs"`);
});
