/** A process of its own that answers one wish after another, each with a value. */
import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { fileURLToPath } from "node:url";

const HERE = path.dirname(fileURLToPath(import.meta.url));

export type AskedProcess<Wish, Answer> = { ask(wish: Wish): Promise<Answer>; end(): Promise<void> };

/** @param file beside this one; it runs `answerAsked`. Its `ask` throws what the process failed with, or that it ended. */
export function openAskedProcess<Wish, Answer>(file: string): AskedProcess<Wish, Answer> {
  const child = fork(path.join(HERE, file), { execArgv: ["--import", "tsx"] });
  const ended = once(child, "exit");
  return {
    ask: async (wish) => {
      const answered = once(child, "message");
      child.send(wish as object);
      const [message] = await Promise.race([answered, ended.then(() => Promise.reject(new Error("The process ended.")))]);
      const { value, error } = message as { value?: Answer; error?: string };
      if (error !== undefined) throw new Error(error);
      return value as Answer;
    },
    end: async () => {
      child.kill();
      await ended;
    },
  };
}

/** What such a process runs. */
export function answerAsked<Wish, Answer>(answer: (wish: Wish) => Promise<Answer> | Answer): void {
  process.on("message", (wish: Wish) => {
    void (async () => answer(wish))().then(
      (value) => process.send?.({ value }),
      (error: unknown) => process.send?.({ error: String(error) }),
    );
  });
}
