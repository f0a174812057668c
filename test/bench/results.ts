/** Bench `results`: the full computation of 100,000 entries with five components and ties against a plain sort of the same rows. */
import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Bench } from "./bench.ts";

const PROCESS = path.join(path.dirname(fileURLToPath(import.meta.url)), "results-process.ts");

export const results: Bench = {
  open: async () => {
    const child = fork(PROCESS, { execArgv: ["--import", "tsx"] });
    const ended = once(child, "exit");
    const answer = async () => {
      const [message] = await Promise.race([once(child, "message"), ended.then(() => Promise.reject(new Error("ended")))]);
      return message as number;
    };
    await answer();
    const measure = (wish: "floor" | "subject") => async () => {
      child.send(wish);
      return answer();
    };
    return {
      figures: [
        {
          name: "computation",
          unit: "x",
          of: "ratio",
          goal: { atMost: 5 },
          pairs: 11,
          floor: measure("floor"),
          subject: measure("subject"),
        },
      ],
      clear: async () => {
        child.kill();
        await ended;
      },
    };
  },
};
