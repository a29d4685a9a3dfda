import type { AccountProperty } from "../../accountSettings/accountProperty";
import { AnswerProblem } from "./answerProblem";
import { isMembers, text } from "./nodes";
import { listed } from "./reads";
import type { Transport } from "./transport";

/** The properties of these names. Microsoft: GetAccountProperties. */
export async function getAccountProperties(
  transport: Transport,
  names: readonly string[],
): Promise<readonly AccountProperty[]> {
  const operation = "GetAccountProperties";
  const { dialect } = transport;
  const answered = await transport.call(operation, {
    AccountPropertyNames: dialect.list("AccountPropertyName", names),
  });
  return transport.reading(operation, answered.trackingId, () =>
    listed(transport, operation, answered, "AccountProperties", "AccountProperty", NOT_ENABLED)
      .filter(isMembers)
      .map((node) => {
        const name = text(node, "Name", dialect);
        if (typeof name !== "string")
          throw new AnswerProblem("MalformedAnswer", "an account property has no Name");
        return { name, value: text(node, "Value", dialect) ?? null };
      }),
  );
}

/** Sets all of these, or none: the answer has no errors of single ones. Microsoft: SetAccountProperties. */
export async function setAccountProperties(
  transport: Transport,
  properties: readonly AccountProperty[],
): Promise<{ readonly trackingId: string | undefined }> {
  const { dialect } = transport;
  const items = properties.map(({ name, value }) => ({ Name: name, Value: dialect.text(value ?? "") }));
  const { trackingId } = await transport.call("SetAccountProperties", {
    AccountProperties: dialect.list("AccountProperty", items),
  });
  return { trackingId };
}

/** CustomerNotEligibleForViewThroughConversion: that setting is not shown, the others are. */
const NOT_ENABLED: readonly number[] = [6605];
