import { eachItem, type OperationResult, type OrderedRefusals } from "../operations/batch";
import { type Caller, type Context, callersAccount, refuseCall } from "../operations/context";
import { ServiceFault } from "../operations/faults";
import { problemOf } from "../rules";
import { asList, type Fields } from "../schema/values";
import { propertyProblems, sentProperty } from "./checks";
import { propertyValue, withProperty } from "./properties";

/** GetAccountProperties: a property for each name. */
export function getProperties(
  context: Context,
  caller: Caller,
  request: Fields,
  ordered: OrderedRefusals,
): OperationResult {
  const account = callersAccount(caller);
  const names = asList(request.AccountPropertyNames);
  refuseCall(context, "api", "account.names-missing", names.length === 0);
  const { answers, errors } = eachItem(names, ordered, (name) =>
    name === "None" && context.holds("account.name-none")
      ? { problems: [problemOf("account.name-none")] }
      : { answer: { Name: name, Value: propertyValue(context, account, String(name)) } },
  );
  return { answer: { AccountProperties: answers }, errors };
}

/** SetAccountProperties. It answers nothing: what is refused fails the call. */
export function setProperties(
  context: Context,
  caller: Caller,
  request: Fields,
  ordered: OrderedRefusals,
): OperationResult {
  const items = asList(request.AccountProperties).map(sentProperty);
  refuseCall(context, "api", "account.properties-missing", items.length === 0);
  const problems = items.map((item, index) => {
    const refusals = ordered.filter((each) => each.index === index);
    return refusals.length > 0 ? refusals : propertyProblems(context, item);
  });
  const refused = problems.flat();
  if (refused.length === 0 || !context.holds("account.all-or-nothing")) {
    const good = items.filter((item, index) => item !== undefined && problems[index]?.length === 0);
    const changed = good
      .filter((item) => item !== undefined)
      .reduce((account, item) => withProperty(context, account, item), callersAccount(caller));
    context.store.putAccount(changed);
  }
  if (refused.length > 0) throw new ServiceFault("api", refused);
  return { answer: {}, errors: [] };
}
