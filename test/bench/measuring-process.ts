/** A process of its own in which a bench measures: it says when it is warm, and answers each wish with one number. */
import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { fileURLToPath } from "node:url";

const HERE = path.dirname(fileURLToPath(import.meta.url));

export type MeasuringProcess = { measure(wish: string): () => Promise<number>; end(): Promise<void> };

/** @param file beside this one @throws Error when the process ended before it answered */
export async function openMeasuringProcess(file: string): Promise<MeasuringProcess> {
  const child = fork(path.join(HERE, file), { execArgv: ["--import", "tsx"] });
  const ended = once(child, "exit");
  const answer = async () => {
    const [message] = await Promise.race([once(child, "message"), ended.then(() => Promise.reject(new Error("ended")))]);
    return message as number;
  };
  await answer();
  return {
    measure: (wish) => async () => {
      child.send(wish);
      return answer();
    },
    end: async () => {
      child.kill();
      await ended;
    },
  };
}

/** What such a process runs: works by wish, each answered with milliseconds of processor time, its collector of garbage included. */
export function answerWishes(works: Readonly<Record<string, () => void>>, { warmUps }: { readonly warmUps: number }): void {
  process.on("message", (wish: string) => {
    const work = works[wish];
    if (!work) throw new Error(`No work of the name ${wish}.`);
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    process.send?.((user + system) / 1_000);
  });
  // Nobody measures the first runs of a program: it is still being compiled.
  for (let round = 0; round < warmUps; round += 1) for (const work of Object.values(works)) work();
  process.send?.("ready");
}
