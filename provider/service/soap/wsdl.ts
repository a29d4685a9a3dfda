import { definitionOf, goalTypesOf } from "../../goals/definitions";
import type { ApiVersion, Fields } from "../../goals/field";
import { tagFields } from "../../tags/tag";
import { type Operation, wireType } from "../wire/operations";
import { answerMembers, operationsOf, requestMembers } from "./messages";
import { ARRAYS_NAMESPACE, SYSTEM_NAMESPACE, serviceNamespace } from "./names";
import { neighbourTypes, shareTypes } from "./neighbourTypes";
import { element, members, repeated, type } from "./schemaText";

/**
 * The part of the service's description that goals, tags and their neighbours need, made from the tables of fields.
 * node-soap takes from it what repeats and what is text; enumerations are mere text here.
 */
export function wsdlOf(version: ApiVersion): string {
  const namespace = serviceNamespace(version);
  const operations = operationsOf(version);
  return (
    `<wsdl:definitions name="CampaignManagementService" targetNamespace="${namespace}" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/"` +
    ` xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tns="${namespace}"` +
    ` xmlns:ids="${ARRAYS_NAMESPACE}" xmlns:sys="${SYSTEM_NAMESPACE}">` +
    `<wsdl:types>${idSchema(ARRAYS_NAMESPACE, "ArrayOflong")}${idSchema(SYSTEM_NAMESPACE, "ArrayOfNullableOflong")}` +
    `${serviceSchema(version)}</wsdl:types>${operations.map(messages).join("")}` +
    `<wsdl:portType name="Port">${operations.map(portOperation).join("")}</wsdl:portType>` +
    `<wsdl:binding name="Binding" type="tns:Port"><soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>` +
    `${operations.map(boundOperation).join("")}</wsdl:binding>` +
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
    operationsOf(version)
      .map((operation) => operationElements(operation, version))
      .join("") +
    type("ArrayOfUetTag", repeated("UetTag", "tns:UetTag")) +
    type(
      "UetTag",
      `${version === 13 ? element("CustomerShare", "tns:CustomerShare") : ""}${members(tagFields, version)}`,
    ) +
    (version === 13 ? shareTypes() + neighbourTypes() : "") +
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
  const sequence = (suffix: string, members: readonly (readonly [string, string])[]) =>
    `<xs:element name="${operation}${suffix}"><xs:complexType><xs:sequence>` +
    `${members.map(([name, of]) => element(name, of)).join("")}</xs:sequence></xs:complexType></xs:element>`;
  return (
    sequence("Request", requestMembers(operation, version)) + sequence("Response", answerMembers(operation))
  );
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
