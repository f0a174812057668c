/**
 * A server as one should not be written, for controls: `greedy` takes whatever it is sent and keeps it, `slow` refuses it and thinks it over
 * first, while everybody waits. Its memory is watched like the real one's.
 */
import http from "node:http";
import "../../bench/loop-watch.mjs";

const MOST_BYTES = 300 * 1024 * 1024;
const THINKS_MS = 300;

const habit = process.argv[2];
const kept = [];
let bytes = 0;
const server = http.createServer((request, response) => {
  if (habit === "slow" && request.method === "POST") {
    const until = performance.now() + THINKS_MS;
    while (performance.now() < until);
    response.writeHead(413).end();
    return void request.socket.destroySoon();
  }
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
