import { expect, test } from "vitest";
import type { RanAccount } from "../../provider/fleet/results";
import { sharedFailure } from "../../provider/fleet/sharedFailure";
import { SignInError } from "../../provider/service/auth/signInError";
import { MsadsError } from "../../provider/service/errors";

const failed = (message: string): RanAccount => ({
  account: { stack: "acme", customerId: "111", accountId: "222", config: {} },
  outcome: "failed",
  changes: [],
  message,
  tookMs: 1,
});
const plain = { stackSettings: () => ({ values: {}, secure: {}, imports: [] }) };
const expired = new MsadsError(
  "GetUetTagsByIds failed: The access token has expired (109 AuthenticationTokenExpired, TrackingId x).",
  {
    operation: "GetUetTagsByIds",
    outcome: "refused",
  },
);

test.each([
  ["an access token that expired", `site: ${expired.message}`, "the sign-in is refused"],
  [
    "a refresh token that the sign-in server refuses",
    `site: ${new SignInError({ reason: "AADSTS70000: it was revoked", symbol: "invalid_grant", kind: "refused" }).message}`,
    "the sign-in is refused",
  ],
  [
    "a passphrase that is not set",
    "getting stack configuration: get stack secrets manager: passphrase must be set with PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE environment variables",
    "PULUMI_CONFIG_PASSPHRASE is not set",
  ],
  [
    "a folder of states that is not there",
    'unable to open state directory "file:///nowhere": stat /nowhere: no such file or directory',
    "Pulumi's state cannot be opened",
  ],
])("%s stops the command: no further account is begun", (_, message, why) => {
  expect(sharedFailure(failed(message), plain)).toBe(`not begun, since ${why}`);
});

test("a failure of one account stops no other", () => {
  const refused = "order: AddConversionGoals refused goal: (5300 InvalidUetTagId)";
  expect(sharedFailure(failed(refused), plain)).toBeUndefined();
  expect(sharedFailure({ ...failed(""), outcome: "done", message: undefined }, plain)).toBeUndefined();
});

test("a sign-in that a stack has of its own, in its encrypted config, stops no other account", () => {
  const own = { stackSettings: () => ({ values: {}, secure: { "msads:accessToken": "v1:…" }, imports: [] }) };
  expect(sharedFailure(failed(`site: ${expired.message}`), own)).toBeUndefined();
});
