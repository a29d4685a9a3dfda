import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface Shop {
  readonly url: string;
  close(): Promise<void>;
}

const thanks = `<script>window.uetq = window.uetq || [];
uetq.push("event", "", { revenue_value: 49.9, currency: "USD" });</script>`;
const letter = `{ event_category: "letter", event_label: "footer", event_value: 3 }`;

/** A web shop whose every page has these scripts of tags, as a user pastes them. */
export async function openShop(trackingScripts: () => string): Promise<Shop> {
  const server = createServer(({ url = "/" }, answer) => {
    const isPage = !url.startsWith("/favicon");
    answer.writeHead(isPage ? 200 : 404, { "content-type": "text/html; charset=utf-8" });
    answer.end(`<!doctype html><html lang="en"><head><title>Shop ${url}</title></head><body>
${isPage ? trackingScripts() : ""}
${url.startsWith("/thanks") ? thanks : ""}
<button onclick='window.uetq = window.uetq || []; uetq.push("event", "signup", ${letter})'>Letter</button>
<a href="/basket">Basket</a> <a href="/thanks?order=7">Buy</a></body></html>`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
