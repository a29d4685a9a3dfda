import type { PluginAttach } from "@pulumi/pulumi/proto/plugin_pb.js";
import type * as messages from "@pulumi/pulumi/proto/provider_pb.js";
import { inWords } from "../goals/problem";
import { checkResponse, failure } from "./checkResponse";
import type { PluginProcess } from "./process";
import type { Sdk } from "./sdk";
import { decoded } from "./values";

/** What the engine asks of the plugin and of its configuration, and the look-ups. */
export function providerCalls(sdk: Sdk, plugin: PluginProcess) {
  const { provider } = sdk;
  return {
    handshake: (request: messages.ProviderHandshakeRequest) => {
      plugin.greeted(request.getSupportsRefreshBeforeUpdate());
      const answer = new provider.ProviderHandshakeResponse();
      answer.setAcceptSecrets(true);
      return answer;
    },
    attach: (request: PluginAttach) => {
      plugin.attach(request.getAddress());
      return new sdk.empty.Empty();
    },
    getPluginInfo: () => {
      const info = new sdk.plugin.PluginInfo();
      info.setVersion(plugin.version);
      return info;
    },
    getSchema: () => {
      const answer = new provider.GetSchemaResponse();
      answer.setSchema(plugin.schema());
      return answer;
    },
    checkConfig: (request: messages.CheckRequest) => {
      const { inputs, failures } = plugin.checkConfig(nameOf(request), decoded(request.getNews()));
      return checkResponse(sdk, inputs, failures);
    },
    diffConfig: (request: messages.DiffRequest) => {
      const olds = decoded(request.getOldInputs() ?? request.getOlds());
      const isSame = plugin.isSameConfig(olds.values, decoded(request.getNews()).values);
      const { DIFF_NONE, DIFF_SOME } = provider.DiffResponse.DiffChanges;
      const answer = new provider.DiffResponse();
      answer.setChanges(isSame ? DIFF_NONE : DIFF_SOME);
      return answer;
    },
    configure: async (request: messages.ConfigureRequest) => {
      await plugin.configure(nameOf(request), decoded(request.getArgs()).values);
      const answer = new provider.ConfigureResponse();
      answer.setAcceptsecrets(true);
      answer.setSupportspreview(true);
      return answer;
    },
    invoke: async (request: messages.InvokeRequest) => {
      const found = await plugin.invoke(request.getTok(), decoded(request.getArgs()).values);
      const answer = new provider.InvokeResponse();
      if ("result" in found) answer.setReturn(sdk.struct.Struct.fromJavaScript(found.result));
      else answer.setFailuresList(found.failures.map((each) => failure(sdk, inWords(each))));
      return answer;
    },
    cancel: () => {
      plugin.cancel();
      return new sdk.empty.Empty();
    },
  };
}

/** A provider's name in the program; older CLIs do not tell it. */
function nameOf(request: { getName(): string | undefined }): string | undefined {
  return request.getName() || undefined;
}
