import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Version } from "../../provider/emulator/schema/model";
import type { Xml, XmlElement } from "../../provider/emulator/schema/validator";

const directory = process.env.MSADS_CONTRACT_DIR;

/** Whether Microsoft's own files are at hand; they are not part of the project. */
export const haveContract = directory !== undefined && existsSync(directory);

export function contractFile(name: string): string {
  return readFileSync(join(directory ?? "", name), "utf8");
}

/** Says how many tests were left out for want of Microsoft's files. */
export function reportSkipped(count: number): void {
  if (!haveContract) process.stdout.write(`${count} skipped: no contract files\n`);
}

/** The schema inside a WSDL, as a function that gives its complaint about an element. */
export function officialSchema(xml: Xml, version: Version): (element: XmlElement) => string | undefined {
  const wsdl = contractFile(`campaign-management-v${version}.wsdl`);
  const schemas = new Map(
    [...wsdl.matchAll(/<xs:schema[\s\S]*?<\/xs:schema>/g)].map(([text]) => [
      /targetNamespace="([^"]+)"/.exec(text)?.[1] ?? "",
      text,
    ]),
  );
  const location = (uri: string) => `official-v${version}:${[...schemas.keys()].indexOf(uri)}.xsd`;
  const linked = (text: string) =>
    text.replaceAll(
      /<xs:import namespace="([^"]+)" ?\/>/g,
      (_all, uri: string) => `<xs:import namespace="${uri}" schemaLocation="${location(uri)}"/>`,
    );
  const buffers = [...schemas].map(([uri, text]) => [location(uri), Buffer.from(linked(text))] as const);
  xml.xmlRegisterInputProvider(new xml.XmlBufferInputProvider(Object.fromEntries(buffers)));
  const uri = `https://bingads.microsoft.com/CampaignManagement/v${version}`;
  const root = linked(schemas.get(uri) ?? "").replace("<xs:schema ", `<xs:schema xmlns:tns="${uri}" `);
  const document = xml.XmlDocument.fromString(root, { url: location(uri) });
  const validator = xml.XsdValidator.fromDoc(document);
  return (element) => {
    try {
      validator.validate(element);
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  };
}
