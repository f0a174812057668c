/**
 * The tablets of a fault run, in a process of their own: the app's outbox as it runs in a browser, over a network that cuts, loses,
 * repeats and reorders. `node --import tsx test/faults/tablets-process.ts TASK.json`; prints how the delivery ended as JSON.
 */
import { randomInt } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { uuidv7 } from "uuidv7";
import type { MarksAnswer } from "#app/live/mark-contract.ts";
import { createMemoryStore } from "#app/live/tablet/memory-store.ts";
import { type Act, openOutbox, type Reply } from "#app/live/tablet/outbox.ts";
import type { HallJudge } from "./hall.ts";
import { openLedger } from "./ledger.ts";
import type { TabletsTask } from "./tablets.ts";

const LOST_ANSWERS = 30;
const REPEATED = 20;
/** A repeated request may come this much later, after others that were sent after it. */
const LATEST_REPEAT_MS = 1_500;
const DAY_MS = 86_400_000;
/** Long enough that a run without an end shows itself. */
const GIVE_UP_MS = 120_000;

const task = JSON.parse(fs.readFileSync(String(process.argv[2]), "utf8")) as TabletsTask;

let isHealed = false;

class Tablet {
  readonly #judge: HallJudge;
  readonly #cookie: string;
  readonly #device = `tablet-${uuidv7()}`;
  readonly #ledger;
  readonly #clockOffMs = (randomInt(3) - 1) * DAY_MS;
  #cutUntil = 0;
  entered = 0;
  waiting: () => number = () => 0;

  constructor(judge: HallJudge, cookie: string) {
    this.#judge = judge;
    this.#cookie = cookie;
    this.#ledger = openLedger(path.join(task.ledgers, judge.username));
  }

  async work(): Promise<() => Promise<void>> {
    const outbox = await openOutbox({ store: createMemoryStore(), post: (acts) => this.#post(acts) });
    this.waiting = () => outbox.getState().kept.filter(({ fate }) => fate.state === "waiting").length;
    const answered = new Set<string>();
    outbox.subscribe(() => {
      for (const { key, fate } of outbox.getState().kept) {
        if (fate.state === "waiting" || answered.has(key)) continue;
        answered.add(key);
        this.#ledger.answer(key, fate.state === "arrived" ? "acknowledged" : fate.state === "conflict" ? "conflict" : "refused");
      }
    });
    const screen = new Map<string, string>();
    const forms = this.#judge.forms.filter(({ aspects }) => aspects.some(({ kind }) => kind === "judgement"));
    // Each tablet is cut once, somewhere in its work; the hall heals when all cuts are over.
    const cutAt = randomInt(task.marks);
    const paceMs = Math.max(5, (task.cutMs * 2) / task.marks);
    for (let number = 0; number < task.marks; number += 1) {
      if (number === cutAt) this.#cutUntil = Date.now() + task.cutMs;
      const form = pick(forms);
      const aspect = pick(form.aspects.filter(({ kind }) => kind === "judgement"));
      const place = `${form.formId} ${aspect.id}`;
      const enteredAt = Date.now() + this.#clockOffMs;
      const entry = {
        key: uuidv7(),
        formId: form.formId,
        aspectId: aspect.id,
        value: randomInt(2, 4),
        scoreRound: 1,
        reason: "measured again",
        enteredAt: new Date(enteredAt).toISOString(),
        replaces: screen.get(place) ?? null,
      };
      screen.set(place, entry.key);
      this.#ledger.send({ ...entry, enteredAt, judgeId: this.#judge.userId, deviceId: this.#device });
      await outbox.enter({ kind: "mark", entry });
      this.entered += 1;
      await sleep(paceMs * (0.5 + Math.random()));
    }
    return async () => outbox.close();
  }

  async #post(acts: readonly Act[]): Promise<Reply> {
    if (!isHealed && Date.now() < this.#cutUntil) return this.#lose(acts);
    const body = JSON.stringify({
      judge: this.#judge.userId,
      device: this.#device,
      marks: acts.flatMap((act) => (act.kind === "mark" ? [act.entry] : [])),
    });
    if (!isHealed && randomInt(100) < REPEATED) void sleep(randomInt(LATEST_REPEAT_MS)).then(() => this.#send(body));
    const answer = await this.#send(body);
    if (answer === null || (!isHealed && randomInt(100) < LOST_ANSWERS)) return this.#lose(acts);
    return { kind: "answered", answers: answer.answers };
  }

  #lose(acts: readonly Act[]): Reply {
    if (!task.forgets) return { kind: "lost" };
    // The control: what nobody answered is taken for delivered, and never sent again.
    const at = new Date().toISOString();
    return {
      kind: "answered",
      answers: acts.map(({ entry: { key } }) => ({ key, kind: "recorded", revision: 0, receivedAt: at })),
    };
  }

  async #send(body: string): Promise<MarksAnswer | null> {
    const response = await fetch(`${task.url}/judge/marks`, {
      method: "POST",
      headers: { Origin: task.url, Cookie: this.#cookie, "Content-Type": "application/json" },
      body,
      signal: AbortSignal.timeout(10_000),
    }).catch(() => null);
    if (response?.status !== 200) return null;
    return (await response.json().catch(() => null)) as MarksAnswer | null;
  }
}

async function signIn({ username }: HallJudge): Promise<string> {
  const response = await fetch(`${task.url}/sign-in`, {
    method: "POST",
    redirect: "manual",
    headers: { Origin: task.url },
    body: new URLSearchParams({ intent: "sign-in", username, password: task.hall.password }),
  });
  const cookie = response.headers.getSetCookie().find((line) => line.startsWith("session="));
  if (!cookie) throw new Error(`${username} could not sign in (${response.status}).`);
  return cookie.split(";")[0] ?? "";
}

function pick<Item>(items: readonly Item[]): Item {
  const item = items[randomInt(items.length)];
  if (item === undefined) throw new RangeError("There is nothing to pick from.");
  return item;
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

const tablets: Tablet[] = [];
for (const judge of task.hall.judges) tablets.push(new Tablet(judge, await signIn(judge)));
const closings = await Promise.all(tablets.map((tablet) => tablet.work()));
const count = () => tablets.reduce((sum, tablet) => sum + tablet.waiting(), 0);
isHealed = true;
const waitingAtHeal = count();
const healedAt = performance.now();
while (count() > 0 && performance.now() - healedAt < GIVE_UP_MS) await sleep(20);
const drainedMs = performance.now() - healedAt;
for (const close of closings) await close();
console.log(JSON.stringify({ drainedMs, undelivered: count(), waitingAtHeal }));
process.exit(0);
