import { goalKinds } from "../goal/kinds";
import { operationNames } from "../schema/operations";
import { enums, enumValues } from "../schema/tables";

/** JSON schemas of what admin takes; what they do not name is refused. */
const object = (properties: Readonly<Record<string, unknown>>, ...required: readonly string[]) => ({
  type: "object",
  properties,
  required,
  additionalProperties: false,
});

const id = { type: "string", pattern: "^\\d{1,19}$" };
const flag = { type: "boolean" };
const count = { type: "integer", minimum: 0 };
const when = { enum: ["before", "after"] };
const meets = {
  operation: { enum: operationNames },
  transport: { enum: ["soap", "rest"] },
  times: { type: "integer", minimum: 1 },
  after: count,
};

const limits = object({
  itemsPerCall: count,
  goalsPerAccount: count,
  goalsPerCustomer: count,
  inStoreGoalsPerCustomer: count,
  tagsPerCustomer: count,
  goalsPerReport: count,
});
const features = object({ tagSharing: flag, campaignGoals: flag, viewThrough: flag });

const valuesOf = (name: string): readonly string[] => enumValues(enums[name] ?? { values: [] }, 13);
const campaign = {
  Name: { type: "string", minLength: 1, maxLength: 128 },
  Status: { enum: valuesOf("CampaignStatus") },
  GoalIds: { type: "array", items: id },
  goalsAllowed: flag,
};
const upload = {
  attributed: count,
  unattributed: object(
    Object.fromEntries(valuesOf("OfflineConversionUnattributedReason").map((name) => [name, count])),
  ),
  daysAgo: { type: "number", minimum: 0 },
  channel: { enum: valuesOf("OfflineConversionUploadChannel") },
};

const account = object(
  {
    id,
    name: { type: "string", minLength: 1, maxLength: 100 },
    status: { enum: valuesOf("AccountLifeCycleStatus") },
    pauseReason: { enum: [1, 2, 4] },
    currency: { type: "string" },
    viewThrough: flag,
    autoTagging: flag,
  },
  "id",
);
const customer = object(
  {
    id,
    pilots: { type: "array", items: { type: "integer" } },
    inStorePilot: flag,
    accounts: { type: "array", items: account },
  },
  "id",
);

const fault = (kind: string, properties: Readonly<Record<string, unknown>>, ...required: readonly string[]) =>
  object({ ...meets, kind: { const: kind }, ...properties }, "kind", ...required);

const text = { type: "string" };
const status = { type: "integer", minimum: 200, maximum: 599 };

const faults = [
  fault("fault", { code: { type: "integer" }, errorCode: text, message: text, http: status, when }, "code"),
  fault(
    "http",
    { status, body: text, contentType: text, headers: { type: "object", additionalProperties: text }, when },
    "status",
  ),
  fault("empty200", { when }),
  fault("drop", { when }, "when"),
  fault("delay", { ms: count, when }, "ms"),
  fault(
    "partial",
    { index: count, code: { type: "integer" }, symbol: text, message: text, editorial: flag },
    "index",
    "code",
    "symbol",
  ),
  fault(
    "unknownMember",
    {
      field: { type: "string", pattern: "^[A-Za-z]+(\\.[A-Za-z]+)?$" },
      value: { type: "string", pattern: "^[A-Za-z]{1,60}$" },
      id,
    },
    "field",
  ),
];

export const shapes = {
  clock: object({ advanceHours: { type: "number", minimum: 0 } }, "advanceHours"),
  customers: { type: "array", items: customer },
  settings: object({
    limits,
    rules: { type: "object", additionalProperties: flag },
    features,
    latencyMs: count,
    retired: { type: "array", items: { type: "integer" } },
    tokenSeconds: { type: "integer", minimum: 1 },
    singleUseRefreshTokens: flag,
  }),
  ids: object({ after: id }, "after"),
  faults: {
    type: "array",
    items: { type: "object", required: ["kind"], discriminator: { propertyName: "kind" }, oneOf: faults },
  },
  device: object({ approve: flag }, "approve"),
  // Fields are held against the service's schema, not here.
  goalEdit: { type: "object", properties: { deleted: flag, kind: { enum: goalKinds } } },
  tagEdit: { type: "object", properties: { deleted: flag, unavailable: flag } },
  newCampaign: object(
    { ...campaign, CampaignType: { enum: valuesOf("CampaignType") }, accountId: id },
    "Name",
    "CampaignType",
  ),
  campaignEdit: object(campaign),
  // Properties are held against the service's names.
  accountEdit: { type: "object" },
  upload: object(upload),
  otherGoal: object(
    {
      type: { type: "string", pattern: "^[A-Za-z]{1,40}$" },
      name: { type: "string", minLength: 1, maxLength: 100 },
      tagId: id,
      status: { enum: ["Active", "Paused"] },
      scope: { enum: ["Customer", "Account"] },
      accountId: id,
    },
    "type",
    "name",
  ),
} as const;
