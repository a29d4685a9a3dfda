import { expect, test } from "vitest";
import { outcomeOf, type PulumiEnd } from "../../../provider/fleet/run/outcome";
import type { RunRequest } from "../../../provider/fleet/run/request";

const request: RunRequest = {
  op: "up",
  account: { stack: "acme", customerId: "111", accountId: "222", config: {} },
  program: "/srv/shop",
  backend: "file:///state",
};
const FAILED: PulumiEnd = { code: 255, signal: null, stderr: "", errors: [], isStopped: false };
const ended = (end: Partial<PulumiEnd>, of: Partial<RunRequest> = {}) =>
  outcomeOf({ ...FAILED, ...end }, { ...request, ...of });

/** As Pulumi's own backend for files and buckets says it (pkg/backend/diy/lock.go). */
const LOCKED = `error: the stack is currently locked by 1 lock(s). Either wait for the other process(es) to end or delete the lock file with \`pulumi cancel\`.
  s3://bucket/.pulumi/locks/organization/shop/acme/1a2b.json: created by ci@runner-7 (pid 4242) at 2026-11-27T09:00:00Z
`;

test("a locked stack says who holds it, since when, and the way out, in the program's folder and on the fleet's backend", () => {
  expect(ended({ stderr: LOCKED })).toEqual({
    outcome: "locked",
    message:
      "Stack acme is locked by ci@runner-7 (pid 4242) since 2026-11-27T09:00:00Z. If that run is alive, wait for its end. " +
      "If you made sure that it is dead, run  cd /srv/shop && PULUMI_BACKEND_URL=file:///state pulumi cancel --stack acme --yes  and then this command again.",
  });
  const lock = (pid: number) => `created by a@b (pid ${pid}) at 2026-11-27T09:00:00+01:00`;
  expect(
    ended({ errors: [`the stack is currently locked by 2 lock(s).\n ${lock(1)}\n ${lock(2)}`] }),
  ).toMatchObject({
    outcome: "locked",
    message: expect.stringContaining(
      "by a@b (pid 1) since 2026-11-27T09:00:00+01:00, and by a@b (pid 2) since",
    ),
  });
});

test.each([
  "error: [409] Conflict: Another update is currently in progress.\nTo learn more about possible reasons and resolution, visit https://www.pulumi.com/docs/support/troubleshooting/common-issues/update-conflicts/",
  "error: [409] Conflict: Another update is currently in progress.",
])("Pulumi Cloud's conflict is a lock as well: %s", (stderr) => {
  const { outcome, message } = ended({ stderr }, { backend: undefined });
  expect([outcome, message]).toEqual([
    "locked",
    expect.stringMatching(/^Another run of stack acme is under way/),
  ]);
  expect(message).toContain("cd /srv/shop && pulumi cancel --stack acme --yes");
});

test("a password of the backend is in no message, and a folder with blanks can be pasted", () => {
  const backend = "postgres://pulumi:s3cret@db/state?sslmode=require";
  const locked = ended({ stderr: LOCKED }, { backend, program: "/my work/it's" });
  expect(locked.message).toContain(
    "cd '/my work/it'\\''s' && PULUMI_BACKEND_URL='postgres://pulumi:PASSWORD@db/state?sslmode=require' pulumi cancel",
  );
  const failed = ended({ stderr: `error: cannot reach ${backend}` }, { backend });
  expect([locked, failed].map(({ message }) => message?.includes("s3cret"))).toEqual([false, false]);
});

test("a failed run says what its engine said, else what the CLI said, else how it ended", () => {
  const stderr =
    "warning: a new version\n\u001b[31merror: getting stack configuration: incorrect passphrase\u001b[0m\n";
  expect(ended({ stderr, errors: ["order: refused", "lead: refused"] })).toEqual({
    outcome: "failed",
    message: "order: refused\nlead: refused",
  });
  expect(ended({ stderr }).message).toBe("getting stack configuration: incorrect passphrase");
  expect(ended({}).message).toBe("pulumi up ended with exit code 255");
  expect(ended({ errors: ["x".repeat(100_000)] }).message?.length).toBeLessThan(4_100);
});

test.each<[string, Partial<PulumiEnd>, string, RegExp | undefined]>([
  ["went well", { code: 0 }, "done", undefined],
  ["went well although it was told to stop", { code: 0, isStopped: true }, "done", undefined],
  ["was told to stop", { isStopped: true, errors: ["update canceled"] }, "interrupted", /stopped before/],
  [
    "was told to stop before it could listen",
    { code: null, signal: "SIGINT", isStopped: true },
    "interrupted",
    /stopped before/,
  ],
  ["was cancelled by another hand", { code: 8 }, "interrupted", /stopped before/],
  ["was killed", { code: null, signal: "SIGKILL" }, "interrupted", /killed \(SIGKILL\).*same command again/],
])("a run that %s", (_, end, outcome, message) => {
  expect(ended(end)).toEqual({ outcome, message: message && expect.stringMatching(message) });
});
