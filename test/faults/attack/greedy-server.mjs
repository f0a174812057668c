/** A server that takes whatever it is sent and keeps it, for a control. Its memory is watched like the real one's. */
import http from "node:http";
import "../../bench/loop-watch.mjs";

const MOST_BYTES = 300 * 1024 * 1024;
const kept = [];
let bytes = 0;
const server = http.createServer((request, response) => {
  request.on("data", (chunk) => {
    bytes += chunk.length;
    // Enough to be found, and not more than the machine has.
    if (bytes < MOST_BYTES) kept.push(Buffer.from(chunk));
  });
  request.on("end", () => response.end("thank you"));
});
server.requestTimeout = 0;
server.headersTimeout = 0;
server.listen(0, () => process.send?.(server.address().port));
