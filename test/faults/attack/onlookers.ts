/** Others who look at a page meanwhile, and how long they wait. */
import { once } from "node:events";
import { Worker } from "node:worker_threads";

export type Onlookers = {
  begin(address: string): void;
  /** @returns the waits since the beginning, in milliseconds */
  end(): Promise<readonly number[]>;
  close(): Promise<void>;
};

export function openOnlookers(): Onlookers {
  const worker = new Worker(new URL("./onlookers.mjs", import.meta.url), { execArgv: [] });
  return {
    begin: (address) => worker.postMessage(address),
    end: async () => {
      const answered = once(worker, "message");
      worker.postMessage(null);
      return (await answered)[0];
    },
    close: async () => void (await worker.terminate()),
  };
}
