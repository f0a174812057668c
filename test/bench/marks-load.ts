/** What runs beside the server of bench `marks`: the judges at their tablets. */
import type { Hall } from "../faults/hall.ts";
import { answerAsked } from "./asked-process.ts";
import { drain, openTablets, pace, quantile, type Sent, type Tablet } from "./tablets.ts";

export type LoadWish =
  | { readonly kind: "sign-in"; readonly url: string; readonly hall: Hall }
  /** Each judge sends so many marks in a request, and the next request when that was answered. */
  | { readonly kind: "drain"; readonly seconds: number; readonly marksPerRequest: number }
  /** All judges together enter so many marks a second, one in a request, whatever the server does. */
  | { readonly kind: "pace"; readonly seconds: number; readonly marksPerSecond: number };

export type LoadAnswer = {
  /** Acknowledged as recorded. */
  readonly marks: number;
  readonly seconds: number;
  /** Of the requests, in milliseconds: from the moment when a judge wanted to send to the answer. */
  readonly p50: number;
  readonly p99: number;
};

let tablets: readonly Tablet[] = [];

function describe({ marks, seconds, times }: Sent): LoadAnswer {
  return { marks, seconds, p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
}

answerAsked<LoadWish, LoadAnswer | null>(async (wish) => {
  if (wish.kind === "drain") return describe(await drain(tablets, wish.seconds, wish.marksPerRequest));
  if (wish.kind === "pace") return describe(await pace(tablets, wish.seconds, wish.marksPerSecond));
  tablets = await openTablets(wish.url, wish.hall);
  return null;
});
