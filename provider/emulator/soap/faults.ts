import type { Problem } from "../rules";
import { namespaceUri, type Version, xsiNamespace } from "../schema/model";
import { escapeText } from "./write";

const wcfDispatch = "http://schemas.microsoft.com/net/2005/12/windowscommunicationfoundation/dispatcher";
const wcfAddressing = "http://schemas.microsoft.com/ws/2005/05/addressing/none";
const wcfDetail = "http://schemas.datacontract.org/2004/07/System.ServiceModel";

/** The fault for what is wrong with the caller or the service: AdApiFaultDetail. */
export function adApiFault(trackingId: string, problems: readonly Problem[]): string {
  const errors = problems.map((each) => `<AdApiError>${problemXml(each, "Detail")}</AdApiError>`).join("");
  const detail =
    `<AdApiFaultDetail xmlns="${namespaceUri("adapi", 13)}" xmlns:i="${xsiNamespace}">` +
    `<TrackingId>${trackingId}</TrackingId><Errors>${errors}</Errors></AdApiFaultDetail>`;
  return faultXml("s:Server", invalidData(trackingId), detail);
}

/** The fault for what is wrong with the request as a whole: ApiFaultDetail, whose TrackingId is in the adapi namespace. */
export function apiFault(version: Version, trackingId: string, problems: readonly Problem[]): string {
  const errors = problems
    .map((each) => `<OperationError>${problemXml(each, "Details")}</OperationError>`)
    .join("");
  const detail =
    `<ApiFaultDetail xmlns="${namespaceUri("tns", version)}" xmlns:i="${xsiNamespace}">` +
    `<TrackingId xmlns="${namespaceUri("adapi", version)}">${trackingId}</TrackingId>` +
    `<BatchErrors/><OperationErrors>${errors}</OperationErrors></ApiFaultDetail>`;
  return faultXml("s:Server", invalidData(trackingId), detail);
}

/** The same in Customer Management: ApiFault, whose errors have no ErrorCode (Microsoft: ApiFault; Operation Error Codes). */
export function customerFault(trackingId: string, problems: readonly Problem[]): string {
  const errors = problems.map(
    ({ code, message }) =>
      `<OperationError><Code>${code}</Code><Details i:nil="true"/><Message>${escapeText(message)}</Message></OperationError>`,
  );
  const detail =
    `<ApiFault xmlns="${namespaceUri("customer", 13)}/Exception" xmlns:i="${xsiNamespace}">` +
    `<TrackingId xmlns="${namespaceUri("adapi", 13)}">${trackingId}</TrackingId>` +
    `<OperationErrors>${errors.join("")}</OperationErrors></ApiFault>`;
  return faultXml("s:Server", invalidData(trackingId), detail);
}

/** What WCF answers to a body that its formatter cannot read. */
export function deserializationFault(why: string): string {
  const message = `The formatter could not deserialize the request: ${why}`;
  const detail =
    `<ExceptionDetail xmlns="${wcfDetail}" xmlns:i="${xsiNamespace}"><HelpLink i:nil="true"/>` +
    `<InnerException i:nil="true"/><Message>${escapeText(message)}</Message><StackTrace i:nil="true"/>` +
    "<Type>System.ServiceModel.Dispatcher.NetDispatcherFaultException</Type></ExceptionDetail>";
  return faultXml("a:DeserializationFailed", message, detail, wcfDispatch);
}

/** What WCF answers to a SOAPAction that does not name an operation, or not the body's one. */
export function actionFault(action: string): string {
  const message = `No operation is bound to the action "${action}" and this body`;
  return faultXml("a:ActionNotSupported", message, undefined, wcfAddressing);
}

const invalidData = (trackingId: string): string =>
  `Invalid client data. See the fault detail. TrackingId: ${trackingId}.`;

function problemXml(problem: Problem, detailName: "Detail" | "Details"): string {
  return (
    `<Code>${problem.code}</Code><${detailName} i:nil="true"/>` +
    `<ErrorCode>${escapeText(problem.symbol)}</ErrorCode><Message>${escapeText(problem.message)}</Message>`
  );
}

function faultXml(code: string, text: string, detail?: string, codeSpace?: string): string {
  const declared = codeSpace === undefined ? "" : ` xmlns:a="${codeSpace}"`;
  const details = detail === undefined ? "" : `<detail>${detail}</detail>`;
  return (
    `<s:Fault><faultcode${declared}>${code}</faultcode>` +
    `<faultstring xml:lang="en-US">${escapeText(text)}</faultstring>${details}</s:Fault>`
  );
}
