/** What drives the board bench over HTTP: a clerk who confirms forms at a rate, judges who enter marks at another. */
import type { Hall } from "../faults/hall.ts";

export type BoardWorld = { readonly password: string; readonly formIds: readonly string[] };

async function signIn(url: string, username: string, password: string): Promise<string> {
  const answer = await fetch(`${url}/sign-in`, {
    method: "POST",
    redirect: "manual",
    headers: { Origin: url },
    body: new URLSearchParams({ intent: "sign-in", username, password }),
  });
  await answer.arrayBuffer();
  return (
    answer.headers
      .getSetCookie()
      .find((line) => line.startsWith("session="))
      ?.split(";")[0] ?? ""
  );
}

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
  const cookie = await signIn(url, "clerk", world.password);
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

export type Marks = {
  /** Enters marks at a rate. @returns the milliseconds from each one's sending to its acknowledgement */
  drive(rate: number, seconds: number): Promise<readonly number[]>;
};

/** The one place that knows how a mark is handed in. */
export async function openMarks(url: string, hall: Hall): Promise<Marks> {
  const judges = await Promise.all(
    hall.judges.map(async (judge) => ({ ...judge, cookie: await signIn(url, judge.username, hall.password) })),
  );
  let count = 0;
  return {
    drive: async (rate, seconds) => {
      const took: number[] = [];
      await atRate(rate, rate * seconds, async () => {
        const judge = judges[count % judges.length];
        const form = judge?.forms[Math.floor(count / judges.length) % judge.forms.length];
        const aspect = form?.aspects[0];
        count += 1;
        if (!judge || !form || !aspect) throw new Error("There is nothing to mark.");
        const start = performance.now();
        await post(url, `/judge/forms/${form.formId}`, judge.cookie, {
          intent: "enter-mark",
          key: crypto.randomUUID(),
          aspectId: aspect.id,
          value: aspect.kind === "judgement" ? "2" : String(count % aspect.maximum),
          scoreRound: "1",
          deviceId: "bench",
          reason: "measured again",
          enteredAt: new Date().toISOString(),
        });
        took.push(performance.now() - start);
      });
      return took;
    },
  };
}

/** The value below which `share` of them lie. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
