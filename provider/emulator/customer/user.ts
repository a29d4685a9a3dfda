import type { OperationResult } from "../operations/batch";
import { type Caller, type Context, refuseCall } from "../operations/context";
import type { Fields } from "../schema/values";

/** The one user there is. */
export const userId = "13579";

const superAdmin = 41;

/** GetUser: the caller, and what he may do for each customer. */
export function getUser(context: Context, { customer }: Caller, { UserId: asked }: Fields): OperationResult {
  const isNil = asked === undefined || asked === null;
  refuseCall(context, "adapi", "user.foreign", isNil ? !context.holds("user.nil") : asked !== userId);
  const user: Fields = {
    CustomerId: customer.id,
    Id: userId,
    SecretQuestion: "None",
    UserLifeCycleStatus: "Active",
    UserName: "user@example.com",
  };
  const owners = new Set(context.store.accounts.map(({ customerId }) => customerId));
  const roles = [...owners].map((CustomerId) => ({ RoleId: superAdmin, CustomerId }));
  return { answer: { User: user, CustomerRoles: roles }, errors: [] };
}
