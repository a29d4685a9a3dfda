import { assumed, documented, observed, off } from "./rule";

/** What holds for every call: transport, credentials, ids in the headers, shape of answers. */
export const callRules = {
  "call.schema": documented(
    "Microsoft: Services Protocol; WSDL",
    "A request must fit the schema of its version; else the formatter's fault",
  ),
  "call.order": assumed(
    "Microsoft's Services Protocol leaves it open: with optional elements out of order the call may fail, or they are ignored",
    "A request whose elements stand in another order than the schema's gets the formatter's fault",
  ),
  "call.order-skips": off(
    observed(
      "a connector's changelog of April 2026: IsExternallyAttributed too early, and Name was missed (5319)",
      "An element that stands behind one that the schema has after it is skipped without a word",
    ),
  ),
  "call.text": observed(
    "BingAds-PHP-SDK issue 41",
    "A text that is no member of its enumeration, or no number, fails the whole call, not the item; otherwise it is passed over",
  ),
  "call.text-units": assumed(
    "Microsoft writes of characters; .NET counts so",
    "Lengths of texts are counted in UTF-16 code units; otherwise in code points",
  ),
  "call.abstract": documented(
    "Microsoft: Handle Service Errors",
    "A goal without xsi:type cannot be read: ConversionGoal is only a base",
  ),
  "call.dtd": assumed(
    "no client needs one",
    "A document type definition is refused; otherwise it is passed over",
  ),
  "call.malformed": assumed(
    "WCF's habit",
    "A body that is no SOAP message is answered HTTP 400 without content; otherwise with the formatter's fault",
  ),
  "call.action": documented(
    "Microsoft: WSDL",
    "SOAPAction is the operation's bare name and agrees with the body",
  ),
  "call.retired": documented(
    "Microsoft: Error Codes",
    "A version that has been retired refuses every call",
    303,
    "ApiVersionNoLongerSupported",
  ),
  "call.fault-200": off(
    observed(
      "six issues of Microsoft's SDKs, for example BingAds-Python-SDK 190",
      "A fault comes with HTTP 200; otherwise, as Microsoft documents, with 500",
    ),
  ),
  "call.schema-first": assumed(
    "WCF reads the body before the operation runs",
    "The schema is checked before the token",
  ),
  "auth.token-missing": documented(
    "Microsoft: Error Codes",
    "AuthenticationToken is required",
    116,
    "RequestMissingHeaders",
  ),
  "auth.developer-token-missing": documented(
    "Microsoft: Error Codes",
    "DeveloperToken is required",
    116,
    "RequestMissingHeaders",
  ),
  "auth.token-invalid": documented(
    "Microsoft: Error Codes",
    "The access token is not one of this service",
    105,
    "InvalidCredentials",
  ),
  "auth.token-expired": documented(
    "Microsoft: Error Codes",
    "The access token has expired (here: it begins with expired-)",
    109,
    "AuthenticationTokenExpired",
  ),
  "auth.customer-missing": documented(
    "Microsoft: Error Codes",
    "CustomerId must be given",
    1029,
    "CampaignServiceCustomerIdHasToBeSpecified",
  ),
  "auth.customer-unreadable": assumed(
    "no code is documented for a text that is no number",
    "CustomerId must be a number",
    1029,
    "CampaignServiceCustomerIdHasToBeSpecified",
  ),
  "auth.customer-unknown": documented(
    "Microsoft: Error Codes",
    "The user has no access to this customer",
    106,
    "UserIsNotAuthorized",
  ),
  "auth.account-missing": documented(
    "Microsoft: Error Codes",
    "CustomerAccountId must be given for goals",
    1030,
    "CampaignServiceAccountIdHasToBeSpecified",
  ),
  "auth.account-invalid": observed(
    "BingAds-Python-SDK issue 154",
    "The account id is invalid: no number, or no account has it",
    119,
    "InvalidAccountId",
  ),
  "auth.account-foreign": documented(
    "Microsoft: Error Codes",
    "The account belongs to another customer",
    106,
    "UserIsNotAuthorized",
  ),
  "auth.tags-need-no-account": documented(
    "Microsoft: AddUetTags",
    "Tags go by CustomerId; no account is needed",
  ),
  "answer.no-errors": observed("recorded v12 traffic", "Without errors PartialErrors is there and empty"),
  "answer.silent-fields": documented(
    "Microsoft: ConversionGoal, EmitDefaultValue",
    "Some v13 fields are absent unless ReturnAdditionalFields names them and they are set",
  ),
  "answer.decimals-with-four": off(
    assumed(
      "a money column would do so",
      "Decimals come back with four digits; otherwise with those they were sent with",
    ),
  ),
} as const;
