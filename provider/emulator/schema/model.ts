/** API versions that the emulator speaks; 11 and retired ones only get a fault. */
export type Version = 12 | 13;

/** Which XML namespace a type lives in; `tns` is Campaign Management's and differs by version, `customer` and `entities` are Customer Management's. */
export type Space = "tns" | "adapi" | "arrays" | "system" | "generic" | "customer" | "entities";

/** The namespaces of messages, one for each service. */
export type Root = Extract<Space, "tns" | "customer">;

const fixedSpaces = {
  adapi: "https://adapi.microsoft.com",
  arrays: "http://schemas.microsoft.com/2003/10/Serialization/Arrays",
  system: "http://schemas.datacontract.org/2004/07/System",
  generic: "http://schemas.datacontract.org/2004/07/System.Collections.Generic",
  customer: "https://bingads.microsoft.com/Customer/v13",
  entities: "https://bingads.microsoft.com/Customer/v13/Entities",
} as const;

export const xsiNamespace = "http://www.w3.org/2001/XMLSchema-instance";
export const soapNamespace = "http://schemas.xmlsoap.org/soap/envelope/";

/** The URI of a namespace in a version. */
export function namespaceUri(space: Space, version: Version | 11): string {
  return space === "tns"
    ? `https://bingads.microsoft.com/CampaignManagement/v${version}`
    : fixedSpaces[space];
}

/** A simple type with named values; `list` = flags, written as one element with blanks between. */
export interface EnumType {
  readonly values: readonly string[];
  /** Values that only v13 knows. */
  readonly since13?: readonly string[];
  readonly list?: true;
  /** Default tns. */
  readonly space?: Space;
}

export interface Field {
  readonly name: string;
  /** `xs:…`, or the name of an enum or complex type of the tables. */
  readonly type: string;
  readonly nillable: boolean;
  /** Occurs any number of times: the only field of an ArrayOf… type. */
  readonly many?: true;
  /** Must occur. */
  readonly required?: true;
  /** Only in v13. */
  readonly since13?: true;
  /** Left out of a response when unset (EmitDefaultValue=false); other unset fields are sent as nil. */
  readonly silent?: true;
}

export interface ComplexType {
  readonly space: Space;
  readonly base?: string;
  readonly fields: readonly Field[];
  readonly since13?: true;
}

type FieldMarks = Omit<Field, "name" | "type" | "nillable">;

/** A field that may be nil, as nearly all of the service's fields may. */
export function field(name: string, type: string, marks: FieldMarks = {}): Field {
  return { name, type, nillable: true, ...marks };
}

/** A field that cannot be nil. */
export function plain(name: string, type: string, marks: FieldMarks = {}): Field {
  return { name, type, nillable: false, ...marks };
}

/** An ArrayOf… type: its one field repeats. */
export function arrayOf(item: string, type: string, nillable = true, space: Space = "tns"): ComplexType {
  return { space, fields: [{ name: item, type, nillable, many: true }] };
}
