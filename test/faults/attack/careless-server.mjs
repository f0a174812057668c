/**
 * A server of sockets as one should not be written, for controls: `throws` on a payload that is no object, `keeps` what it was sent,
 * `admits` everyone to everything, `hangs` after so much. Its memory is watched like the real one's.
 */
import http from "node:http";
import { Server } from "socket.io";
import "../../bench/loop-watch.mjs";

const HANGS_AFTER = 500;

const habit = process.argv[2];
const kept = [];
let asked = 0;
const server = http.createServer((_request, response) => response.end("ok"));
const io = new Server(server, { serveClient: false, transports: ["websocket", "polling"], maxHttpBufferSize: 16_384 });
io.on("connection", (socket) => {
  socket.onAny((name, payload, answer) => {
    asked += 1;
    if (habit === "hangs" && asked > HANGS_AFTER) return;
    if (habit === "keeps") kept.push(Buffer.alloc(1_024, JSON.stringify(payload) ?? ""));
    if (habit === "throws" && name === "form") answer({ ok: payload.form.trim() === "" });
    else if (typeof answer === "function") answer({ ok: name === "board" || habit === "admits" });
  });
});
server.listen(0, () => process.send?.(server.address().port));
