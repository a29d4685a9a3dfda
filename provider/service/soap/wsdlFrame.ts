import type { ApiVersion } from "../../goals/field";
import type { Operation } from "../wire/operations";
import { answerMembers, requestMembers } from "./messages";
import { element } from "./schemaText";

/** A description of a service but for what surrounds it. */
interface Described {
  readonly service: string;
  /** Of its messages; prefix tns. */
  readonly namespace: string;
  /** The other namespaces by their prefixes. */
  readonly prefixes: Readonly<Record<string, string>>;
  readonly schemas: readonly string[];
  readonly operations: readonly Operation[];
}

/** The text of a WSDL. */
export function wsdlFrame({ service, namespace, prefixes, schemas, operations }: Described): string {
  const others = Object.entries(prefixes).map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`);
  return (
    `<wsdl:definitions name="${service}" targetNamespace="${namespace}" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/"` +
    ` xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tns="${namespace}"` +
    `${others.join("")}><wsdl:types>${schemas.join("")}</wsdl:types>${operations.map(messages).join("")}` +
    `<wsdl:portType name="Port">${operations.map(portOperation).join("")}</wsdl:portType>` +
    `<wsdl:binding name="Binding" type="tns:Port"><soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>` +
    `${operations.map(boundOperation).join("")}</wsdl:binding>` +
    `<wsdl:service name="${service}"><wsdl:port name="Port" binding="tns:Binding">` +
    `<soap:address location="https://invalid.invalid/"/></wsdl:port></wsdl:service></wsdl:definitions>`
  );
}

/** The elements of an operation's request and answer. */
export function messageElements(operation: Operation, version: ApiVersion): string {
  const sequence = (suffix: string, members: readonly (readonly [string, string])[]) =>
    `<xs:element name="${operation}${suffix}"><xs:complexType><xs:sequence>` +
    `${members.map(([name, of]) => element(name, of)).join("")}</xs:sequence></xs:complexType></xs:element>`;
  return (
    sequence("Request", requestMembers(operation, version)) + sequence("Response", answerMembers(operation))
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
