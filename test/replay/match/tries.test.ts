import { describe, expect, it } from "vitest";
import { replay } from "../../../provider/replay/replay";
import { goal, page, recorded } from "../recorded";

const endless = "(a+)+$";
const bait = `${"a".repeat(60)}!`;

describe("regular expressions", () => {
  it("that take for ever are given up, and hold up nobody else", async () => {
    const hits = Array.from({ length: 5_000 }, (_, index) =>
      page(`/thanks/${index}/${index % 10 === 0 ? bait : ""}`),
    );
    const goals = [
      goal({ name: "slow", urlOperator: "RegularExpression", urlExpression: endless }),
      goal({ name: "quick", urlOperator: "RegularExpression", urlExpression: "/thanks/\\d+/$" }),
      goal({ name: "plain", urlExpression: "/thanks/" }),
    ];
    const answer = await replay(recorded(hits), { title: "program", goals });
    const by = Object.fromEntries(
      answer.goals.map(({ name, after, problems }) => [name, { after, problems }]),
    );
    expect(by.slow).toMatchObject({ after: undefined, problems: [{ kind: "expression too slow" }] });
    expect(by.slow?.problems[0]?.words).toContain("urlExpression");
    expect(by.quick?.after?.reached).toBe(4_500);
    expect(by.plain?.after?.reached).toBe(5_000);
  });

  it("that nobody can read are named by their field; the rest of the goals is counted", async () => {
    const goals = [
      goal({ name: "broken", type: "Event", labelOperator: "RegularExpression", labelExpression: "(" }),
      goal({ name: "plain", urlExpression: "/" }),
    ];
    const answer = await replay(recorded([page("/")]), { title: "program", goals });
    const [plain, broken] = answer.goals;
    expect(broken?.after).toBeUndefined();
    expect(broken?.problems).toMatchObject([{ kind: "expression unreadable" }]);
    expect(broken?.problems[0]?.words).toContain("labelExpression");
    expect(plain?.after?.reached).toBe(1);
  });
});
