import { codesOf, type Driver, said } from "../driver";
import { behaviour, refusal } from "./cases";

export const tagRefusals = [
  refusal("tag.list-missing", "5308", (driver) => driver.call("AddUetTags", "")),
  refusal("tag.list-too-long", "5309", (driver) => {
    driver.emulator.settings({ limits: { itemsPerCall: 1 } });
    return driver.addTags([{ Name: "a" }, { Name: "b" }]);
  }),
  refusal("tag.id-given", "0:5311", (driver) => driver.addTags([{ Id: "1", Name: "a" }])),
  refusal("tag.id-missing", "0:5312", (driver) => driver.updateTags([{ Name: "a" }])),
  refusal("tag.id-unknown", "0:5300", (driver) => driver.updateTags([{ Id: "5", Name: "a" }])),
  refusal("tag.id-twice", "1:5301", (driver) =>
    driver.updateTags([
      { Id: "96031109", Description: "a" },
      { Id: "96031109", Description: "b" },
    ]),
  ),
  refusal("tag.name-missing", "0:5305", (driver) => driver.addTags([{ Description: "a" }])),
  refusal("tag.name-invalid", "0:5306", (driver) => driver.addTags([{ Name: " " }])),
  refusal("tag.name-twice", "1:5302", (driver) => driver.addTags([{ Name: "a" }, { Name: "a" }])),
  refusal("tag.name-taken", "0:5303", (driver) => driver.addTags([{ Name: "SITE" }])),
  refusal("tag.name-of-deleted", "0:5303", (driver) => {
    driver.emulator.deleteTag("96031109");
    return driver.addTags([{ Name: "site" }]);
  }),
  refusal("tag.description-too-long", "0:5307", (driver) =>
    driver.addTags([{ Name: "a", Description: "d".repeat(1025) }]),
  ),
  refusal("tag.limit", "0:5313", (driver) => {
    driver.emulator.settings({ limits: { tagsPerCustomer: 1 } });
    return driver.addTags([{ Name: "second" }]);
  }),
  refusal("tag.ids-too-many", "5304", (driver) => {
    driver.emulator.settings({ limits: { itemsPerCall: 1 } });
    return driver.getTags(["1", "2"]);
  }),
];

const event = (driver: Driver, query: string) =>
  fetch(`${driver.emulator.collector}/action/0?ti=96031109&${query}`);

const goalStatus = async (driver: Driver) => said(await driver.get(), "TrackingStatus");
const tagStatus = async (driver: Driver) => said(await driver.getTags(), "TrackingStatus");

export const tagBehaviours = [
  behaviour("tag.description-empty", "", "0:5307", async (driver) =>
    codesOf(await driver.addTags([{ Name: "a", Description: "" }])).join(),
  ),
  behaviour("tag.no-ids", "site", "absent", async (driver) => said(await driver.getTags(), "Name")),
  behaviour("tag.missing-is-nil", "nil", "absent", async (driver) =>
    said(await driver.getTags(["5"]), "UetTag"),
  ),
  behaviour("tag.add-answers-nil", "nil", "absent", async (driver) =>
    said(await driver.addTags([{ Name: "site" }]), "UetTag"),
  ),
  behaviour("tag.script", "has its id", "nil", async (driver) => {
    const script = said(await driver.getTags(), "TrackingScript");
    return script.includes('ti:"96031109"') ? "has its id" : script;
  }),
  behaviour("tag.industry-silent", "absent", "Retail", async (driver) => {
    await driver.updateTags([{ Id: "96031109", Industry: "Retail" }]);
    return said(await driver.getTags(), "Industry");
  }),
  behaviour("tag.deleted-with-goals", "absent", "url", async (driver) => {
    await driver.add("Url");
    driver.emulator.deleteTag("96031109");
    return said(await driver.get(), "Name");
  }),
  behaviour("status.tag-unverified", "Unverified", "Inactive", tagStatus),
  behaviour("status.tag-inactive", "Inactive", "Active", async (driver) => {
    await event(driver, "evt=pageLoad");
    driver.emulator.advance(24.5);
    return tagStatus(driver);
  }),
  behaviour("status.goal-mirrors", "TagUnverified", "NoRecentConversions", async (driver) => {
    await driver.add("Url");
    return goalStatus(driver);
  }),
  behaviour("status.goal-recent", "RecordingConversions", "NoRecentConversions", async (driver) => {
    await driver.add("Url");
    await event(driver, `evt=pageLoad&p=${encodeURIComponent("/thanks")}`);
    return goalStatus(driver);
  }),
  behaviour("status.goal-without-tag", "NoRecentConversions", "nil", async (driver) => {
    await driver.add("OfflineConversion");
    return goalStatus(driver);
  }),
  behaviour("status.in-store", "nil", "NoRecentConversions", async (driver) => {
    await driver.add("InStoreTransaction");
    return goalStatus(driver);
  }),
  behaviour("status.unavailable-masked", "TagInactive", "InactiveDueToTagUnavailable", async (driver) => {
    await driver.add("Url");
    driver.emulator.editTag("96031109", { unavailable: true });
    return goalStatus(driver);
  }),
];
