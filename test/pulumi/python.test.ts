import { expect, test } from "vitest";
import { liveGoal, statuses } from "../support/e2eEmulator";
import { exampleShells, told } from "../support/exampleShell";
import { found } from "../support/found";
import { nativeBench } from "../support/nativeProject";

const lab = nativeBench();
const shell = exampleShells(lab);

/** The CLI's own generator; where there is no host of Python, `gen-sdk` cannot start it. */
const GENERATE = "pulumi-gensdk node_modules/pulumi-msads/plugin/schema.json python sdk/python";
const RUN = ".venv/bin/python main.py";
const cannot = found("python3") === undefined || found("pulumi-gensdk") === undefined;

/** What a run sent that changes the account, and the fields of it. */
function written(before: number): readonly unknown[] {
  const calls = lab.emulator.calls().slice(before);
  const writes = calls.filter(({ operation }) => !operation?.startsWith("Get"));
  return writes.map(({ operation, sent }) => [operation, sent.map(({ fields }) => fields)]);
}

test.skipIf(cannot)(
  "a Python program in the Automation API, with the SDK made from the schema: as its page says, an edit and drift are one field, and a mistake sends nothing",
  async () => {
    const run = shell("python");
    expect(told("python", "pulumi package gen-sdk")).toMatch(/plugin\/schema\.json --language python$/);
    await run(GENERATE);
    await run(told("python", "python3 -m venv"));
    expect(told("python", RUN)).toBe(RUN);

    const up = await run(RUN);
    expect(up).toMatch(/create order\n/);
    expect(up).toMatch(/Order placed +Active +25 EUR/);
    expect(up).toContain("<script>");
    expect(statuses(lab.emulator)).toEqual({ "Order placed": "Active", "Big basket": "Active" });
    expect(liveGoal(lab.emulator, "Big basket").fields).toMatchObject({
      ActionOperator: "Equals",
      ActionExpression: "basket",
      ValueOperator: "GreaterThan",
      Value: "100",
    });

    await run(told("python", "sed"));
    const beforePreview = lab.emulator.calls().length;
    expect(await run(`${RUN} preview`)).toMatch(/update order revenue\.value/);
    expect(written(beforePreview)).toEqual([]);
    expect(await run(RUN)).toMatch(/Order placed +Active +30 EUR/);
    expect(written(beforePreview)).toEqual([
      ["UpdateConversionGoals", [["Id", "Revenue.CurrencyCode", "Revenue.Type", "Revenue.Value"]]],
    ]);

    const order = liveGoal(lab.emulator, "Order placed");
    lab.emulator.editGoal(order.id, { Revenue: { Type: "FixedValue", Value: "99", CurrencyCode: "EUR" } });
    expect(await run(RUN)).toMatch(/warning: .*revenue\.value is 99, wanted 30/);
    expect(liveGoal(lab.emulator, "Order placed").fields.Revenue).toMatchObject({ Value: "30" });

    const before = lab.emulator.calls().length;
    const mistake = await run(
      `sed -i.old 's/^ORDER_VALUE = .*/ORDER_VALUE = "dear"/' goals.py && ${RUN}`,
      true,
    );
    expect(mistake).toContain('revenue.value: got "dear"; allowed: a decimal from 0 to 9999999');
    expect(mistake).not.toContain("Traceback");
    expect(written(before)).toEqual([]);

    await run(`sed -i.old "s/^ORDER_VALUE = .*/ORDER_VALUE = 30/" goals.py`);
    expect(await run(told("python", ".venv/bin/python -m unittest"))).toMatch(/^OK$/m);

    await run(`${RUN} destroy`);
    expect(Object.values(statuses(lab.emulator))).toEqual(["Paused", "Paused"]);
  },
  240_000,
);
