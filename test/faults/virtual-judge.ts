/** A judge at a tablet, without the app: enters marks over HTTP one after another, and keeps his own ledger. */
import { randomInt } from "node:crypto";
import { uuidv7 } from "uuidv7";
import type { HallForm, HallJudge } from "./hall.ts";
import type { Ledger, Mark } from "./ledger.ts";

/** A tablet that got no answer sends the same mark again half of the time; the other half it stays away for good. */
const SENDS_AGAIN = 0.5;
/** A tablet on a bad network sends the same mark twice at once. */
const SENDS_TWICE = 0.1;

export class VirtualJudge {
  readonly #judge: HallJudge;
  readonly #ledger: Ledger;
  readonly #deviceId = `tablet-${uuidv7()}`;
  readonly #unanswered: Mark[] = [];
  #cookie: string | null = null;
  acknowledged = 0;
  unanswered = 0;
  /** Answers that no mark of this hall should get. */
  readonly surprises: string[] = [];

  constructor(judge: HallJudge, ledger: Ledger) {
    this.#judge = judge;
    this.#ledger = ledger;
  }

  /** Marks until the server is gone or `isOver` says so. The session lasts over restarts of the server. */
  async work(url: string, password: string, isOver: () => boolean): Promise<void> {
    this.#cookie ??= await this.#signIn(url, password);
    for (const mark of this.#unanswered.splice(0)) {
      if (randomInt(1_000) < SENDS_AGAIN * 1_000 && !(await this.#send(url, mark))) return;
    }
    while (!isOver()) {
      const mark = this.#thinkOf();
      this.#ledger.send(mark);
      const isTwice = randomInt(1_000) < SENDS_TWICE * 1_000;
      const arrivals = await Promise.all(isTwice ? [this.#send(url, mark), this.#send(url, mark)] : [this.#send(url, mark)]);
      if (arrivals.some((hasArrived) => hasArrived)) continue;
      this.unanswered += 1;
      this.#unanswered.push(mark);
      return;
    }
  }

  /** Enters one mark on a form, and answers when it was acknowledged. @throws Error when it was not */
  async enterOne(url: string, password: string, form: HallForm): Promise<void> {
    this.#cookie ??= await this.#signIn(url, password);
    const mark = this.#thinkOf(form);
    this.#ledger.send(mark);
    const before = this.acknowledged;
    await this.#send(url, mark);
    if (this.acknowledged === before) throw new Error(`A mark was not acknowledged: ${this.surprises.at(-1) ?? "no answer"}`);
  }

  #signIn(url: string, password: string): Promise<string> {
    return signIn(url, this.#judge.username, password);
  }

  /** Values that the rules never refuse: scores of 2 and 3 lie close, and every mark carries the reason that a change needs. */
  #thinkOf(form: HallForm = pick(this.#judge.forms)): Mark {
    const aspect = pick(form.aspects);
    return {
      key: uuidv7(),
      formId: form.formId,
      aspectId: aspect.id,
      judgeId: this.#judge.userId,
      value: aspect.kind === "judgement" ? randomInt(2, 4) : randomInt(aspect.maximum + 1),
      scoreRound: 1,
      deviceId: this.#deviceId,
      enteredAt: Date.now(),
      reason: "measured again",
    };
  }

  /** @returns whether an answer came. */
  async #send(url: string, mark: Mark): Promise<boolean> {
    const { key, formId, aspectId, value, scoreRound, deviceId, enteredAt, reason } = mark;
    const fields = {
      intent: "enter-mark",
      key,
      aspectId,
      value,
      scoreRound,
      deviceId,
      reason: reason ?? "",
      enteredAt: new Date(enteredAt).toISOString(),
    };
    const response = await fetch(`${url}/judge/forms/${formId}.data`, {
      method: "POST",
      headers: { Origin: url, Cookie: this.#cookie ?? "" },
      body: new URLSearchParams(Object.entries(fields).map(([name, field]) => [name, String(field)])),
    }).catch(() => null);
    const text = await response?.text().catch(() => null);
    // An answer cut off in the middle is none: the judge cannot know what it would have said.
    if (!response || text === undefined || text === null) return false;
    if (response.status === 200) {
      this.#ledger.answer(key, "acknowledged");
      this.acknowledged += 1;
      return true;
    }
    if (response.status === 422) this.#ledger.answer(key, "refused");
    this.surprises.push(`${response.status} for ${aspectId}: ${text.slice(0, 300)}`);
    return true;
  }
}

/** @returns the Cookie header of the session. */
export async function signIn(url: string, username: string, password: string): Promise<string> {
  const response = await fetch(`${url}/sign-in`, {
    method: "POST",
    redirect: "manual",
    headers: { Origin: url },
    body: new URLSearchParams({ intent: "sign-in", username, password }),
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
