/** Judges at tablets, each with his own session, connection and forms: what loads the server of benches `marks` and `board`. */
import { uuidv7 } from "uuidv7";
import type { Hall, HallJudge } from "../faults/hall.ts";
import { connectTablet, type TabletConnection } from "./tablet-connection.ts";

const PATH = "/judge/marks";
/** A tablet that is told to come again does. */
const RETRY_MS = 1_000;

export type Sent = {
  /** Acknowledged as recorded. */
  readonly marks: number;
  readonly seconds: number;
  /** Of each request, in milliseconds: from the moment when a judge wanted to send to the answer; in rising order. */
  readonly times: readonly number[];
};

export class Tablet {
  readonly #judge: HallJudge;
  readonly #isSpeaker: boolean;
  readonly #device = `tablet-${uuidv7()}`;
  readonly #screen = new Map<string, string>();
  readonly #connection: TabletConnection;
  #turn = 0;

  /** @param isSpeaker enters what his team agrees on; scores every judge enters */
  constructor(judge: HallJudge, isSpeaker: boolean, connection: TabletConnection) {
    this.#judge = judge;
    this.#isSpeaker = isSpeaker;
    this.#connection = connection;
  }

  /** @throws Error when anything but an acknowledgement comes: no mark of this hall is to be refused, nor meets another. */
  async send(count: number): Promise<number> {
    const marks = Array.from({ length: count }, () => this.#thinkOf());
    const request = JSON.stringify({ judge: this.#judge.userId, device: this.#device, marks });
    let { status, body } = await this.#connection.post(request);
    while (status === 503) {
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      ({ status, body } = await this.#connection.post(request));
    }
    if (status !== 200) throw new Error(`${status}: ${body}`);
    const { answers } = JSON.parse(body) as { answers: readonly { readonly kind: string }[] };
    if (answers.length !== count || answers.some(({ kind }) => kind !== "recorded")) throw new Error(`200: ${body}`);
    return count;
  }

  /** One form after another, every aspect of each: each value replaces the one that he entered there before. */
  #thinkOf() {
    for (;;) {
      this.#turn += 1;
      const form = this.#judge.forms[this.#turn % this.#judge.forms.length];
      const aspect = form?.aspects[Math.floor(this.#turn / this.#judge.forms.length) % form.aspects.length];
      if (!form || !aspect) throw new RangeError("A judge has no forms.");
      if (aspect.kind === "measurement" && !this.#isSpeaker) continue;
      const place = `${form.formId} ${aspect.id}`;
      const key = uuidv7();
      const replaces = this.#screen.get(place) ?? null;
      this.#screen.set(place, key);
      return {
        key,
        formId: form.formId,
        aspectId: aspect.id,
        value: aspect.kind === "judgement" ? 2 + (this.#turn % 2) : this.#turn % aspect.maximum,
        scoreRound: 1,
        reason: replaces === null ? null : "measured again",
        enteredAt: new Date().toISOString(),
        replaces,
      };
    }
  }
}

/** @returns the session's cookie @throws Error when it is refused */
export async function signIn(url: string, username: string, password: string): Promise<string> {
  const response = await fetch(`${url}/sign-in`, {
    method: "POST",
    redirect: "manual",
    headers: { Origin: url },
    body: new URLSearchParams({ intent: "sign-in", username, password }),
  });
  await response.arrayBuffer();
  const cookie = response.headers.getSetCookie().find((line) => line.startsWith("session="));
  if (!cookie) throw new Error(`${username} could not sign in (${response.status}).`);
  return cookie.split(";")[0] ?? "";
}

/** One for each judge of the hall, signed in and connected. */
export async function openTablets(url: string, hall: Hall): Promise<readonly Tablet[]> {
  const speakers = new Map<string, string>();
  for (const { forms, userId } of hall.judges) {
    const team = forms[0]?.formId ?? "";
    if (!speakers.has(team)) speakers.set(team, userId);
  }
  const made: Tablet[] = [];
  for (const judge of hall.judges) {
    const connection = await connectTablet(url, PATH, await signIn(url, judge.username, hall.password));
    made.push(new Tablet(judge, speakers.get(judge.forms[0]?.formId ?? "") === judge.userId, connection));
  }
  return made;
}

/** Each judge sends so many marks in a request, and the next request when that was answered. */
export async function drain(tablets: readonly Tablet[], seconds: number, marksPerRequest: number): Promise<Sent> {
  const times: number[] = [];
  const begin = performance.now();
  const until = begin + seconds * 1_000;
  const sent = await Promise.all(
    tablets.map(async (tablet) => {
      let marks = 0;
      while (performance.now() < until) {
        const at = performance.now();
        marks += await tablet.send(marksPerRequest);
        times.push(performance.now() - at);
      }
      return marks;
    }),
  );
  return describe(sent, begin, times);
}

/** All judges together enter so many marks a second, one in a request, whatever the server does. */
export async function pace(tablets: readonly Tablet[], seconds: number, marksPerSecond: number): Promise<Sent> {
  const times: number[] = [];
  const begin = performance.now();
  const every = (tablets.length * 1_000) / marksPerSecond;
  const sent = await Promise.all(
    tablets.map(async (tablet, index) => {
      let marks = 0;
      for (let due = begin + (every * index) / tablets.length; due < begin + seconds * 1_000; due += every) {
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
        marks += await tablet.send(1);
        // From when it was due: a server that falls behind is not excused by judges who wait for it.
        times.push(performance.now() - due);
      }
      return marks;
    }),
  );
  return describe(sent, begin, times);
}

function describe(sent: readonly number[], begin: number, times: number[]): Sent {
  const seconds = (performance.now() - begin) / 1_000;
  return { marks: sent.reduce((sum, marks) => sum + marks, 0), seconds, times: times.sort((left, right) => left - right) };
}

/** The value below which this share of them lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
