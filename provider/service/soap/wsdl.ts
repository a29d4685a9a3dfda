import { definitionOf, goalTypesOf } from "../../goals/definitions";
import type { ApiVersion, Field, Fields } from "../../goals/field";
import { tagFields } from "../../tags/tag";
import { OPERATIONS, type Operation, wireName, wireType } from "../wire/operations";
import { ARRAYS_NAMESPACE, SYSTEM_NAMESPACE, serviceNamespace } from "./names";

/** The members of each request, in the order of the schema. */
export function requestMembers(operation: Operation, version: ApiVersion): readonly string[] {
  const additional = version === 13 ? ["ReturnAdditionalFields"] : [];
  switch (operation) {
    case "AddUetTags":
    case "UpdateUetTags":
      return ["UetTags"];
    case "GetUetTagsByIds":
      return ["TagIds", ...additional];
    case "AddConversionGoals":
    case "UpdateConversionGoals":
      return ["ConversionGoals"];
    case "GetConversionGoalsByIds":
      return ["ConversionGoalIds", "ConversionGoalTypes", ...additional];
    case "GetConversionGoalsByTagIds":
      return ["TagIds", "ConversionGoalTypes", ...additional];
  }
}

/** What an answer carries besides PartialErrors. */
function answerMember(operation: Operation): string | undefined {
  if (operation === "AddConversionGoals") return "ConversionGoalIds";
  if (operation.startsWith("Update")) return undefined;
  return operation.endsWith("UetTags") || operation.endsWith("UetTagsByIds") ? "UetTags" : "ConversionGoals";
}

/**
 * The part of the service's description that goals and tags need, made from the tables of fields.
 * node-soap takes from it what repeats and what is text; enumerations are mere text here.
 */
export function wsdlOf(version: ApiVersion): string {
  const namespace = serviceNamespace(version);
  return (
    `<wsdl:definitions name="CampaignManagementService" targetNamespace="${namespace}" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/"` +
    ` xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tns="${namespace}"` +
    ` xmlns:ids="${ARRAYS_NAMESPACE}" xmlns:sys="${SYSTEM_NAMESPACE}">` +
    `<wsdl:types>${idSchema(ARRAYS_NAMESPACE, "ArrayOflong")}${idSchema(SYSTEM_NAMESPACE, "ArrayOfNullableOflong")}` +
    `${serviceSchema(version)}</wsdl:types>${OPERATIONS.map(messages).join("")}` +
    `<wsdl:portType name="Port">${OPERATIONS.map(portOperation).join("")}</wsdl:portType>` +
    `<wsdl:binding name="Binding" type="tns:Port"><soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>` +
    `${OPERATIONS.map(boundOperation).join("")}</wsdl:binding>` +
    `<wsdl:service name="CampaignManagementService"><wsdl:port name="Port" binding="tns:Binding">` +
    `<soap:address location="https://invalid.invalid/"/></wsdl:port></wsdl:service></wsdl:definitions>`
  );
}

function idSchema(namespace: string, name: string): string {
  return (
    `<xs:schema elementFormDefault="qualified" targetNamespace="${namespace}">` +
    `${type(name, repeated("long", "xs:long"))}</xs:schema>`
  );
}

function serviceSchema(version: ApiVersion): string {
  const definitions = goalTypesOf(version).map(definitionOf);
  const base = Object.assign({}, ...definitions.map((definition) => definition.base)) as Fields;
  return (
    `<xs:schema elementFormDefault="qualified" targetNamespace="${serviceNamespace(version)}">` +
    `<xs:import namespace="${ARRAYS_NAMESPACE}"/><xs:import namespace="${SYSTEM_NAMESPACE}"/>` +
    OPERATIONS.map((operation) => operationElements(operation, version)).join("") +
    type("ArrayOfUetTag", repeated("UetTag", "tns:UetTag")) +
    type("UetTag", members(tagFields, version)) +
    type("ArrayOfConversionGoal", repeated("ConversionGoal", "tns:ConversionGoal")) +
    type("ConversionGoal", members(base, version)) +
    definitions
      .map(({ type: name, own }) => derived(wireType(name), "ConversionGoal", members(own, version)))
      .join("") +
    type("ConversionGoalRevenue", members(base.revenue?.inside ?? {}, version)) +
    errorTypes() +
    `</xs:schema>`
  );
}

