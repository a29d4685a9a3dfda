import type { ItemError } from "./campaignManagement";

const ACCESS =
  "Check that the user may manage this account, that customerId and accountId belong together, and that environment (production or sandbox) fits the token.";
const SIGN_IN = "Sign in again with `msads login`, or renew accessToken or refreshToken.";
const LATER = "Try again later; if it persists, give Microsoft's support the TrackingId.";
const OURS = "This is probably a bug of this provider: please report it with the TrackingId.";
const LIVE = "It may have been changed outside this program: run `pulumi refresh`.";

/** What to do about a code of the service, as far as a goal or a tag can meet it. Microsoft: operation error codes. */
const HINTS: Readonly<Record<number, string>> = {
  0: LATER,
  100: OURS,
  105: `The access token is not valid for this environment, or the user is unknown or inactive. ${SIGN_IN}`,
  106: ACCESS,
  108: "Microsoft has locked this user: sign in to Microsoft Advertising in a browser and follow what it says.",
  109: SIGN_IN,
  113: OURS,
  116: "Set developerToken, customerId and accountId (`msads doctor` says which is missing).",
  117: "Microsoft limits calls per minute for each user and each customer: wait a minute. To make fewer calls, run fewer programs at once, or use a ConversionGoalLibrary.",
  119: "Set accountId to the number that the web address of Microsoft Advertising shows as aid=.",
  120: "Sign in with the credentials that this user was merged into.",
  122: "Sign in with the work account of this user instead of the personal one.",
  123: "Sign in with the personal account of this user instead of the work one.",
  124: "This personal account was moved to a work account: sign in with that.",
  125: "This customer allows no personal accounts: sign in with a work account.",
  126: "Sign in with the kind of account (Microsoft personal, Microsoft work, or Google) that the user was invited with, and set identityProvider to match.",
  201: OURS,
  202: LATER,
  203: OURS,
  204: "The service no longer offers this over SOAP: set transport to rest.",
  205: "Set apiVersion to 13.",
  206: OURS,
  207: "Wait a minute and try again with fewer programs at once.",
  208: "Set accountId to an account that exists and is active.",
  210: LIVE,
  303: "This API version is switched off at Microsoft: set apiVersion to 13; if it is 13, set transport to rest.",
  513: OURS,
  514: OURS,
  515: OURS,
  516: "The campaign is of a type that this provider does not ask for; if Microsoft Advertising shows it, please report that.",
  1001: ACCESS,
  1008: "The account is not active: look into its billing and status in Microsoft Advertising.",
  1010: "Microsoft's system is read-only at the moment: try again later.",
  1029: "Set customerId to the number that the web address of Microsoft Advertising shows as cid=.",
  1030: "Set accountId to the number that the web address of Microsoft Advertising shows as aid=.",
  1031: ACCESS,
  1045: "The account is full, and the API cannot delete what is unused: ask Microsoft's support.",
  1100: "No campaign of this id is in this account: take campaignId from the web address of the campaign in Microsoft Advertising.",
  1102: "Set accountId to the number that the web address of Microsoft Advertising shows as aid=.",
  3101: `The token was issued without multi-factor authentication or for another scope. ${SIGN_IN}`,
  3601: "The service no longer answers at this address: set transport to rest, and leave endpoint unset.",
  4204: "Wait up to 15 minutes and try again.",
  4600: "Let trackingUrlTemplate begin with http://, https://, {lpurl} or {unescapedlpurl}.",
  4601: "Give trackingUrlTemplate at most 2,048 characters.",
  4602: "Put {lpurl}, {lpurl+2}, {lpurl+3}, {unescapedlpurl} or {escapedlpurl} into trackingUrlTemplate.",
  4626: "Set finalUrlSuffix to parameters like utm_source=bing&utm_medium=cpc, without ?, & or # at the beginning.",
  4627: "Remove {ignore} and the placeholders of the final URL, like {lpurl}, from finalUrlSuffix.",
  4629: "Shorten finalUrlSuffix.",
  4873: "Microsoft lists this code for audiences: sharing with customers is not supported for their scope. If a goal or tag meets it, please report it with the TrackingId.",
  5300: "No UET tag of this id is visible to this account: set tagId to the `id` of a tag of the same customer, or share the tag with it.",
  5301: OURS,
  5302: "Two tags of this program have the same name: names are unique among all tags of a customer.",
  5303: "The customer has a tag of this name already: use it with `adopt: true`, or choose another name.",
  5304: OURS,
  5305: "Give the tag a name.",
  5306: "Give the tag a name of 1 to 100 characters.",
  5307: "Shorten the tag's description, or leave it out.",
  5308: OURS,
  5309: OURS,
  5310: OURS,
  5311: OURS,
  5312: OURS,
  5313: "The account holds as many tags as it may (1,200). Unused tags can be deleted in Microsoft Advertising, not over the API; one tag can feed all goals.",
  5314: `No goal of this id is visible to this account. ${LIVE}`,
  5315: OURS,
  5316: "Two goals of this call have the same name: names are unique among all goals of a customer.",
  5317: 'Another account of this customer has a goal of this name, or a goal that was deleted or renamed had it: a name cannot be reused. Choose another name, or take over the goal: with `adopt: true` if it has this name in this account, with `adopt: "<id>"` if it has another name now.',
  5318: OURS,
  5319: "Give the goal a name.",
  5320: "Give the goal a name of 1 to 100 characters.",
  5321: OURS,
  5322: OURS,
  5323: OURS,
  5324: OURS,
  5325: OURS,
  5326: "The account holds as many goals as it may (1,000). Goals cannot be deleted: change a paused one instead of adding one.",
  5327: "The customer holds as many goals as it may (5,000). Goals cannot be deleted: change a paused one instead of adding one.",
  5328: "Set status to Active or Paused.",
  5329: OURS,
  5330: OURS,
  5331: OURS,
  5332: "Set revenue.type to FixedValue with a value, to NoValue without one, or to VariableValue, which Duration, PagesViewedPerVisit, AppInstall and AppDownload goals do not have.",
  5333: "Set revenue.value to a decimal from 0 to 9999999 with at most 3 digits after the point, and only with FixedValue or VariableValue.",
  5334: "Set urlExpression, together with urlOperator.",
  5335: "Set appStoreId.",
  5336: "Give the event at least one pair of expression and operator: action, category, label or value.",
  5337: "Set conversionWindowInMinutes to a whole number from 1 to 129600 (90 days).",
  5338: "Set minimumDurationInSeconds to a whole number from 0 to 86399 (less than a day).",
  5339: "Set minimumPagesViewed to a whole number of pages from 0 to 9999999.",
  5340: "Set appPlatform to Android, iOS, Windows or WindowsPhone.",
  5341: "Shorten urlExpression, and check it if urlOperator is RegularExpression.",
  5342: "Set categoryExpression (1 to 100 characters) and categoryOperator together, or neither.",
  5343: "Set actionExpression (1 to 100 characters) and actionOperator together, or neither.",
  5344: "Set labelExpression (1 to 100 characters) and labelOperator together, or neither.",
  5345: "Set value (a decimal) and valueOperator together, or neither.",
  5346: "Set appStoreId to the app's id in its store, as the store's web address shows it.",
  5347: `The goal has a different type than requested. ${LIVE}`,
  5348: "Leave scope unset, or set it to Customer: goals of apps belong to the customer as a whole.",
  5349: "Leave countType unset: goals of apps always count all conversions.",
  5351: 'Set revenue.currencyCode to an ISO 4217 code that Microsoft Advertising supports, like "EUR"; a preview warns of a code that is not on Microsoft\'s list.',
  5352: "Leave revenue.currencyCode unset: this type of goal uses the account's currency.",
  5355: 'Set revenue.currencyCode (like "EUR"): a goal of Customer scope with a value needs one.',
  5356: "An OfflineConversion or InStoreTransaction goal cannot change its type, and no other goal can become one. Give the goal a new name: the provider then creates a new goal and pauses the old one.",
  5357: "Leave scope unset, or set it to Customer: InStoreTransaction goals belong to the customer as a whole.",
  5358: "A customer can have only one InStoreTransaction goal: take over the existing one with `adopt: true`.",
  5359: "The customer is not in the pilot for InStoreTransaction goals: ask the account manager at Microsoft.",
  5606: "No offline goal has the name that the upload gives: uploads find a goal by its name, so change them when a goal is renamed.",
  5615: "Wait two hours after a goal was created before uploading offline conversions.",
  5667: "An auto goal, which Microsoft created, has this category on this tag already: choose another goalCategory or tag, or change that goal in Microsoft Advertising.",
  3347: "Set goalCategory: Url, Event and OfflineConversion goals need one in API version 13.",
  3349: "Set goalCategory to one that this type of goal can have: Other for Duration and PagesViewedPerVisit, Download for apps, Purchase for InStoreTransaction, any but Download for the others.",
  6604: "Set includeViewThroughConversions to true or false.",
  6605: "The customer has no view-through conversions (Microsoft's feature 616): leave viewThroughConversionWindowInMinutes and includeViewThroughConversions unset, or ask the account manager at Microsoft.",
  6608: "Set viewThroughConversionWindowInMinutes to a whole number from 1 to 43200 (30 days).",
  6609: "Leave viewThroughConversionWindowInMinutes unset: only Url, Duration, PagesViewedPerVisit and Event goals have one.",
  6610: "The customer may not choose goals for single campaigns: let the campaign use the account's goals, or ask the account manager at Microsoft.",
  8138: "This campaign cannot have goals of its own.",
};

