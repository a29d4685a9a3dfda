import { expect, test } from "vitest";
import { withoutSecrets } from "../../../provider/fleet/run/withoutSecrets";

const ENVIRONMENT = {
  MSADS_REFRESH_TOKEN: "M.C5 refresh/token",
  MSADS_CLIENT_SECRET: "client-secret",
  MSADS_DEVELOPER_TOKEN: "DEV123",
  PULUMI_CONFIG_PASSPHRASE: "open sesame",
  MSADS_ACCOUNT_ID: "1234567",
  EMPTY: "",
};

test("what a failed program says is shown without what the environment holds in secret", () => {
  const said =
    'Error: {"token":"M.C5 refresh/token"} of account 1234567 with client-secret, DEV123 and open sesame';
  expect(withoutSecrets(said, ENVIRONMENT)).toBe(
    'Error: {"token":[secret]} of account 1234567 with [secret], [secret] and [secret]',
  );
  expect(withoutSecrets("Error: out of luck", ENVIRONMENT)).toBe("Error: out of luck");
  expect(withoutSecrets("Error: out of luck", {})).toBe("Error: out of luck");
});
