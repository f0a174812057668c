/**
 * How long the event loop of a process was held up at worst, and how much memory the process had at most: loaded into the
 * process, and asked over its channel. Run by itself it is a process that does nothing else: what it measures is the machine.
 */
import { monitorEventLoopDelay } from "node:perf_hooks";

const RESOLUTION_MS = 5;
const MEBIBYTE = 1024 * 1024;

const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();
let highest = process.memoryUsage.rss();
setInterval(() => {
  highest = Math.max(highest, process.memoryUsage.rss());
}, RESOLUTION_MS).unref();

process.on("message", (wish) => {
  if (wish !== "read" && wish !== "reset") return;
  // Of this process, all its threads together, in MiB; the delay in milliseconds, the resolution of the watch in it.
  process.send?.({ delay: delay.max / 1e6, now: process.memoryUsage.rss() / MEBIBYTE, highest: highest / MEBIBYTE });
  if (wish !== "reset") return;
  delay.reset();
  highest = process.memoryUsage.rss();
});
