import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fleetPage } from "../../../provider/cli/fleet/report/page";
import type { CheckedAccount } from "../../../provider/fleet/results";
import { HOSTILE } from "../reportNames";
import { anyChecked, checked, orderWith } from "./anyAccounts";
import { fleetOf } from "./fleetSample";

const page = (accounts: readonly CheckedAccount[], program = "shop") =>
  fleetPage({ program, at: "2026-11-27T09:30:00.000Z", accounts }, "1.2.3");

/** What a browser would make of escaped text. */
const read = (text: string) =>
  text.replace(/<wbr>/g, "").replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));

/** Rows of the table as somebody reads them: standing, stack, account. */
function rowsIn(html: string) {
  return [
    ...html.matchAll(
      /<tr class="row".*?data-kind="(\w+)".*?<bdi>(.*?)<\/bdi><small class="id">account (\d+)/gs,
    ),
  ].map(([, standing, stack = "", id]) => [standing, read(stack), id]);
}

const hashOf = (text: string) => `sha256-${createHash("sha256").update(text).digest("base64")}`;

describe("the page of a fleet", () => {
  test("has every account once, worst first, with what to do and the counts in its head", () => {
    const accounts = fleetOf(1000);
    const html = page(accounts);
    const rows = rowsIn(html);
    expect(rows.map(([, stack]) => stack).sort()).toEqual(
      accounts.map(({ account }) => account.stack).sort(),
    );
    const order = ["unreachable", "unknown", "changed", "drifted", "clean"];
    const ranks = rows.map(([standing]) => order.indexOf(standing ?? ""));
    expect(ranks).toEqual([...ranks].sort());
    const numbers = [...html.matchAll(/<li class="tile.*?<b>([\d,]+)<\/b>/g)].map(([, number]) => number);
    const count = (standing: string) =>
      String(accounts.filter((account) => account.standing === standing).length);
    expect(numbers).toEqual(["1,000", ...order.map(count)]);
    expect(html).toContain("1,000 accounts, checked");
    expect(html).toContain("<code>msads fleet preview</code>");
  });

  test("names drift by field, the most accounts first, and each account's own", () => {
    const html = page([
      checked("a", { standing: "drifted", drift: [orderWith(25)] }),
      checked("b", { standing: "drifted", drift: [orderWith(26), orderWith("x", "name")] }),
      checked("c", {
        standing: "drifted",
        drift: [{ ...orderWith(1), lost: "It is gone from the account.", fields: [] }],
      }),
    ]);
    const plot = html.slice(html.indexOf("<h2>Drift by field</h2>")).split("</section>")[0] ?? "";
    const bars = [...plot.matchAll(/<bdi>(.*?)<\/bdi>.*?<td class="number">(\d+)/gs)];
    expect(bars.map(([, label = "", total]) => [read(label), total])).toEqual([
      ["revenue.value", "2"],
      ["name", "1"],
      ["gone or not comparable", "1"],
    ]);
    expect(read(html)).toContain("revenue.value is <code>26</code>, wanted <code>30</code>");
    expect(html).toContain("It is gone from the account.");
  });

  test("an account that was not read has no health, and one that was not compared no all-clear", () => {
    const html = page([checked("gone", { standing: "unreachable", reason: "No access." })]);
    const row = html.slice(html.indexOf('<tr class="row"')).split("</tr>")[0] ?? "";
    expect(row).toContain("not read");
    expect(row).toContain("not known");
    expect(row).not.toContain("nothing");
    expect(row).toContain("No access.");
  });

  test("loads nothing, and its policy allows exactly its own style and script", () => {
    const html = page(fleetOf(20));
    expect(html).not.toMatch(/(src|href)="(?!data:,")/);
    const [, style = ""] = /<style>(.*?)<\/style>/s.exec(html) ?? [];
    const [, script = ""] = /<script>(.*?)<\/script>/s.exec(html) ?? [];
    const [, policy = ""] = /Content-Security-Policy" content="(.*?)"/.exec(html) ?? [];
    expect(policy).toContain(`style-src '${hashOf(style)}'`);
    expect(policy).toContain(`script-src '${hashOf(script)}'`);
    expect(policy).toContain("default-src 'none'");
  });

  test("whatever accounts are called, no text of theirs is markup, and nothing secret is there", () => {
    const shape = page([checked("plain")]).match(/<script>|<style>|<meta|<h1>/g);
    const text = fc.constantFrom(...HOSTILE);
    fc.assert(
      fc.property(fc.array(anyChecked, { maxLength: 20 }), text, (accounts, program) => {
        const html = page(accounts, program);
        expect(html.match(/<script>|<style>|<meta|<h1>/g)).toEqual(shape);
        expect(html).not.toMatch(/<(img|iframe|base|object|embed|link(?! rel="icon"))|\son\w+=/);
        expect(html).not.toContain("hush-hush");
        expect(rowsIn(html)).toHaveLength(accounts.length);
      }),
    );
  });

  test("of a fleet without accounts says so", () => {
    expect(page([])).toContain("The fleet has no account.");
  });
});
