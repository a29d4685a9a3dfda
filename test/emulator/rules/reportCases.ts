import { codesOf, type Driver, longs, said } from "../driver";
import { type SoapReply, texts } from "../soapClient";
import { behaviour, refusal } from "./cases";

const day = 86_400_000;
const time = (driver: Driver, daysAgo: number) =>
  new Date(driver.emulator.store.now() - daysAgo * day).toISOString();

interface Asked {
  /** Days ago. */
  readonly from?: number;
  readonly to?: number;
  readonly channels?: string;
}

function report(driver: Driver, ids: readonly string[], asked: Asked = {}): Promise<SoapReply> {
  const { from = 6, to = 0, channels } = asked;
  return driver.call(
    "GetOfflineConversionReportByGoalIds",
    `<t:StartDateUtc>${time(driver, from)}</t:StartDateUtc><t:EndDateUtc>${time(driver, to)}</t:EndDateUtc>` +
      `<t:GoalIds>${longs(ids)}</t:GoalIds>` +
      (channels === undefined ? "" : `<t:UploadChannelFilter>${channels}</t:UploadChannelFilter>`),
  );
}

const offline = (driver: Driver) => driver.idOf(driver.add("OfflineConversion"));

export const reportRefusals = [
  refusal("report.dates-missing", "113", (driver) =>
    driver.call("GetOfflineConversionReportByGoalIds", `<t:GoalIds>${longs(["1"])}</t:GoalIds>`),
  ),
  refusal("report.dates-range", "113", (driver) => report(driver, ["1"], { from: 7.1 })),
  refusal("report.dates-range", "113", (driver) => report(driver, ["1"], { from: 0, to: 1 })),
  refusal("report.goals-missing", "206", (driver) => report(driver, [])),
  refusal("report.goals-too-many", "5318", (driver) =>
    report(
      driver,
      Array.from({ length: 21 }, (_, index) => String(index + 1)),
    ),
  ),
  refusal("report.goal-unknown", "1:5314", async (driver) => report(driver, [await offline(driver), "5"])),
  refusal("report.goal-type", "0:5331", async (driver) =>
    report(driver, [await driver.idOf(driver.add("Url"))]),
  ),
];

export const reportBehaviours = [
  behaviour("report.goal-without-uploads", "0 of 0, 0", "absent of absent, absent", async (driver) => {
    const reply = await report(driver, [await offline(driver)]);
    expectFine(reply);
    const [good, bad] = [said(reply, "OverallSuccessCount"), said(reply, "OverallUnattributedCount")];
    return `${good} of ${bad}, ${said(reply, "OverallSuccessRate")}`;
  }),
  behaviour("report.channels", "2", "5", async (driver) => {
    const id = await offline(driver);
    driver.emulator.addUpload(id, { attributed: 2, channel: "BulkAPI" });
    driver.emulator.addUpload(id, { attributed: 3, channel: "WebUpload" });
    const reply = await report(driver, [id], { channels: "CampaignManagementAPI BulkAPI" });
    return texts(reply.text, "OverallSuccessCount").join();
  }),
];

function expectFine(reply: SoapReply): void {
  if (codesOf(reply).length > 0) throw new Error(codesOf(reply).join());
}
