import { arrayOf, type ComplexType, field, plain } from "./model";

/** UET tags and how they are shared between accounts. */
const tagTypes: Readonly<Record<string, ComplexType>> = {
  UetTag: {
    space: "tns",
    fields: [
      field("CustomerShare", "CustomerShare", { since13: true }),
      field("Description", "xs:string"),
      field("Id", "xs:long"),
      field("Industry", "UetTagIndustry", { since13: true, silent: true }),
      field("Name", "xs:string"),
      field("TrackingNoScript", "xs:string"),
      field("TrackingScript", "xs:string"),
      field("TrackingStatus", "UetTagTrackingStatus"),
    ],
  },
  ArrayOfUetTag: arrayOf("UetTag", "UetTag"),
  CustomerShare: {
    space: "tns",
    since13: true,
    fields: [
      field("CustomerAccountShares", "ArrayOfCustomerAccountShare"),
      field("OwnerCustomerId", "xs:long"),
    ],
  },
  ArrayOfCustomerAccountShare: {
    ...arrayOf("CustomerAccountShare", "CustomerAccountShare"),
    since13: true,
  },
  CustomerAccountShare: {
    space: "tns",
    since13: true,
    fields: [
      field("AccountId", "xs:long"),
      field("Associations", "ArrayOfCustomerAccountShareAssociation"),
      field("CustomerId", "xs:long"),
    ],
  },
  ArrayOfCustomerAccountShareAssociation: {
    ...arrayOf("CustomerAccountShareAssociation", "CustomerAccountShareAssociation"),
    since13: true,
  },
  CustomerAccountShareAssociation: {
    space: "tns",
    since13: true,
    fields: [field("AssociationCount", "xs:long"), field("UsageType", "xs:string")],
  },
};

/** Errors of single items and faults of whole calls. */
const errorTypes: Readonly<Record<string, ComplexType>> = {
  BatchError: {
    space: "tns",
    fields: [
      plain("Code", "xs:int"),
      field("Details", "xs:string"),
      field("ErrorCode", "xs:string"),
      field("FieldPath", "xs:string"),
      field("ForwardCompatibilityMap", "ArrayOfKeyValuePairOfstringstring"),
      plain("Index", "xs:int"),
      field("Message", "xs:string"),
      field("Type", "xs:string"),
    ],
  },
  EditorialError: {
    space: "tns",
    base: "BatchError",
    fields: [
      field("Appealable", "xs:boolean"),
      field("DisapprovedText", "xs:string"),
      field("Location", "xs:string"),
      field("PublisherCountry", "xs:string"),
      plain("ReasonCode", "xs:int"),
    ],
  },
  ArrayOfBatchError: arrayOf("BatchError", "BatchError"),
  OperationError: {
    space: "tns",
    fields: [
      plain("Code", "xs:int"),
      field("Details", "xs:string"),
      field("ErrorCode", "xs:string"),
      field("Message", "xs:string"),
    ],
  },
  ArrayOfOperationError: arrayOf("OperationError", "OperationError"),
  ApplicationFault: { space: "adapi", fields: [field("TrackingId", "xs:string")] },
  ApiFaultDetail: {
    space: "tns",
    base: "ApplicationFault",
    fields: [field("BatchErrors", "ArrayOfBatchError"), field("OperationErrors", "ArrayOfOperationError")],
  },
  AdApiFaultDetail: {
    space: "adapi",
    base: "ApplicationFault",
    fields: [field("Errors", "ArrayOfAdApiError")],
  },
  ArrayOfAdApiError: arrayOf("AdApiError", "AdApiError", true, "adapi"),
  AdApiError: {
    space: "adapi",
    fields: [
      plain("Code", "xs:int"),
      field("Detail", "xs:string"),
      field("ErrorCode", "xs:string"),
      field("Message", "xs:string"),
    ],
  },
};

/** Lists of ids and pairs, each in its serialiser's own namespace. */
const listTypes: Readonly<Record<string, ComplexType>> = {
  ArrayOflong: arrayOf("long", "xs:long", false, "arrays"),
  ArrayOfstring: arrayOf("string", "xs:string", true, "arrays"),
  ArrayOfNullableOflong: arrayOf("long", "xs:long", true, "system"),
  ArrayOfKeyValuePairOfstringstring: arrayOf(
    "KeyValuePairOfstringstring",
    "KeyValuePairOfstringstring",
    false,
    "generic",
  ),
  KeyValuePairOfstringstring: {
    space: "generic",
    fields: [field("key", "xs:string", { required: true }), field("value", "xs:string", { required: true })],
  },
};

export const otherTypes: Readonly<Record<string, ComplexType>> = { ...tagTypes, ...errorTypes, ...listTypes };
