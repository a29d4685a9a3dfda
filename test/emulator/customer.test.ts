import { describe, expect, it } from "vitest";
import { accessToken } from "../../provider/emulator";
import { useEmulator } from "../support/e2eEmulator";

const emulator = useEmulator();
const user = "13579";

type Item = Readonly<Record<string, unknown>>;

/** What bodies hold, as far as there is anything to look at. */
interface Reply {
  readonly status: number;
  readonly json: {
    readonly User: Item;
    readonly CustomerRoles: readonly Item[];
    readonly Accounts: readonly Item[];
  };
}

/** A call of Customer Management as a hand-written REST client makes it. */
async function call(path: string, body: object): Promise<Reply> {
  const reply = await fetch(`${emulator.now.rest}/CustomerManagement/v13${path}`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${accessToken}`,
      developertoken: "any",
      "content-type": "application/json",
    },
    body: JSON.stringify(body),
  });
  return { status: reply.status, json: (await reply.json()) as Reply["json"] };
}

const predicate = (Field: string, Operator: string, Value: string) => ({ Field, Operator, Value });
const search = (Index: number, Size: number, ...Predicates: readonly object[]) =>
  call("/Accounts/Search", { Predicates, Ordering: null, PageInfo: { Index, Size } });
const idsOf = ({ json }: Reply) => json.Accounts.map(({ Id }) => Id);

describe("Customer Management of the emulator", () => {
  it("names the user, its customer, and a role for each customer with accounts", async () => {
    emulator.now.addCustomers({ id: "333", accounts: [{ id: "301" }] });
    const { status, json } = await call("/User/Query", {});
    expect([status, json.User.Id, json.User.CustomerId]).toEqual([200, user, "111"]);
    expect(json.CustomerRoles.map(({ CustomerId }) => CustomerId)).toEqual(["111", "333"]);
  });

  it("shows what admin says of an account, with every member that Microsoft's readers need", async () => {
    emulator.now.addCustomers({
      id: "111",
      accounts: [{ id: "222", name: "Acme", status: "Pause", currency: "USD" }],
    });
    const { json } = await search(0, 10, predicate("UserId", "Equals", user));
    expect(json.Accounts).toEqual([
      expect.objectContaining({
        Id: "222",
        Name: "Acme",
        Number: "X0000222",
        ParentCustomerId: "111",
        AccountLifeCycleStatus: "Pause",
        PauseReason: 1,
        CurrencyCode: "USD",
        LinkedAgencies: null,
        TimeZone: null,
      }),
    ]);
    expect(json.Accounts[0]).not.toHaveProperty("AccountMode");
  });

  it("finds by name, number, id and customer as Microsoft's table has it, page by page", async () => {
    emulator.now.addCustomers({
      id: "333",
      accounts: [
        { id: "301", name: "Acme" },
        { id: "302", name: "Acme Two" },
      ],
    });
    const found = async (...one: readonly [string, string, string]) =>
      idsOf(await search(0, 10, predicate(...one)));
    expect(await found("AccountName", "Contains", "acme")).toEqual(["301", "302"]);
    expect(await found("AccountName", "Equals", "Acme")).toEqual(["301"]);
    expect(await found("AccountNumber", "In", "X0000222, X0000302")).toEqual(["222", "302"]);
    expect(await found("AccountId", "Equals", "301")).toEqual(["301"]);
    expect(await found("CustomerId", "Equals", "333")).toEqual(["301", "302"]);
    expect(idsOf(await search(1, 1, predicate("CustomerId", "Equals", "333")))).toEqual(["302"]);
    expect(idsOf(await search(2, 1, predicate("CustomerId", "Equals", "333")))).toEqual([]);
  });

  it("says faults without a symbol, as this service does", async () => {
    expect(await search(0, 10)).toEqual({
      status: 400,
      json: {
        TrackingId: expect.any(String),
        Type: "ApiFault",
        OperationErrors: [{ Code: 3030, Details: null, Message: expect.any(String) }],
      },
    });
  });

  it("has no version 12", async () => {
    const reply = await fetch(
      `${emulator.now.soap}/Api/CustomerManagement/v12/CustomerManagementService.svc`,
      {
        method: "POST",
        headers: { "content-type": "text/xml" },
        body: "<x/>",
      },
    );
    expect(reply.status).toBe(404);
  });
});
