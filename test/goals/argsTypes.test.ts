import type * as pulumi from "@pulumi/pulumi";
import { describe, expectTypeOf, it } from "vitest";
import type {
  AppInstallGoalArgs,
  ConversionGoalArgs,
  DurationGoalArgs,
  EventGoalArgs,
  InStoreTransactionGoalArgs,
  OfflineConversionGoalArgs,
  PagesViewedPerVisitGoalArgs,
  UetTagArgs,
  UrlGoalArgs,
} from "../../provider";

type Plain<T> = T extends pulumi.Input<infer V> ? V : never;
type OptionalKeys<T> = { [K in keyof T]-?: undefined extends T[K] ? K : never }[keyof T];
type RequiredKeys<T> = Exclude<keyof T, OptionalKeys<T>>;

const onTag = { name: "N", tagId: "4711" };
const url: UrlGoalArgs = { ...onTag, urlExpression: "/thanks" };
const later = Promise.resolve("known later");

/** Checked by the compiler: a line that is wrong, or an error that no longer comes, fails the build. */
describe("the arguments of the resources", () => {
  it("demand what every version of the service demands, and no more", () => {
    expectTypeOf<RequiredKeys<UrlGoalArgs>>().toEqualTypeOf<"name" | "tagId" | "urlExpression">();
    expectTypeOf<RequiredKeys<DurationGoalArgs>>().toEqualTypeOf<"name" | "tagId">();
    expectTypeOf<RequiredKeys<EventGoalArgs>>().toEqualTypeOf<"name" | "tagId">();
    expectTypeOf<RequiredKeys<AppInstallGoalArgs>>().toEqualTypeOf<"name" | "appPlatform" | "appStoreId">();
    expectTypeOf<RequiredKeys<OfflineConversionGoalArgs>>().toEqualTypeOf<"name">();
    expectTypeOf<RequiredKeys<UetTagArgs>>().toEqualTypeOf<"name">();
    expectTypeOf<RequiredKeys<PagesViewedPerVisitGoalArgs>>().toEqualTypeOf<
      "name" | "tagId" | "minimumPagesViewed"
    >();
  });

  it("narrow choices to the service's own words", () => {
    type Category = NonNullable<Plain<NonNullable<UrlGoalArgs["goalCategory"]>>>;
    expectTypeOf<"Purchase">().toExtend<Category>();
    expectTypeOf<"Download">().not.toExtend<Category>();
    expectTypeOf<string>().not.toExtend<Category>();
    expectTypeOf<Plain<AppInstallGoalArgs["appPlatform"]>>().toEqualTypeOf<
      "Android" | "iOS" | "Windows" | "WindowsPhone"
    >();
    // @ts-expect-error no such operator
    const operator: UrlGoalArgs = { ...url, urlOperator: "LessThan" };
    // @ts-expect-error an in-store goal belongs to the customer
    const scope: InStoreTransactionGoalArgs = { name: "N", scope: "Account" };
    expectTypeOf([operator, scope]).toBeArray();
  });

  it("take every value from another resource, nested ones too", () => {
    const fed: UrlGoalArgs = {
      name: later,
      tagId: later,
      urlExpression: later,
      revenue: { type: "FixedValue", value: later, currencyCode: later },
    };
    const event: EventGoalArgs = { ...onTag, actionExpression: later, value: later };
    expectTypeOf([fed, event]).toBeArray();
  });

  it("take decimals as numbers or strings, ids only as strings", () => {
    const text: UrlGoalArgs = { ...url, revenue: { type: "FixedValue", value: "25.50" } };
    const number: UrlGoalArgs = { ...url, revenue: { type: "FixedValue", value: 25.5 } };
    // @ts-expect-error an id is a string
    const id: UrlGoalArgs = { ...url, tagId: 4711 };
    expectTypeOf([text, number, id]).toBeArray();
  });

  it("refuse fields of another type and fields of the service", () => {
    // @ts-expect-error a Url goal has no pages
    const pages: UrlGoalArgs = { ...onTag, urlExpression: "/x", minimumPagesViewed: 3 };
    // @ts-expect-error the service sets it
    const status: UrlGoalArgs = { ...onTag, urlExpression: "/x", trackingStatus: "TagUnverified" };
    // @ts-expect-error an app's currency is the account's
    const currency: AppInstallGoalArgs["revenue"] = { type: "FixedValue", value: 1, currencyCode: "EUR" };
    // @ts-expect-error no VariableValue for an app
    const variable: AppInstallGoalArgs["revenue"] = { type: "VariableValue" };
    // @ts-expect-error a tag has no scripts to set
    const script: UetTagArgs = { name: "N", trackingScript: "x" };
    expectTypeOf([pages, status, currency, variable, script]).toBeArray();
  });

  it("of ConversionGoal follow its type", () => {
    const duration: ConversionGoalArgs = { type: "Duration", ...onTag, minimumDurationInSeconds: 60 };
    // @ts-expect-error a Duration goal has no address
    const mixed: ConversionGoalArgs = { type: "Duration", ...onTag, urlExpression: "/x" };
    // @ts-expect-error a Url goal needs one
    const bare: ConversionGoalArgs = { type: "Url", ...onTag };
    expectTypeOf([duration, mixed, bare]).toBeArray();
  });

  it("manage every resource alike", () => {
    const managed = { customerId: "1", accountId: "2", adopt: true, onDelete: "retain" } as const;
    const goal: UrlGoalArgs = { ...url, ...managed };
    const tag: UetTagArgs = { name: "N", ...managed, adopt: "501" };
    // @ts-expect-error pause or retain
    const drop: UrlGoalArgs = { ...url, onDelete: "delete" };
    expectTypeOf([goal, tag, drop]).toBeArray();
  });
});
