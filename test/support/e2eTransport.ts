/** How to speak to the service. */
export const TRANSPORTS = ["soap", "rest"] as const;
export type Transport = (typeof TRANSPORTS)[number];

/** Verb and path of a call over REST. Microsoft: "Request Url" of the reference pages. */
const REST_LINES: Readonly<Record<string, string>> = {
  AddUetTags: "POST /CampaignManagement/v13/UetTags",
  UpdateUetTags: "PUT /CampaignManagement/v13/UetTags",
  GetUetTagsByIds: "POST /CampaignManagement/v13/UetTags/QueryByIds",
  AddConversionGoals: "POST /CampaignManagement/v13/ConversionGoals",
  UpdateConversionGoals: "PUT /CampaignManagement/v13/ConversionGoals",
  GetConversionGoalsByIds: "POST /CampaignManagement/v13/ConversionGoals/QueryByIds",
};

/** Finds each request for an operation in what clients sent over HTTP/1.1, over this transport. */
export function requestsFor(operation: string, transport: Transport): RegExp {
  if (transport === "soap") return new RegExp(`^SOAPAction: "?${operation}"?\\r$`, "gim");
  const line = REST_LINES[operation];
  if (line === undefined) throw new Error(`${operation} is not known over REST`);
  // On a connection that is kept open it follows the last request's body, in the same line.
  return new RegExp(`${line} HTTP/1\\.1\\r$`, "gm");
}
