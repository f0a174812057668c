/** What a thread of the database runs: it answers calls one after another, in the order in which they were made. */
import { parentPort } from "node:worker_threads";

/**
 * @param {Record<string, (input: any, note: () => void) => unknown>} calls `note` says that the call is as good as answered: what
 * follows it may be asked for now, and begins when it has ended
 * @param {(error: any) => object} toFailure what crosses over of an error
 */
export function answerCalls(calls, toFailure) {
  let turn = Promise.resolve();
  parentPort?.on("message", (asked) => {
    turn = turn.then(async () => parentPort?.postMessage(await answerAll(asked, calls, toFailure)));
  });
}

async function answerAll(asked, calls, toFailure) {
  const answers = [];
  for (const { id, call, input } of asked) {
    try {
      const answer = calls[call](input, () => parentPort?.postMessage([{ id, isNote: true }]));
      answers.push({ id, value: answer instanceof Promise ? await answer : answer });
    } catch (error) {
      answers.push({ id, error: toFailure(error) });
    }
  }
  return answers;
}
