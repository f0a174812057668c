/** A judge at a tablet, without the app: enters marks over HTTP one after another, and keeps his own ledger. */
import { uuidv7 } from "uuidv7";
import { Dice } from "../golden/second-scorer/generate.ts";
import type { HallForm, HallJudge } from "./hall.ts";
import type { Ledger, Mark } from "./ledger.ts";

/** A tablet that got no answer sends the same mark again half of the time; the other half it stays away for good. */
const SENDS_AGAIN = 0.5;
/** A tablet on a bad network sends the same mark twice at once. */
const SENDS_TWICE = 0.1;

/** What came back for one request, and when by the judge's own clock (`performance.now()`). `status` null: no answer. */
export type SeenAnswer = {
  readonly sentAt: number;
  readonly ms: number;
  readonly status: number | null;
  readonly saysWhen: boolean;
};

export class VirtualJudge {
  readonly #judge: HallJudge;
  readonly #ledger: Ledger;
  readonly #dice: Dice;
  readonly #deviceId = `tablet-${uuidv7()}`;
  readonly #unanswered: Mark[] = [];
  /** What stands on his screen, by form and aspect: the key of what he entered, or of what the server said stood. */
  readonly #screen = new Map<string, string>();
  #cookie: string | null = null;
  acknowledged = 0;
  unanswered = 0;
  /** Answers that promise nothing: the server could not. */
  failures = 0;
  /** Answers that no mark of this hall should get. */
  readonly surprises: string[] = [];
  /** Told of each request as it is sent, with what will have come of it. */
  onSend: (sentAt: number, seen: Promise<SeenAnswer>) => void = () => {};

  /** @param seed of what he enters, and of how his network behaves */
  constructor(judge: HallJudge, ledger: Ledger, seed: number) {
    this.#judge = judge;
    this.#ledger = ledger;
    this.#dice = new Dice(seed);
  }

  /** Signs in, once: his session lasts over restarts of the server. @throws Error when he could not */
  async arrive(url: string, password: string): Promise<void> {
    this.#cookie ??= await signIn(url, this.#judge.username, password);
  }

  /** Marks until the server is gone or `isOver` says so. */
  async work(url: string, password: string, isOver: () => boolean): Promise<void> {
    await this.arrive(url, password);
    for (const mark of this.#unanswered.splice(0)) {
      if (this.#isSo(SENDS_AGAIN) && !(await this.#send(url, mark))) return;
    }
    while (!isOver()) {
      const mark = this.#thinkOf();
      this.#ledger.send(mark);
      const isTwice = this.#isSo(SENDS_TWICE);
      const arrivals = await Promise.all(isTwice ? [this.#send(url, mark), this.#send(url, mark)] : [this.#send(url, mark)]);
      if (arrivals.some((hasArrived) => hasArrived)) continue;
      this.unanswered += 1;
      this.#unanswered.push(mark);
      return;
    }
  }

  /** Enters one mark on a form, and answers when it was acknowledged. @throws Error when it was not */
  async enterOne(url: string, password: string, form: HallForm): Promise<void> {
    await this.arrive(url, password);
    const mark = this.#thinkOf(form);
    this.#ledger.send(mark);
    const before = this.acknowledged;
    await this.#send(url, mark);
    if (this.acknowledged === before) throw new Error(`A mark was not acknowledged: ${this.surprises.at(-1) ?? "no answer"}`);
  }

  #isSo(share: number): boolean {
    return this.#dice.below(1_000) < share * 1_000;
  }

  /** Values that the rules never refuse: scores of 2 and 3 lie close, and every mark carries the reason that a change needs. */
  #thinkOf(form: HallForm = this.#dice.pick(...this.#judge.forms)): Mark {
    const aspect = this.#dice.pick(...form.aspects);
    return {
      key: uuidv7(),
      formId: form.formId,
      aspectId: aspect.id,
      judgeId: this.#judge.userId,
      value: aspect.kind === "judgement" ? 2 + this.#dice.below(2) : this.#dice.below(aspect.maximum + 1),
      scoreRound: 1,
      deviceId: this.#deviceId,
      enteredAt: Date.now(),
      reason: "measured again",
      replaces: this.#screen.get(`${form.formId} ${aspect.id}`) ?? null,
    };
  }

  /** @returns whether an answer came. */
  async #send(url: string, mark: Mark): Promise<boolean> {
    const sentAt = performance.now();
    const sending = postMark(url, this.#cookie ?? "", mark);
    const seen = sending.then((sent) => {
      const ms = performance.now() - sentAt;
      return { sentAt, ms, status: sent?.status ?? null, saysWhen: sent?.saysWhen ?? false };
    });
    this.onSend(sentAt, seen);
    const sent = await sending;
    if (sent === null) return false;
    const { status, answer, text } = sent;
    if (status >= 500) this.failures += 1;
    if (status === 503) return false;
    if (answer?.kind === "recorded" || answer?.kind === "conflict") {
      this.#ledger.answer(mark.key, answer.kind === "recorded" ? "acknowledged" : "conflict");
      this.#screen.set(`${mark.formId} ${mark.aspectId}`, answer.kind === "recorded" ? mark.key : answer.standing.key);
      this.acknowledged += 1;
      return true;
    }
    if (answer?.kind === "refused") this.#ledger.answer(mark.key, "refused");
    this.surprises.push(`${status} for ${mark.aspectId}: ${text.slice(0, 300)}`);
    // A failure of the server promises nothing: the mark may be sent again.
    return status < 500;
  }
}

/** As the server answers for one mark, of which this much is read. */
export type Answered =
  | { readonly kind: "recorded" }
  | { readonly kind: "conflict"; readonly standing: { readonly key: string; readonly value: number } }
  | { readonly kind: "refused" };

/** @returns null where no answer came; `answer` is null for a status that answers for no mark. */
export async function postMark(
  url: string,
  cookie: string,
  mark: Mark,
): Promise<{
  readonly status: number;
  readonly answer: Answered | null;
  readonly text: string;
  /** Whether it says when to come back. */
  readonly saysWhen: boolean;
} | null> {
  const { key, formId, aspectId, value, scoreRound, deviceId, enteredAt, reason, replaces, judgeId } = mark;
  const entry = { key, formId, aspectId, value, scoreRound, reason, enteredAt: new Date(enteredAt).toISOString(), replaces };
  const response = await fetch(`${url}/judge/marks`, {
    method: "POST",
    headers: { Origin: url, Cookie: cookie, "Content-Type": "application/json" },
    body: JSON.stringify({ judge: judgeId, device: deviceId, marks: [entry] }),
  }).catch(() => null);
  const text = await response?.text().catch(() => null);
  // An answer cut off in the middle is none: the judge cannot know what it would have said.
  if (!response || text === undefined || text === null) return null;
  const [answer = null] = response.status === 200 ? (JSON.parse(text) as { answers: readonly Answered[] }).answers : [];
  return { status: response.status, answer, text, saysWhen: response.headers.has("retry-after") };
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