const OTHER_CA =
  "If your company's proxy or the server uses a certificate authority of its own, set NODE_EXTRA_CA_CERTS to the file with that authority's certificate.";
const DATES = "Check this machine's clock; if it is right, the server's operator must renew its certificate.";

/** What to do about failures that are not the service's word. */
const SYMPTOMS: Readonly<Record<string, string>> = {
  CallRateExceeded: HINTS[117] ?? "",
  DeserializationFailed: "The service could not read a value, so it refused the whole call.",
  NotTheApi: "Check endpoint and environment, and any proxy in between.",
  HTTP401: SIGN_IN,
  HTTP403: ACCESS,
  HTTP404:
    "Check endpoint and environment; if they are right, this API version or SOAP itself is switched off: set transport to rest.",
  HTTP407: "The proxy requires a sign-in: check HTTPS_PROXY.",
  HTTP410: "SOAP is switched off at this address: set transport to rest.",
  HTTP413: "The call was too large for the endpoint, or for a proxy in between.",
  HTTP429: HINTS[117] ?? "",
  CertificatesUnchecked: `Unset NODE_TLS_REJECT_UNAUTHORIZED. ${OTHER_CA}`,
  SELF_SIGNED_CERT_IN_CHAIN: OTHER_CA,
  DEPTH_ZERO_SELF_SIGNED_CERT: OTHER_CA,
  UNABLE_TO_GET_ISSUER_CERT: OTHER_CA,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: OTHER_CA,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: OTHER_CA,
  CERT_HAS_EXPIRED: DATES,
  CERT_NOT_YET_VALID: DATES,
  ERR_TLS_CERT_ALTNAME_INVALID: "Check the address: another server, or a proxy, answers there.",
  ERR_SSL_WRONG_VERSION_NUMBER:
    "Check the address and its port: the server that answers there does not speak https.",
  BadPort: "Give the server another port: browsers and Node block this one.",
  ECONNREFUSED: "Check endpoint; is the server (or the emulator) running?",
  ENOTFOUND: "Check endpoint, the network, and HTTPS_PROXY if this machine needs a proxy.",
  EAI_AGAIN: "Check the network and the name service of this machine.",
  Timeout: "Check the network; the service may be slow at the moment.",
};

