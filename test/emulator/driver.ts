import { beforeEach } from "vitest";
import type { Call, Emulator, EmulatorOptions } from "../../provider/emulator";
import type { Version } from "../../provider/emulator/schema/model";
import { allFields } from "../../provider/emulator/schema/tables";
import { useEmulator } from "../support/e2eEmulator";
import { allTypes, partialErrors, type SoapCall, type SoapReply, soap, texts } from "./soapClient";

type Simple = string | number | boolean;
export type Wire = Readonly<Record<string, Simple | Readonly<Record<string, Simple>>>>;

/** Field sets that the service accepts, one a type. */
export const good = {
  Url: { GoalCategory: "Purchase", Name: "url", TagId: "96031109", UrlExpression: "/thanks" },
  Duration: { Name: "duration", TagId: "96031109", MinimumDurationInSeconds: 60 },
  PagesViewedPerVisit: { Name: "pages", TagId: "96031109", MinimumPagesViewed: 3 },
  Event: {
    GoalCategory: "Contact",
    Name: "event",
    TagId: "96031109",
    ActionExpression: "click",
    ActionOperator: "Equals",
  },
  AppInstall: { Name: "install", AppPlatform: "iOS", AppStoreId: "1234567890" },
  AppDownload: { Name: "download", AppPlatform: "Android", AppStoreId: "com.example.app" },
  OfflineConversion: { GoalCategory: "Purchase", Name: "offline" },
  InStoreTransaction: { Name: "store" },
} as const;

export type Kind = keyof typeof good;

/** What may differ from an ordinary call. */
export type CallOptions = Pick<SoapCall, "version" | "headers" | "action" | "http" | "service">;

/** Speaks to an emulator over HTTP in hand-written SOAP. */
export class Driver {
  readonly #emulator: () => Emulator;

  constructor(emulator: Emulator | (() => Emulator)) {
    this.#emulator = typeof emulator === "function" ? emulator : () => emulator;
  }

  get emulator(): Emulator {
    return this.#emulator();
  }

  call(operation: string, body: string, options: CallOptions = {}): Promise<SoapReply> {
    return soap({ base: this.emulator.soap, operation, body, ...options });
  }

  /** The log's entry of the last call. */
  get last(): Call {
    const call = this.emulator.calls().at(-1);
    if (call === undefined) throw new Error("no call yet");
    return call;
  }

  addTags(tags: readonly Wire[], options?: CallOptions): Promise<SoapReply> {
    const items = tags.map((tag) => `<t:UetTag>${wireXml("UetTag", tag)}</t:UetTag>`);
    return this.call("AddUetTags", `<t:UetTags>${items.join("")}</t:UetTags>`, options);
  }

  updateTags(tags: readonly Wire[], options?: CallOptions): Promise<SoapReply> {
    const items = tags.map((tag) => `<t:UetTag>${wireXml("UetTag", tag)}</t:UetTag>`);
    return this.call("UpdateUetTags", `<t:UetTags>${items.join("")}</t:UetTags>`, options);
  }

  getTags(ids: readonly string[] = [], extra = "", options?: CallOptions): Promise<SoapReply> {
    const list = ids.length === 0 ? "" : `<t:TagIds>${longs(ids)}</t:TagIds>`;
    return this.call("GetUetTagsByIds", list + extra, options);
  }

  add(kind: Kind, change: Wire = {}, options?: CallOptions): Promise<SoapReply> {
    return this.addAll([[kind, { ...good[kind], ...change }]], options);
  }

  addAll(goals: readonly (readonly [Kind, Wire])[], options?: CallOptions): Promise<SoapReply> {
    return this.call("AddConversionGoals", goalsXml(goals), options);
  }

  update(kind: Kind, change: Wire, options?: CallOptions): Promise<SoapReply> {
    return this.updateAll([[kind, change]], options);
  }

  updateAll(goals: readonly (readonly [Kind, Wire])[], options?: CallOptions): Promise<SoapReply> {
    return this.call("UpdateConversionGoals", goalsXml(goals), options);
  }

  /** All goals, or those of the ids, with the additional fields asked for. */
  get(ids: readonly string[] = [], asked = "", types = "", options: CallOptions = {}): Promise<SoapReply> {
    const list = ids.length === 0 ? "" : `<t:ConversionGoalIds>${longs(ids)}</t:ConversionGoalIds>`;
    const all = options.version === 12 ? allTypes.replace("AppDownload ", "") : allTypes;
    const extras = asked === "" ? "" : `<t:ReturnAdditionalFields>${asked}</t:ReturnAdditionalFields>`;
    const body = `${list}<t:ConversionGoalTypes>${types || all}</t:ConversionGoalTypes>${extras}`;
    return this.call("GetConversionGoalsByIds", body, options);
  }

  /** The id of the goal or tag that a reply says was added. */
  async idOf(reply: Promise<SoapReply>): Promise<string> {
    const { text } = await reply;
    const id = texts(text, "long")[0] ?? texts(text, "Id")[0];
    if (id === undefined) throw new Error(`nothing was added: ${text}`);
    return id;
  }
}

/** A driver for a test file; its emulator is fresh for each test, with a tag of the name "site". */
export function useDriver(options?: EmulatorOptions): Driver {
  const emulator = useEmulator(options);
  const driver = new Driver(() => emulator.now);
  beforeEach(() => driver.addTags([{ Name: "site" }]));
  return driver;
}

/** Fields in the order of the schema, whatever the order they are given in. */
export function wireXml(type: string, values: Wire, version: Version = 13): string {
  const known = allFields(type, version).map((field) => field.name);
  const unknown = Object.keys(values).filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`${type} has no ${unknown.join(", ")}`);
  return known
    .filter((name) => Object.hasOwn(values, name))
    .map((name) => {
      const value = values[name];
      const content = typeof value === "object" ? wireXml("ConversionGoalRevenue", value) : String(value);
      return `<t:${name}>${content}</t:${name}>`;
    })
    .join("");
}

function goalsXml(goals: readonly (readonly [Kind, Wire])[]): string {
  const items = goals.map(
    ([kind, values]) =>
      `<t:ConversionGoal i:type="t:${kind}Goal">${wireXml(`${kind}Goal`, values)}</t:ConversionGoal>`,
  );
  return `<t:ConversionGoals>${items.join("")}</t:ConversionGoals>`;
}

export const longs = (ids: readonly string[]): string => ids.map((id) => `<a:long>${id}</a:long>`).join("");

/** What a reply says of an element: its text, `nil`, or `absent`. */
export function said(reply: SoapReply, name: string): string {
  const found = texts(reply.text, name);
  return found.length === 0 ? "absent" : (found[0] ?? "nil");
}

/** The codes of a reply: `0:5317` for an item, `105` for a fault, empty when all went well. */
export function codesOf(reply: SoapReply): readonly string[] {
  const faulty = reply.text.includes("Fault>");
  return faulty ? texts(reply.text, "Code").map(String) : partialErrors(reply.text);
}
