import type { RuleId } from "../../../provider/emulator";
import { codesOf, type Driver, said } from "../driver";
import { type SoapReply, texts } from "../soapClient";
import { behaviour, refusal } from "./cases";

const user = "13579";
const none = { CustomerId: null, CustomerAccountId: null };

const getUser = (driver: Driver, body = "") =>
  driver.call("GetUser", body, { service: "customer", headers: none });

interface Search {
  /** Field, operator and value of each predicate. */
  readonly by?: readonly (readonly [string, string, string])[];
  readonly order?: readonly [string, string];
  readonly page?: readonly [number, number] | undefined;
}

function search(
  driver: Driver,
  { by = [["UserId", "Equals", user]], order, ...more }: Search,
): Promise<SoapReply> {
  const page = "page" in more ? more.page : ([0, 100] as const);
  const predicates = by.map(
    ([field, operator, value]) =>
      `<n:Predicate><n:Field>${field}</n:Field><n:Operator>${operator}</n:Operator><n:Value>${value}</n:Value></n:Predicate>`,
  );
  const ordering =
    order === undefined
      ? ""
      : `<t:Ordering><n:OrderBy><n:Field>${order[0]}</n:Field><n:Order>${order[1]}</n:Order></n:OrderBy></t:Ordering>`;
  const paging =
    page === undefined
      ? ""
      : `<t:PageInfo><n:Index>${page[0]}</n:Index><n:Size>${page[1]}</n:Size></t:PageInfo>`;
  const body = `<t:Predicates>${predicates.join("")}</t:Predicates>${ordering}${paging}`;
  return driver.call("SearchAccounts", body, { service: "customer", headers: none });
}

/** The ids that a search finds, in its order. */
async function found(driver: Driver, asked: Search): Promise<string> {
  const reply = await search(driver, asked);
  return [...codesOf(reply), ...texts(reply.text, "Id")].join(" ");
}

function addAccounts(driver: Driver): void {
  driver.emulator.addCustomers({
    id: "333",
    accounts: [
      { id: "301", name: "Zoo", status: "Pause", pauseReason: 2 },
      { id: "302", name: "Acme", status: "Pause" },
    ],
  });
}

const refused = (rule: RuleId, asked: Search) => refusal(rule, "3030", (driver) => search(driver, asked));
const byUser = ["UserId", "Equals", user] as const;

export const customerRefusals = [
  refusal("user.foreign", "106", (driver) => getUser(driver, "<t:UserId>5</t:UserId>")),
  refused("search.predicate", { by: [] }),
  refused("search.predicate", { by: [byUser, ["CustomerId", "Equals", "111"]] }),
  refused("search.predicate", { by: [["UserId", "Contains", user]] }),
  refused("search.predicate", { by: [["Colour", "Equals", "red"]] }),
  refused("search.predicate", { by: [["AccountLifeCycleStatus", "Equals", "Active"]] }),
  refused("search.page", { page: undefined }),
  refused("search.page", { page: [0, 0] }),
  refused("search.page", { page: [0, 1_001] }),
  refused("search.page", { page: [-1, 10] }),
];

export const customerBehaviours = [
  behaviour("customer.no-ids", user, "1029", async (driver) => {
    const reply = await getUser(driver);
    return [...codesOf(reply), ...texts(reply.text, "Id")].join();
  }),
  behaviour("user.nil", user, "106", async (driver) => {
    const reply = await getUser(driver, '<t:UserId i:nil="true"/>');
    return codesOf(reply).join() || said(reply, "Id");
  }),
  behaviour("search.linked", "222 301 302", "222", (driver) => {
    addAccounts(driver);
    return found(driver, {});
  }),
  behaviour("search.active-pause", "222 301", "222", (driver) => {
    addAccounts(driver);
    return found(driver, { by: [byUser, ["AccountLifeCycleStatus", "Equals", "Active"]] });
  }),
  behaviour("search.order", "301 302 222", "222 301 302", (driver) => {
    addAccounts(driver);
    return found(driver, { order: ["Name", "Descending"] });
  }),
];
