/** The floor of the board bench: the same bytes to as many sockets with the library that Socket.IO writes with, and over node:http. */
import "./loop-watch.mjs";
import { createServer } from "node:http";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { WebSocketServer } = createRequire(require.resolve("engine.io"))("ws");

let body = Buffer.from("{}");
const server = createServer((_request, response) => {
  response.writeHead(200, { "Content-Type": "application/json", "Content-Length": body.length });
  response.end(body);
});
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
server.listen(0, () => process.send?.(server.address().port));
process.on("message", (wish) => {
  if (wish?.broadcast) for (const socket of sockets.clients) socket.send(wish.broadcast);
  if (wish?.body) body = Buffer.from(wish.body);
});
