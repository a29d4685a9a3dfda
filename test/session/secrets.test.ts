import { expect, test } from "vitest";
import { Secrets } from "../../provider/session/secrets";

function knowing(values: Readonly<Record<string, unknown>>, ...secret: readonly string[]): Secrets {
  const secrets = new Secrets();
  secrets.learn({ values, secret });
  return secrets;
}

test.each([
  ["a text in quotes", { name: "Ab" }, 'goal 1, "Ab", is Ab', "goal 1, [secret], is Ab"],
  ["a longer text also without", { name: "Acme buys" }, "of Acme buys.", "of [secret]."],
  ["no part of a word", { name: "Order" }, "Orders and reOrder", "Orders and reOrder"],
  ["a text with quotes in it", { name: 'say "hi" now' }, 'goal "say \\"hi\\" now"', "goal [secret]"],
  [
    "every spelling of a decimal",
    { name: "4242.50" },
    '4242.5, 4242.50, "4242.5"',
    "[secret], [secret], [secret]",
  ],
  [
    "no part of a number",
    { name: 42_425 },
    "424251 1.42425 42425.1 42425",
    "424251 1.42425 42425.1 [secret]",
  ],
  ["a short number where it may mean anything: not", { name: 25 }, "25 of 100", "25 of 100"],
  ["the service's own words: not", { name: "FixedValue" }, 'type "FixedValue"', 'type "FixedValue"'],
  ["signs of regular expressions", { name: "a.*b(c)" }, "a.*b(c) aXXb(c)", "[secret] aXXb(c)"],
])("%s", (_, values, text, expected) => {
  expect(knowing(values, "name").masked(text)).toBe(expected);
});

test("a long text as messages cut it", () => {
  const name = "x".repeat(300);
  expect(knowing({ name }, "name").masked(`got ${JSON.stringify(name).slice(0, 117)}...; allowed`)).toBe(
    "got [secret]; allowed",
  );
});

test("only what stands under a secret path, in objects and tables too", () => {
  const props = {
    one: "first text",
    revenue: { value: "second text" },
    goals: { "A b": { name: "third text" }, C: { name: "fourth text" } },
  };
  const masked = (...paths: string[]) =>
    knowing(props, ...paths).masked("first text, second text, third text, fourth text");
  expect(masked("revenue")).toBe("first text, [secret], third text, fourth text");
  expect(masked('goals["A b"].name')).toBe("first text, second text, [secret], fourth text");
  expect(masked("goals")).toBe("first text, second text, [secret], [secret]");
  expect(masked("*")).toBe("[secret], [secret], [secret], [secret]");
  expect(masked()).toBe("first text, second text, third text, fourth text");
});

test("the names of a library's goals where all of them are secret, not where one is", () => {
  const props = { goals: { Deal: { status: "Active" }, Lead: {} } };
  const masked = (...paths: string[]) => knowing(props, ...paths).masked('lib["Deal"]: goal 1, "Deal"');
  expect(masked("goals")).toBe("lib[[secret]]: goal 1, [secret]");
  expect(masked('goals["Deal"]')).toBe('lib["Deal"]: goal 1, "Deal"');
});
