import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { useProxy } from "../../provider/service/proxy";
import { type Stub, startStub } from "./stub";
import { TRANSPORTS } from "./transports";

describe.each(TRANSPORTS)("HTTPS_PROXY over $name", ({ port: portTo, answer }) => {
  const asked: string[] = [];
  const proxy = createServer();
  proxy.on("connect", (request, socket) => {
    asked.push(String(request.url));
    socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
  });
  let stub: Stub;
  let url: string;
  let restore = () => {};
  beforeAll(async () => {
    stub = await startStub();
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    url = `http://user:hunter22@127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    restore();
    asked.length = 0;
  });
  afterAll(async () => {
    await stub.close();
    proxy.closeAllConnections();
    proxy.close();
  });

  it.each(["HTTPS_PROXY", "https_proxy"])(
    "%s leads calls through the proxy, and the proxy's password into no error",
    async (name) => {
      const use = useProxy({ [name]: url });
      ({ restore } = use);
      expect(use.state).toBe("used");
      const call = portTo("https://campaign.invalid").addUetTags([{ fields: { name: "n" } }]);
      await expect(call).rejects.toMatchObject({
        outcome: "unreachable",
        message: expect.stringContaining("the proxy did not let the call through"),
      });
      await expect(call).rejects.not.toThrow("hunter22");
      expect(asked).toEqual(["campaign.invalid:443"]);
    },
  );

  it.each(["HTTP_PROXY", "http_proxy"])(
    "never leads calls to this machine through it, nor through %s",
    async (name) => {
      vi.stubEnv(name, url);
      ({ restore } = useProxy({ HTTPS_PROXY: url, [name]: url }));
      stub.answer(answer("GetUetTagsByIds", { UetTags: [] }));
      expect(await portTo(stub.url).getUetTags("all")).toEqual([]);
      expect(asked).toEqual([]);
    },
  );

  it("leaves out the hosts of NO_PROXY", async () => {
    ({ restore } = useProxy({ HTTPS_PROXY: url, NO_PROXY: "campaign.invalid" }));
    await expect(portTo("https://campaign.invalid").getUetTags("all")).rejects.toMatchObject({
      outcome: "unreachable",
    });
    expect(asked).toEqual([]);
  });

  it("changes nothing where there is none, and says when it is no URL", () => {
    expect(useProxy({ HTTPS_PROXY: "" }).state).toBe("none");
    expect(() => useProxy({ HTTPS_PROXY: "hunter22 nonsense" })).toThrow("HTTPS_PROXY is not a URL");
    expect(() => useProxy({ HTTPS_PROXY: "hunter22 nonsense" })).not.toThrow("hunter22");
  });
});
