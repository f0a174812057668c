/**
 * Others who look at a page while something else is attacked, in a thread of their own: what the attack costs its own thread would otherwise
 * be counted as their wait. Told an address it looks so often; told to stop it answers with all waits, in milliseconds.
 */
import http from "node:http";
import { parentPort } from "node:worker_threads";

const EVERY_MS = 60;
/** What did not answer at all counts as so long. */
const LOST_MS = 60_000;

let stop = async () => [];
parentPort?.on("message", async (address) => {
  if (address === null) return parentPort?.postMessage(await stop());
  const agent = new http.Agent({ keepAlive: true });
  const waits = [];
  const timer = setInterval(() => waits.push(look(address, agent)), EVERY_MS);
  stop = async () => {
    clearInterval(timer);
    const all = await Promise.all(waits);
    agent.destroy();
    return all;
  };
});

function look(address, agent) {
  const begun = performance.now();
  return new Promise((resolve) => {
    const request = http.get(address, { agent }, (response) => {
      response.resume();
      response.on("end", () => resolve(performance.now() - begun));
      response.on("error", () => resolve(LOST_MS));
    });
    request.on("error", () => resolve(LOST_MS));
  });
}
