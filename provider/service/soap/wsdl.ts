import { definitionOf, goalTypesOf } from "../../goals/definitions";
import type { ApiVersion, Fields } from "../../goals/field";
import { tagFields } from "../../tags/tag";
import { wireType } from "../wire/operations";
import { operationsOf } from "./messages";
import { ARRAYS_NAMESPACE, SYSTEM_NAMESPACE, serviceNamespace } from "./names";
import { neighbourTypes, shareTypes } from "./neighbourTypes";
import { element, members, repeated, type } from "./schemaText";
import { messageElements, wsdlFrame } from "./wsdlFrame";

/**
 * The part of the service's description that goals, tags and their neighbours need, made from the tables of fields.
 * node-soap takes from it what repeats and what is text; enumerations are mere text here.
 */
export function wsdlOf(version: ApiVersion): string {
  return wsdlFrame({
    service: "CampaignManagementService",
    namespace: serviceNamespace(version),
    prefixes: { ids: ARRAYS_NAMESPACE, sys: SYSTEM_NAMESPACE },
    schemas: [
      idSchema(ARRAYS_NAMESPACE, "ArrayOflong"),
      idSchema(SYSTEM_NAMESPACE, "ArrayOfNullableOflong"),
      serviceSchema(version),
    ],
    operations: operationsOf(version),
  });
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
      .map((operation) => messageElements(operation, version))
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

function derived(name: string, base: string, content: string): string {
  return (
    `<xs:complexType name="${name}"><xs:complexContent><xs:extension base="tns:${base}">` +
    `<xs:sequence>${content}</xs:sequence></xs:extension></xs:complexContent></xs:complexType>`
  );
}