/** What to do about an error, by the service's code or else by its symbol; undefined where nothing is known. */
export function hintFor(code: number | undefined, symbol: string | undefined): string | undefined {
  const known = code === undefined ? undefined : HINTS[code];
  return known ?? (symbol !== undefined && Object.hasOwn(SYMPTOMS, symbol) ? SYMPTOMS[symbol] : undefined);
}

/** Every hint there is, by the service's code and by the symbol of a failure that is not the service's word; for the page of errors. */
export const allHints = {
  byCode: HINTS,
  bySymbol: SYMPTOMS,
  /** What is said of codes that only a mistake of this provider can bring about. */
  ours: OURS,
} as const;

/** An error about one item in one line: what the service said, its code and symbol, the field, and what to do. */
export function explainItem(error: ItemError): string {
  const { code, symbol, message, details, fieldPath, editorial } = error;
  const said = [message, details === message ? undefined : details]
    .filter((part) => part !== undefined)
    .map((part) => part.trim().replace(/\.$/, ""))
    .join(": ");
  const facts = [
    `${code} ${symbol}`,
    fieldPath === undefined ? undefined : `field ${fieldPath}`,
    editorial?.disapprovedText === undefined
      ? undefined
      : `disapproved: ${JSON.stringify(editorial.disapprovedText)}`,
    editorial?.publisherCountry === undefined ? undefined : `in ${editorial.publisherCountry}`,
  ].filter((fact) => fact !== undefined);
  const hint = hintFor(code, symbol);
  return `${said} (${facts.join(", ")}).${hint === undefined ? "" : ` ${hint}`}`;
}
