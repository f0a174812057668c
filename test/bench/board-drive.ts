/** What drives the board bench over HTTP: a clerk who confirms forms at a rate. */
import { signIn } from "./tablets.ts";

export type BoardWorld = { readonly password: string; readonly formIds: readonly string[] };

async function post(url: string, path: string, cookie: string, fields: Readonly<Record<string, string>>): Promise<void> {
  const answer = await fetch(`${url}${path}.data`, {
    method: "POST",
    headers: { Origin: url, Cookie: cookie },
    body: new URLSearchParams(fields),
  });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${text.slice(0, 300)}`);
}

/** Runs `work` `count` times at a steady rate, late ones at once; each call starts without waiting for the one before. */
async function atRate(rate: number, count: number, work: () => Promise<void>): Promise<void> {
  const start = performance.now();
  const running: Promise<void>[] = [];
  for (let index = 0; index < count; index += 1) {
    const wait = start + (index * 1_000) / rate - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    running.push(work());
  }
  await Promise.all(running);
}

export type Confirmations = {
  /** @returns by board version, when its confirmation was sent (milliseconds since 1970) */
  drive(rate: number, count: number): Promise<ReadonlyMap<number, number>>;
  version(): number;
  left(): number;
};

/** The versions are counted here: nobody else changes this board, and one confirmation is answered after the other. */
export async function openConfirmations(url: string, world: BoardWorld): Promise<Confirmations> {
  const cookie = await signIn(url, "board-clerk", world.password);
  let done = 0;
  let turn: Promise<unknown> = Promise.resolve();
  return {
    drive: async (rate, count) => {
      const sent = new Map<number, number>();
      await atRate(rate, count, () => {
        const formId = world.formIds[done];
        if (formId === undefined) throw new Error("Every form is confirmed: the bench needs more of them.");
        done += 1;
        sent.set(done, Date.now());
        const fields = { intent: "confirm-form", revision: "1" };
        const next = turn.then(() => post(url, `/judge/forms/${formId}/confirmation`, cookie, fields));
        turn = next;
        return next;
      });
      return sent;
    },
    version: () => done,
    left: () => world.formIds.length - done,
  };
}
