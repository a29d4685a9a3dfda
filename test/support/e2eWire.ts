import { createRequire } from "node:module";
import { passIgnoresOn } from "../../provider/dynamic/engineIgnores";

/** Properties as they travel between the engine and a provider. */
export type Values = Readonly<Record<string, unknown>>;

interface StructLibrary {
  readonly Struct: { fromJavaScript(values: Values): { toJavaScript(): Record<string, unknown> } };
}

const fromSdk = createRequire(createRequire(__filename).resolve("@pulumi/pulumi"));
const { Struct } = fromSdk("google-protobuf/google/protobuf/struct_pb") as StructLibrary;

type Message = ReturnType<StructLibrary["Struct"]["fromJavaScript"]>;
interface Request {
  getNews(): Message | undefined;
  getIgnorechangesList(): string[];
  setNews(news: Message): unknown;
  setIgnorechangesList(ignored: readonly string[]): unknown;
}
type Requests = Readonly<Record<"DiffRequest" | "UpdateRequest", new () => Request>>;
const { DiffRequest, UpdateRequest } = fromSdk("@pulumi/pulumi/proto/provider_pb.js") as Requests;
const REQUESTS = { diff: class extends DiffRequest {}, update: class extends UpdateRequest {} };
passIgnoresOn(Object.values(REQUESTS));

/** New inputs as Pulumi's process for dynamic providers takes them out of a request, which says what the engine ignores in the end. */
export function newsOf(
  method: keyof typeof REQUESTS,
  inputs: Values,
  ignored: readonly string[] = [],
): Record<string, unknown> {
  const request = new REQUESTS[method]();
  request.setNews(Struct.fromJavaScript(inputs));
  request.setIgnorechangesList(ignored);
  return request.getNews()?.toJavaScript() ?? {};
}

/** Values after the protocol's own encoding. Throws for what it cannot carry, such as undefined. */
export function overTheWire(values: Values): Record<string, unknown> {
  return Struct.fromJavaScript(values).toJavaScript();
}
