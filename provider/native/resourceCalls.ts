import type * as messages from "@pulumi/pulumi/proto/provider_pb.js";
import { stepsOf } from "../goals/propertyPath";
import { checkResponse } from "./checkResponse";
import type { PropertyDiff } from "./detailedDiff";
import type { PluginProcess } from "./process";
import type { Change } from "./resources";
import type { Sdk } from "./sdk";
import { decoded } from "./values";

/** What the engine asks of one resource. Whatever comes back asks for a refresh before its next update: so drift shows in Pulumi's own diff. */
export function resourceCalls(sdk: Sdk, { resources }: PluginProcess) {
  const { provider } = sdk;
  const { Struct } = sdk.struct;
  return {
    check: async (request: messages.CheckRequest) => {
      const { inputs, failures } = await resources.check({
        urn: request.getUrn(),
        olds: decoded(request.getOlds()),
        news: decoded(request.getNews()),
      });
      return checkResponse(sdk, inputs, failures);
    },
    diff: async (request: messages.DiffRequest) => {
      const { changes, replaces, properties } = await resources.diff(changeOf(request));
      const { DIFF_NONE, DIFF_SOME } = provider.DiffResponse.DiffChanges;
      const answer = new provider.DiffResponse();
      answer.setChanges(changes ? DIFF_SOME : DIFF_NONE);
      answer.setReplacesList([...replaces]);
      answer.setDiffsList([...new Set([...properties.keys()].map((path) => stepsOf(path)[0] ?? path))]);
      for (const [path, each] of properties) answer.getDetaileddiffMap().set(path, propertyDiff(sdk, each));
      answer.setHasdetaileddiff(properties.size > 0);
      return answer;
    },
    create: async (request: messages.CreateRequest) => {
      const news = decoded(request.getProperties());
      const made = await resources.create({ urn: request.getUrn(), news, isPreview: request.getPreview() });
      const answer = new provider.CreateResponse();
      answer.setId(made.id);
      answer.setProperties(Struct.fromJavaScript(made.outputs));
      answer.setRefreshBeforeUpdate(true);
      return answer;
    },
    read: async (request: messages.ReadRequest) => {
      const seen = await resources.read({
        urn: request.getUrn(),
        id: request.getId(),
        outputs: decoded(request.getProperties()),
        inputs: decoded(request.getInputs()),
      });
      const answer = new provider.ReadResponse();
      if (seen.id === undefined) return answer;
      answer.setId(seen.id);
      answer.setProperties(Struct.fromJavaScript(seen.outputs));
      answer.setInputs(Struct.fromJavaScript(seen.inputs));
      answer.setRefreshBeforeUpdate(true);
      return answer;
    },
    update: async (request: messages.UpdateRequest) => {
      const { outputs } = await resources.update({ ...changeOf(request), isPreview: request.getPreview() });
      const answer = new provider.UpdateResponse();
      answer.setProperties(Struct.fromJavaScript(outputs));
      answer.setRefreshBeforeUpdate(true);
      return answer;
    },
    delete: async (request: messages.DeleteRequest) => {
      const olds = decoded(request.getProperties());
      await resources.delete({ urn: request.getUrn(), id: request.getId(), olds });
      return new sdk.empty.Empty();
    },
  };
}

function changeOf(request: messages.DiffRequest | messages.UpdateRequest): Change {
  return {
    urn: request.getUrn(),
    id: request.getId(),
    olds: decoded(request.getOlds()),
    news: decoded(request.getNews()),
    ignored: request.getIgnorechangesList(),
    oldInputs: decoded(request.getOldInputs()),
  };
}

function propertyDiff({ provider: { PropertyDiff: Message } }: Sdk, diff: PropertyDiff) {
  const { ADD, ADD_REPLACE, DELETE, DELETE_REPLACE, UPDATE, UPDATE_REPLACE } = Message.Kind;
  const kinds = {
    add: [ADD, ADD_REPLACE],
    delete: [DELETE, DELETE_REPLACE],
    update: [UPDATE, UPDATE_REPLACE],
  } as const;
  const message = new Message();
  message.setKind(kinds[diff.kind][diff.replaces ? 1 : 0]);
  message.setInputdiff(diff.inputDiff);
  return message;
}
