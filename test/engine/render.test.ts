import { describe, expect, it } from "vitest";
import { type Result, renderPlan, type Step } from "../../provider/engine/index";

const urn = (type: string, name: string): string => `urn:pulumi:dev::shop::${type}::${name}`;
const GOAL = "pulumi-nodejs:dynamic/msads:ConversionGoal";
const step = (op: Step["op"], name: string, more: Partial<Step> = {}): Step => ({
  op,
  urn: urn(GOAL, name),
  type: GOAL,
  name,
  ...more,
});

const none = { create: 0, update: 0, delete: 0, same: 0, replace: 0, refresh: 0 };
const result: Result = {
  exitCode: 1,
  steps: [
    step("refresh", "quiet", { outcome: "same" }),
    step("refresh", "drifted", { outcome: "update", diff: ["status"] }),
    step("create", "order"),
    step("same", "kept"),
    step("update", "lead", { diff: ["name", "revenue"] }),
    step("create-replacement", "moved"),
    step("replace", "moved", { diff: ["scope"] }),
    step("delete-replaced", "moved"),
    step("delete", "gone"),
  ],
  diagnostics: [
    { severity: "warning", message: "live differs:\n  status", urn: urn(GOAL, "lead"), ephemeral: false },
    { severity: "info", message: "half way", ephemeral: true },
    { severity: "info", message: "a line", ephemeral: false },
    { severity: "error", message: "refused", urn: urn(GOAL, "lead"), ephemeral: false },
  ],
  outputs: { snippet: "<script>", ids: [1] },
  changes: {
    ...none,
    create: 1,
    update: 1,
    delete: 1,
    same: 1,
    replace: 1,
    "create-replacement": 1,
    "delete-replaced": 1,
  },
};

describe("a plan as people read it", () => {
  it("has a line for each change, what was said by resource, the outputs, and the counts", () => {
    expect(renderPlan(result, { color: false })).toBe(
      [
        ` ~ ${GOAL} drifted refresh: update [diff: ~status]`,
        ` + ${GOAL} order create`,
        ` ~ ${GOAL} lead update [diff: ~name,~revenue]`,
        `+- ${GOAL} moved replace [diff: ~scope]`,
        ` - ${GOAL} gone delete`,
        "",
        "Diagnostics:",
        `  ${GOAL} (lead):`,
        "    warning: live differs:",
        "      status",
        "    error: refused",
        "  the program:",
        "    a line",
        "",
        "Outputs:",
        '    snippet: "<script>"',
        "    ids: [1]",
        "",
        "Resources:",
        "     + 1 to create",
        "     ~ 1 to update",
        "     - 1 to delete",
        "    +- 1 to replace",
        "       1 unchanged",
      ].join("\n"),
    );
  });

  it("differs by nothing but colour on a terminal", () => {
    const coloured = renderPlan(result, { color: true });
    expect(coloured).toContain("\u001b[32m");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one
    expect(coloured.replace(/\u001b\[\d+m/g, "")).toBe(renderPlan(result, { color: false }));
  });

  it("says so when there is nothing to do", () => {
    const idle: Result = {
      exitCode: 0,
      steps: [],
      diagnostics: [],
      outputs: {},
      changes: { ...result.changes, ...none, "create-replacement": 0, "delete-replaced": 0 },
    };
    expect(renderPlan(idle, { color: false })).toBe("Resources:\n    no changes");
  });
});
