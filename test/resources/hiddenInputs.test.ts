import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { hiddenInput, marksOf } from "../../provider/resources/hiddenInputs";

interface Hidden {
  readonly name: string;
  readonly parent?: unknown;
  readonly ignored?: readonly string[];
  readonly secret?: Promise<readonly string[]>;
}
const hidden = (args: object, opts: pulumi.CustomResourceOptions = {}): Hidden =>
  ({ ...hiddenInput("goal", "order", opts), ...marksOf({ args, opts }) }) as unknown as Hidden;
const secret = (args: object, opts?: pulumi.CustomResourceOptions) => hidden(args, opts).secret;

const component = (urn: pulumi.Output<string>) => ({ urn }) as unknown as pulumi.Resource;

test("the resource's name and what it ignores travel hidden", () => {
  expect(hidden({ name: "Order" }, { ignoreChanges: ["status", "revenue.value"] })).toEqual({
    name: "order",
    parent: undefined,
    ignored: ["status", "revenue.value"],
    secret: undefined,
    fresh: true,
  });
});

test("a parent travels as a plain promise of its URN, which makes no dependency", async () => {
  const { parent } = hidden({}, { parent: component(pulumi.output("urn:shop")) });
  expect(pulumi.Output.isInstance(parent)).toBe(false);
  expect(await parent).toBe("urn:shop");
});

test("a parent that failed leaves the telling to itself", async () => {
  const urn = { promise: () => Promise.reject(new Error("refused")) } as unknown as pulumi.Output<string>;
  expect(await hidden({}, { parent: component(urn) }).parent).toBe(undefined);
});

test("the paths of secret values, wherever they stand", async () => {
  const args = {
    name: pulumi.output("Order"),
    tagId: pulumi.secret("4711"),
    revenue: { type: "FixedValue", value: pulumi.secret(4242.5) },
    goals: { "Order placed": Promise.resolve({ urlExpression: pulumi.secret("/thanks") }), Deal: {} },
    onDelete: pulumi.output({ inner: pulumi.secret("x") }),
  };
  expect(await secret(args, { additionalSecretOutputs: ["description"] })).toEqual([
    "description",
    "tagId",
    "revenue.value",
    'goals["Order placed"].urlExpression',
    "onDelete",
  ]);
});

test("without secret values nothing is said of them", async () => {
  expect(secret({ name: "Order" })).toBe(undefined);
  expect(await secret({ tagId: pulumi.output("4711") })).toBe(undefined);
});

test("a value that fails is not the hidden input's matter", async () => {
  const failed = { __pulumiOutput: true, isSecret: Promise.reject(new Error("refused")) };
  expect(await secret({ tagId: failed, name: pulumi.secret("Order") })).toEqual(["name"]);
});
