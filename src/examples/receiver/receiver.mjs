import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { Webhook } from "standardwebhooks";

const webhook = new Webhook(process.env.SECRET);
createServer(async (request, response) => {
  try { console.log(JSON.stringify(webhook.verify(await text(request), request.headers))); }
  catch { return response.writeHead(401).end(); } // forged, or under another secret
  response.writeHead(204).end();
}).listen(3000);
