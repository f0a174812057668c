/**
 * How long the event loop of a process was held up at worst, and how much memory the process had at most: loaded into the
 * process, and asked over its channel. Run by itself it is a process that does nothing else: what it measures is the machine.
 */
import fs from "node:fs";
import v8 from "node:v8";
import vm from "node:vm";

const EVERY_MS = 5;
const MEMORY_TICKS = 10;
const MEBIBYTE = 1024 * 1024;

/** How long this thread was ready to run while the machine ran others, in milliseconds; Linux tells it, elsewhere it is 0. */
function readWaited() {
  try {
    return Number(fs.readFileSync(`/proc/self/task/${process.pid}/schedstat`, "utf8").split(" ")[1]) / 1e6;
  } catch {
    return 0;
  }
}

let [at, waited] = [performance.now(), readWaited()];
let seen = { delay: 0, own: 0, highest: 0 };
let ticks = 0;
setInterval(() => {
  const [now, nowWaited] = [performance.now(), readWaited()];
  const delay = Math.max(0, now - at - EVERY_MS);
  // All of the delay: `own` leaves out what the machine gave to others, and keeps what the thread worked or waited for a disk.
  const own = Math.max(0, delay - (nowWaited - waited));
  seen = {
    delay: Math.max(seen.delay, delay),
    own: Math.max(seen.own, own),
    // Asking for the memory at every tick would itself be load.
    highest: ticks++ % MEMORY_TICKS === 0 ? Math.max(seen.highest, process.memoryUsage.rss()) : seen.highest,
  };
  [at, waited] = [now, nowWaited];
}, EVERY_MS).unref();

/** What nobody needs any more is no part of what the process takes: without this, the start of the process would hide a rise. */
function collect() {
  v8.setFlagsFromString("--expose-gc");
  vm.runInNewContext("gc")();
}

process.on("message", (wish) => {
  if (wish !== "reset" && wish !== "settle") return;
  if (wish === "settle") collect();
  const { rss, heapTotal, heapUsed } = process.memoryUsage();
  // Delays in milliseconds; memory of all threads together in MiB.
  const { user, system } = process.cpuUsage();
  const live = (rss - heapTotal + heapUsed) / MEBIBYTE;
  const memory = { now: rss / MEBIBYTE, live, highest: Math.max(seen.highest, rss) / MEBIBYTE };
  process.send?.({ ...seen, ...memory, cpu: (user + system) / 1_000 });
  seen = { delay: 0, own: 0, highest: 0 };
});
