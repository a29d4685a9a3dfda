import type { Client } from "soap";
import { serviceAddress } from "../../provider/service/endpoint";
import { wsdlOf } from "../../provider/service/soap/wsdl";
import type { Service } from "./emulator";
import { median, ms, quantile, times } from "./figures";
import { judged, type Row, told } from "./row";
import { restPort, soapPort } from "./session";

const GOALS = 100;
const indexes = Array.from({ length: GOALS }, (_, index) => index);

/** A hundred goals sent as an update, and a hundred read: what that takes of our time, answers being there at once. */
export async function wireRows(service: Service, quick: boolean): Promise<readonly Row[]> {
  await service.reset(0);
  const ids = await filled(service);
  const soap = await pairOf((through) => soapPort(service.url, through), ids);
  const rest = await pairOf((through) => restPort(service.url, through), ids);
  const plain = await plainPair(soap.answers, serviceAddress(service.url, 13), ids);
  const [ours, json, bare] = await interleaved([soap.work, rest.work, plain], quick ? 15 : 60);
  if (ours === undefined || json === undefined || bare === undefined) throw new Error("nothing was measured");
  const ratio = median(bare) / median(ours);
  const spread = (values: readonly number[]) =>
    `p50 ${ms(median(values))}, p95 ${ms(quantile(values, 0.95))}`;
  const reason =
    "node-soap does the work on both sides, and ours checks each answer besides; ten such calls carry 1,000 goals, a small part of any run";
  return [
    judged(
      "wire: 100 goals to XML and back, plain node-soap against ours",
      `${times(ratio)} (${spread(bare)} against ${spread(ours)})`,
      "≥ 3 ×, or why not",
      ratio >= 3,
      ratio >= 3 ? undefined : reason,
    ),
    told(
      "wire: the same over REST",
      `${times(median(ours) / median(json))} faster than ours over SOAP (${spread(json)})`,
    ),
  ];
}

async function filled(service: Service): Promise<readonly string[]> {
  const port = soapPort(service.url);
  const [tag] = (await port.addUetTags([{ fields: { name: "Main site" } }])).items;
  const tagId = tag?.ok ? tag.value.id : undefined;
  const added = await port.addConversionGoals(
    indexes.map((index) => ({
      type: "Url" as const,
      fields: { ...sent(index), tagId, goalCategory: "Purchase" },
    })),
  );
  return added.items.map((item) => (item.ok ? item.value : ""));
}

function sent(index: number) {
  return {
    name: `Goal ${index}`,
    urlOperator: "Contains",
    urlExpression: `/thanks/${index}`,
    conversionWindowInMinutes: 60 + index,
    revenue: { type: "FixedValue", value: "25.5", currencyCode: "EUR" },
  };
}

type Port = ReturnType<typeof soapPort>;
type Work = () => Promise<unknown>;

/** An update and a read of all goals over a port, the emulator's own answers being given again without a network. */
async function pairOf(
  open: (through: typeof fetch) => Port,
  ids: readonly string[],
): Promise<{ readonly work: Work; readonly answers: readonly string[] }> {
  const goals = ids.map((id, index) => ({ id, type: "Url" as const, fields: sent(index) }));
  const run = async (port: Port) => {
    await port.updateConversionGoals(goals);
    await port.getConversionGoals({ ids });
  };
  const answers: { readonly body: string; readonly type: string }[] = [];
  await run(
    open(async (...request) => {
      const answer = await fetch(...request);
      answers.push({ body: await answer.clone().text(), type: answer.headers.get("content-type") ?? "" });
      return answer;
    }),
  );
  let next = 0;
  const again = open(async () => {
    const { body, type } = answers[next++ % answers.length] ?? { body: "", type: "" };
    return new Response(body, { headers: { "content-type": type } });
  });
  return { work: () => run(again), answers: answers.map(({ body }) => body) };
}

/** The same by node-soap as it comes, from the same description of the service. */
async function plainPair(answers: readonly string[], url: string, ids: readonly string[]): Promise<Work> {
  const library = await import("soap");
  const wsdl = new library.WSDL(wsdlOf(13), "", {});
  await new Promise<void>((resolve, reject) => {
    wsdl.onReady((error: Error | null) => (error ? reject(error) : resolve()));
  });
  let next = 0;
  const request = (
    _url: string,
    _data: unknown,
    done: (error: null, answer: object, body: string) => void,
  ) => {
    const body = answers[next++ % answers.length] ?? "";
    setImmediate(() => done(null, { status: 200, headers: {} }, body));
  };
  const client = new library.Client(wsdl, url, { httpClient: { request } as never }) as Client &
    Record<string, (members: unknown) => Promise<unknown>>;
  const goal = (id: string, index: number) => {
    const { name, urlOperator, urlExpression, conversionWindowInMinutes } = sent(index);
    return {
      attributes: { "xsi:type": "tns:UrlGoal" },
      ConversionWindowInMinutes: conversionWindowInMinutes,
      Id: id,
      Name: name,
      Revenue: { CurrencyCode: "EUR", Type: "FixedValue", Value: "25.5" },
      UrlExpression: urlExpression,
      UrlOperator: urlOperator,
    };
  };
  const update = { ConversionGoals: { ConversionGoal: ids.map(goal) } };
  const get = { ConversionGoalIds: { long: ids }, ConversionGoalTypes: "Url" };
  return async () => {
    await client.UpdateConversionGoalsAsync?.(update);
    await client.GetConversionGoalsByIdsAsync?.(get);
  };
}

/** Each in turn, so that what else the machine does falls on all alike. Milliseconds. */
async function interleaved(works: readonly Work[], rounds: number): Promise<readonly (readonly number[])[]> {
  const taken = works.map((): number[] => []);
  for (let round = -5; round < rounds; round += 1)
    for (const [index, work] of works.entries()) {
      const began = performance.now();
      await work();
      if (round >= 0) taken[index]?.push(performance.now() - began);
    }
  return taken;
}
