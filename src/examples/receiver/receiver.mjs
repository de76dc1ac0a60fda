import { createServer } from "node:http";
import { Webhook } from "standardwebhooks";

const webhook = new Webhook(process.env.SECRET);
createServer(async (request, response) => {
  let body = "";
  for await (const piece of request) body += piece;
  console.log(JSON.stringify(webhook.verify(body, request.headers))); // throws when it is forged
  response.writeHead(204).end();
}).listen(3000);
