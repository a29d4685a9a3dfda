import { arrayOf, type ComplexType, type EnumType, type Field, field, plain } from "./model";

const entity = (...fields: readonly Field[]): ComplexType => ({ space: "entities", since13: true, fields });
const list = (item: string): ComplexType => ({ ...arrayOf(item, item, true, "entities"), since13: true });
const silent = { silent: true } as const;

/** Enumerations that only answers have, and members that are nil in all answers here, have no types of their own. */
const text = (name: string): Field => field(name, "xs:string");

/**
 * What finding accounts needs of Customer Management, in the order of the wire (Microsoft: AdvertiserAccount, User, CustomerRole, Predicate,
 * OrderBy, Paging; the WSDL in BingAds-Python-SDK, customermanagement_service.xml).
 */
export const customerTypes: Readonly<Record<string, ComplexType>> = {
  ArrayOfPredicate: list("Predicate"),
  Predicate: entity(text("Field"), plain("Operator", "PredicateOperator"), text("Value")),
  ArrayOfOrderBy: list("OrderBy"),
  OrderBy: entity(plain("Field", "OrderByField"), plain("Order", "SortOrder")),
  Paging: entity(plain("Index", "xs:int"), plain("Size", "xs:int")),
  ArrayOfAdvertiserAccount: list("AdvertiserAccount"),
  AdvertiserAccount: entity(
    field("BillToCustomerId", "xs:long"),
    text("CurrencyCode"),
    text("AccountFinancialStatus"),
    field("Id", "xs:long"),
    text("Language"),
    field("LastModifiedByUserId", "xs:long"),
    field("LastModifiedTime", "xs:dateTime"),
    text("Name"),
    text("Number"),
    plain("ParentCustomerId", "xs:long"),
    field("PaymentMethodId", "xs:long"),
    text("PaymentMethodType"),
    field("PrimaryUserId", "xs:long"),
    field("AccountLifeCycleStatus", "AccountLifeCycleStatus"),
    text("TimeStamp"),
    text("TimeZone"),
    field("PauseReason", "xs:int"),
    field("ForwardCompatibilityMap", "ArrayOfKeyValuePairOfstringstring"),
    text("LinkedAgencies"),
    field("SalesHouseCustomerId", "xs:long"),
    field("TaxInformation", "ArrayOfKeyValuePairOfstringstring"),
    field("BackUpPaymentInstrumentId", "xs:long"),
    field("BillingThresholdAmount", "xs:decimal"),
    text("BusinessAddress"),
    text("AutoTagType"),
    field("SoldToPaymentInstrumentId", "xs:long"),
    field("TaxCertificate", "xs:string", silent),
    field("AccountMode", "xs:string", silent),
  ),
  User: entity(
    text("ContactInfo"),
    field("CustomerId", "xs:long"),
    field("Id", "xs:long"),
    text("JobTitle"),
    field("LastModifiedByUserId", "xs:long"),
    field("LastModifiedTime", "xs:dateTime"),
    text("Lcid"),
    text("Name"),
    text("Password"),
    text("SecretAnswer"),
    plain("SecretQuestion", "xs:string"),
    text("UserLifeCycleStatus"),
    text("TimeStamp"),
    text("UserName"),
    field("ForwardCompatibilityMap", "ArrayOfKeyValuePairOfstringstring"),
    text("AuthenticationToken"),
  ),
  ArrayOfCustomerRole: list("CustomerRole"),
  CustomerRole: entity(
    plain("RoleId", "xs:int"),
    plain("CustomerId", "xs:long"),
    field("AccountIds", "ArrayOflong"),
    field("LinkedAccountIds", "ArrayOflong"),
    text("CustomerLinkPermission"),
  ),
};

const values = (...since13: readonly string[]): EnumType => ({ values: [], since13, space: "entities" });

/** Microsoft: value sets of Customer Management. */
export const customerEnums: Readonly<Record<string, EnumType>> = {
  AccountAdditionalField: { ...values("TaxCertificate", "AccountMode"), list: true },
  AccountLifeCycleStatus: values("Draft", "Active", "Inactive", "Pause", "Pending", "Suspended"),
  OrderByField: values("Id", "Name", "Number"),
  PredicateOperator: values(
    "Equals",
    "NotEquals",
    "Contains",
    "In",
    "GreaterThanEquals",
    "LessThanEquals",
    "StartsWith",
    "NotContains",
  ),
  SortOrder: values("Ascending", "Descending"),
};
