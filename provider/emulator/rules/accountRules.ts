import { assumed, documented, off } from "./rule";

/** The properties of an account. */
export const accountRules = {
  "goal.auto-tagging": documented(
    "Microsoft: AddConversionGoals, AccountProperty",
    "Each Add and Update of a Duration, Event, OfflineConversion, PagesViewedPerVisit or Url goal sets MSCLKIDAutoTaggingEnabled on, by the API and in the web UI, also where somebody turned it off; Customer scope: in all accounts",
  ),
  "account.auto-tagging": documented(
    "Microsoft: AccountProperty",
    "A new account has MSCLKIDAutoTaggingEnabled on",
  ),
  "account.names-missing": assumed(
    "no code is documented",
    "GetAccountProperties names the properties that it wants",
    206,
    "NullArrayArgument",
  ),
  "account.name-none": assumed(
    "no code is documented",
    "None is no property",
    201,
    "ApiInputValidationError",
  ),
  "account.properties-missing": assumed(
    "no code is documented",
    "SetAccountProperties names the properties that it sets",
    206,
    "NullArrayArgument",
  ),
  "account.property-null": assumed(
    "no code is documented",
    "A property of the list is nil",
    203,
    "NullParameter",
  ),
  "account.all-or-nothing": documented(
    "Microsoft: SetAccountProperties",
    "If one property cannot be set, the call fails and none is set",
  ),
  "account.nil-keeps": assumed(
    "Microsoft: AccountProperty says so of BusinessAttributes and AutoApplyRecommendations",
    "A property without a Value stays as it is",
  ),
  "account.unset-is-nil": assumed(
    "no source",
    "A property that nobody has set reads as nil; otherwise as an empty text",
  ),
  "account.capital-flags": off(
    documented(
      "Microsoft: AddConversionGoals writes True, AccountProperty writes true",
      "Flags read as True and False; otherwise as true and false",
    ),
  ),
  "account.flag-invalid": assumed(
    "Microsoft: AccountProperty allows true and false; the code is not documented",
    "MSCLKIDAutoTaggingEnabled is true or false, in any case",
    201,
    "ApiInputValidationError",
  ),
  "account.view-through-invalid": documented(
    "Microsoft: Error Codes",
    "IncludeViewThroughConversions is true or false",
    6604,
    "ViewThroughAccountSettingValueInvalid",
  ),
  "account.view-through-feature": documented(
    "Microsoft: Error Codes",
    "The customer has no view-through conversions",
    6605,
    "CustomerNotEligibleForViewThroughConversion",
  ),
  "account.view-through-nil": assumed(
    "as with other features that are off",
    "IncludeViewThroughConversions reads as nil for a customer that has no view-through conversions",
  ),
  "account.profile-expansion": documented(
    "Microsoft: Error Codes",
    "ProfileExpansionEnabled is true or false",
    6606,
    "ProfileExpansionSettingInvalid",
  ),
  "account.parallel-tracking": assumed(
    "Microsoft: AccountProperty (required since January 2021); the code is not documented",
    "AdClickParallelTracking can only be set to true",
    201,
    "ApiInputValidationError",
  ),
  "account.template-too-long": documented(
    "Microsoft: AccountProperty, Error Codes",
    "TrackingUrlTemplate has at most 2,048 characters",
    4601,
    "TrackingTemplateTooLong",
  ),
  "account.template-scheme": documented(
    "Microsoft: AccountProperty, Error Codes",
    "TrackingUrlTemplate begins with http://, https://, {lpurl} or {unescapedlpurl}",
    4600,
    "InvalidUrlScheme",
  ),
  "account.template-page": documented(
    "Microsoft: AccountProperty, Error Codes",
    "TrackingUrlTemplate contains {lpurl}, {lpurl+2}, {lpurl+3}, {unescapedlpurl} or {escapedlpurl}",
    4602,
    "MissingLandingPageUrlTag",
  ),
  "account.suffix-characters": documented(
    "Microsoft: URL Tracking with Upgraded URLs, Error Codes",
    "FinalUrlSuffix does not begin with ?, & or #",
    4626,
    "FinalUrlSuffixInvalidCharacters",
  ),
  "account.suffix-parameters": documented(
    "Microsoft: URL Tracking with Upgraded URLs, Error Codes",
    "FinalUrlSuffix contains no {ignore} and none of the placeholders of the final URL",
    4627,
    "FinalUrlSuffixInvalidParameters",
  ),
  "account.suffix-too-long": assumed(
    "the code is documented, the number is that of tracking templates",
    "FinalUrlSuffix has at most 2,048 characters",
    4629,
    "FinalUrlSuffixTooLong",
  ),
} as const;
