import { customerOperations } from "./messages";
import { CUSTOMER_NAMESPACE, ENTITIES_NAMESPACE } from "./names";
import { element, repeated, type } from "./schemaText";
import { messageElements, wsdlFrame } from "./wsdlFrame";

/**
 * The part of Customer Management's description that finding accounts needs. Microsoft: SearchAccounts, GetUser, AdvertiserAccount; order of
 * elements as in the WSDL that BingAds-Python-SDK carries (customermanagement_service.xml). Members that nobody reads are not described.
 */
export function customerWsdl(): string {
  return wsdlFrame({
    service: "CustomerManagementService",
    namespace: CUSTOMER_NAMESPACE,
    prefixes: { ent: ENTITIES_NAMESPACE },
    schemas: [entitiesSchema(), messagesSchema()],
    operations: customerOperations,
  });
}

function messagesSchema(): string {
  return (
    `<xs:schema elementFormDefault="qualified" targetNamespace="${CUSTOMER_NAMESPACE}">` +
    `<xs:import namespace="${ENTITIES_NAMESPACE}"/>` +
    `${customerOperations.map((operation) => messageElements(operation, 13)).join("")}</xs:schema>`
  );
}

function entitiesSchema(): string {
  return (
    `<xs:schema elementFormDefault="qualified" targetNamespace="${ENTITIES_NAMESPACE}">` +
    list("Predicate") +
    type("Predicate", texts("Field", "Operator", "Value")) +
    list("OrderBy") +
    type("OrderBy", texts("Field", "Order")) +
    type("Paging", element("Index", "xs:int") + element("Size", "xs:int")) +
    list("AdvertiserAccount") +
    type(
      "AdvertiserAccount",
      element("Id", "xs:long") +
        texts("Name", "Number") +
        element("ParentCustomerId", "xs:long") +
        texts("AccountLifeCycleStatus"),
    ) +
    type("User", element("Id", "xs:long")) +
    `</xs:schema>`
  );
}

function list(item: string): string {
  return type(`ArrayOf${item}`, repeated(item, `ent:${item}`));
}

function texts(...names: readonly string[]): string {
  return names.map((name) => element(name, "xs:string")).join("");
}
