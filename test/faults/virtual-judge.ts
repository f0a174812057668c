/** A judge at a tablet, without the app: enters marks over HTTP one after another, and keeps his own ledger. */
import { randomInt } from "node:crypto";
import { uuidv7 } from "uuidv7";
import type { HallJudge } from "./hall.ts";
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
  /** What stands on his screen, by form and aspect: the key of what he entered, or of what the server said stood. */
  readonly #screen = new Map<string, string>();
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

  async #signIn(url: string, password: string): Promise<string> {
    const response = await fetch(`${url}/sign-in`, {
      method: "POST",
      redirect: "manual",
      headers: { Origin: url },
      body: new URLSearchParams({ intent: "sign-in", username: this.#judge.username, password }),
    });
    const cookie = response.headers.getSetCookie().find((line) => line.startsWith("session="));
    if (!cookie) throw new Error(`${this.#judge.username} could not sign in (${response.status}).`);
    return cookie.split(";")[0] ?? "";
  }

  /** Values that the rules never refuse: scores of 2 and 3 lie close, and every mark carries the reason that a change needs. */
  #thinkOf(): Mark {
    const form = pick(this.#judge.forms);
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
      replaces: this.#screen.get(`${form.formId} ${aspect.id}`) ?? null,
    };
  }

  /** @returns whether an answer came. */
  async #send(url: string, mark: Mark): Promise<boolean> {
    const { key, formId, aspectId, value, scoreRound, deviceId, enteredAt, reason, replaces, judgeId } = mark;
    const entry = { key, formId, aspectId, value, scoreRound, reason, enteredAt: new Date(enteredAt).toISOString(), replaces };
    const response = await fetch(`${url}/judge/marks`, {
      method: "POST",
      headers: { Origin: url, Cookie: this.#cookie ?? "", "Content-Type": "application/json" },
      body: JSON.stringify({ judge: judgeId, device: deviceId, marks: [entry] }),
    }).catch(() => null);
    const text = await response?.text().catch(() => null);
    // An answer cut off in the middle is none: the judge cannot know what it would have said. 503 promises nothing either.
    if (!response || text === undefined || text === null || response.status === 503) return false;
    const [answer] = response.status === 200 ? (JSON.parse(text) as { answers: readonly Answered[] }).answers : [];
    if (answer?.kind === "recorded" || answer?.kind === "conflict") {
      this.#ledger.answer(key, answer.kind === "recorded" ? "acknowledged" : "conflict");
      this.#screen.set(`${formId} ${aspectId}`, answer.kind === "recorded" ? key : answer.standing.key);
      this.acknowledged += 1;
      return true;
    }
    if (answer?.kind === "refused") this.#ledger.answer(key, "refused");
    this.surprises.push(`${response.status} for ${aspectId}: ${text.slice(0, 300)}`);
    return true;
  }
}

/** As the server answers for one mark, of which this much is read. */
type Answered =
  | { readonly kind: "recorded" }
  | { readonly kind: "conflict"; readonly standing: { readonly key: string } }
  | { readonly kind: "refused" };

function pick<Item>(items: readonly Item[]): Item {
  const item = items[randomInt(items.length)];
  if (item === undefined) throw new RangeError("There is nothing to pick from.");
  return item;
}