function errorTypes(): string {
  const texts = (...names: readonly string[]) => names.map((name) => element(name, "xs:string")).join("");
  return (
    type("ArrayOfBatchError", repeated("BatchError", "tns:BatchError")) +
    type(
      "BatchError",
      `${element("Code", "xs:int")}${texts("Details", "ErrorCode", "FieldPath")}${element("Index", "xs:int")}${texts("Message", "Type")}`,
    ) +
    derived(
      "EditorialError",
      "BatchError",
      `${element("Appealable", "xs:boolean")}${texts("DisapprovedText", "Location", "PublisherCountry")}${element("ReasonCode", "xs:int")}`,
    )
  );
}

function operationElements(operation: Operation, version: ApiVersion): string {
  const request = requestMembers(operation, version).map((name) => element(name, memberType(name)));
  const answer = answerMember(operation);
  const own = answer === undefined ? "" : element(answer, answerType(answer));
  return (
    `<xs:element name="${operation}Request"><xs:complexType><xs:sequence>${request.join("")}</xs:sequence></xs:complexType></xs:element>` +
    `<xs:element name="${operation}Response"><xs:complexType><xs:sequence>${own}${element("PartialErrors", "tns:ArrayOfBatchError")}` +
    `</xs:sequence></xs:complexType></xs:element>`
  );
}

function memberType(name: string): string {
  if (name.endsWith("Ids")) return "ids:ArrayOflong";
  return name === "UetTags" || name === "ConversionGoals" ? answerType(name) : "xs:string";
}

function answerType(name: string): string {
  if (name === "ConversionGoalIds") return "sys:ArrayOfNullableOflong";
  return name === "UetTags" ? "tns:ArrayOfUetTag" : "tns:ArrayOfConversionGoal";
}

function members(fields: Fields, version: ApiVersion): string {
  return Object.entries(fields)
    .filter(([, field]) => field.since <= version)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => element(wireName(name), schemaType(field)))
    .join("");
}

function schemaType(field: Field): string {
  switch (field.kind) {
    case "text":
    case "choice":
      return "xs:string";
    case "whole":
      return "xs:int";
    case "decimal":
      return "xs:decimal";
    case "flag":
      return "xs:boolean";
    case "id":
      return "xs:long";
    case "object":
      return "tns:ConversionGoalRevenue";
  }
}

function element(name: string, of: string): string {
  return `<xs:element minOccurs="0" name="${name}" nillable="true" type="${of}"/>`;
}

function repeated(name: string, of: string): string {
  return `<xs:element minOccurs="0" maxOccurs="unbounded" name="${name}" nillable="true" type="${of}"/>`;
}

function type(name: string, content: string): string {
  return `<xs:complexType name="${name}"><xs:sequence>${content}</xs:sequence></xs:complexType>`;
}

function derived(name: string, base: string, content: string): string {
  return (
    `<xs:complexType name="${name}"><xs:complexContent><xs:extension base="tns:${base}">` +
    `<xs:sequence>${content}</xs:sequence></xs:extension></xs:complexContent></xs:complexType>`
  );
}

function messages(operation: Operation): string {
  const message = (suffix: string) =>
    `<wsdl:message name="${operation}${suffix}"><wsdl:part name="parameters" element="tns:${operation}${suffix}"/></wsdl:message>`;
  return message("Request") + message("Response");
}

function portOperation(operation: Operation): string {
  return (
    `<wsdl:operation name="${operation}"><wsdl:input message="tns:${operation}Request"/>` +
    `<wsdl:output message="tns:${operation}Response"/></wsdl:operation>`
  );
}

function boundOperation(operation: Operation): string {
  return (
    `<wsdl:operation name="${operation}"><soap:operation soapAction="${operation}" style="document"/>` +
    `<wsdl:input><soap:body use="literal"/></wsdl:input><wsdl:output><soap:body use="literal"/></wsdl:output></wsdl:operation>`
  );
}
