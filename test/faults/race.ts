/**
 * Fault `race`: two tablets enter different values for one mark at the same moment, having seen the same before it: two judges of a
 * team a measurement, or one judge at two tablets his score. On PostgreSQL each speaks to a process of its own.
 */
import fs from "node:fs";
import path from "node:path";
import { uuidv7 } from "uuidv7";
import { Dice } from "../golden/second-scorer/generate.ts";
import { findFreePort, type ServerProcess, startServer } from "../support/server-process.ts";
import { type Ask, defineFault, type Outcome } from "./fault.ts";
import type { Hall, HallAspect, HallForm, HallJudge } from "./hall.ts";
import { type Ledger, type Mark, openLedger, readLedgers } from "./ledger.ts";
import { judge } from "./oracle/judge.ts";
import { openRows } from "./oracle/rows.ts";
import { placeOf, prepareHall } from "./place.ts";
import { type Answered, postMark, signIn } from "./virtual-judge.ts";

const JUDGES = 12;
/** So many marks are raced for at once: their commits are shared. */
const TOGETHER = 4;
/** One of the two is later by up to this much: both come to one commit, to two, or the other way round. */
const LATER_MS = 8;

type Count = "races" | "seed";
type Control = "knows";
type Tablet = { readonly judge: HallJudge; readonly cookie: string; readonly url: string };
type Race = { readonly sent: readonly [Mark, Mark]; readonly answers: readonly [Answered | null, Answered | null] };

export const race = defineFault<Count, Control>({
  name: "race",
  holds: "two tablets on one mark: always one recorded and one explicit conflict that names it, both values kept",
  databases: ["sqlite", "postgresql"],
  counts: { races: { usual: 500, nightly: 5_000 }, seed: { usual: 1, nightly: 2 } },
  // The second tablet claims to have seen what the first enters at that moment: it may replace it without a word.
  controls: { knows: { finds: ["silent"], counts: { races: 40 } } },
  run: async (ask) => {
    console.log(`${ask.counts.races} races, seed ${ask.counts.seed}`);
    const [ledgers, dataDirectory] = [path.join(ask.directory, "ledgers"), path.join(ask.directory, "data")];
    fs.mkdirSync(ledgers, { recursive: true });
    const place = await placeOf(ask.database, dataDirectory);
    const servers: ServerProcess[] = [];
    try {
      const hall = prepareHall(dataDirectory, place.url, JUDGES);
      for (let process = 0; process < (ask.database === "postgresql" ? 2 : 1); process += 1) {
        const logFile = path.join(ask.directory, `server-${process + 1}.log`);
        const options = { port: await findFreePort(), dataDirectory, databaseUrl: place.url, demo: false, logFile };
        servers.push(await startServer(options));
      }
      const urls = [servers[0]?.url ?? "", servers.at(-1)?.url ?? ""] as const;
      const ledger = openLedger(path.join(ledgers, "tablets"));
      const races = await raceAll(ask, hall, urls, ledger);
      for (const server of servers) await server.stop();
      const { findings } = judge(readLedgers(ledgers), await place.read());
      const silent = [...races.flatMap(findSilence), ...(await findForgotten(place.url, races))];
      sayOrders(races);
      return { cases: races.length, findings: { ...findings, silent } } satisfies Outcome;
    } finally {
      for (const server of servers) await server.kill();
      await place.clear();
    }
  },
});

async function raceAll(
  { counts, control }: Ask<Count, Control>,
  hall: Hall,
  urls: readonly [string, string],
  ledger: Ledger,
): Promise<Race[]> {
  const dice = new Dice(counts.seed);
  const cookies = new Map<string, string>();
  for (const { username } of hall.judges) cookies.set(username, await signIn(urls[0], username, hall.password));
  const toTablet = (one: HallJudge, url: string): Tablet => ({ judge: one, cookie: cookies.get(one.username) ?? "", url });
  /** What stands, by the place of a value: both tablets have seen it. */
  const standing = new Map<string, string>();
  const races: Race[] = [];
  while (races.length < counts.races) {
    const taken = new Set<string>();
    const together = Array.from({ length: Math.min(TOGETHER, counts.races - races.length) }, async () => {
      const first = dice.pick(...hall.judges);
      const form = dice.pick(...first.forms.filter(({ formId }) => !taken.has(formId)));
      taken.add(form.formId);
      const aspect = dice.pick(...form.aspects);
      const others = hall.judges.filter((one) => one !== first && one.forms.some(({ formId }) => formId === form.formId));
      const second = aspect.kind === "judgement" ? first : dice.pick(...others);
      const where = `${form.formId} ${aspect.id} ${aspect.kind === "judgement" ? first.userId : "team"}`;
      const sent = thinkOfTwo(dice, form, aspect, [first, second], standing.get(where) ?? null, control === "knows");
      const tablets = [toTablet(first, urls[0]), toTablet(second, urls[1])] as const;
      const laterMs = dice.once(2) ? [0, dice.below(LATER_MS)] : [dice.below(LATER_MS), 0];
      const enter = async (index: 0 | 1) => {
        ledger.send(sent[index]);
        await new Promise((resolve) => setTimeout(resolve, laterMs[index]));
        const answered = await postMark(tablets[index].url, tablets[index].cookie, sent[index]);
        const kind = answered?.answer?.kind;
        if (answered === null || kind === undefined) throw new Error(`A mark was not answered: ${answered?.text ?? "nothing"}`);
        ledger.answer(sent[index].key, kind === "recorded" ? "acknowledged" : kind);
        if (kind === "recorded") standing.set(where, sent[index].key);
        return answered.answer;
      };
      return { sent, answers: await Promise.all([enter(0), enter(1)]) } as const;
    });
    races.push(...(await Promise.all(together)));
  }
  return races;
}

function thinkOfTwo(
  dice: Dice,
  { formId }: HallForm,
  { id: aspectId, kind, maximum }: HallAspect,
  judges: readonly [HallJudge, HallJudge],
  seen: string | null,
  knows: boolean,
): readonly [Mark, Mark] {
  const value = kind === "judgement" ? 2 : dice.below(maximum);
  const shared = { formId, aspectId, scoreRound: 1, enteredAt: Date.now(), reason: "measured again" };
  const [first, second] = [uuidv7(), uuidv7()];
  return [
    { ...shared, key: first, judgeId: judges[0].userId, value, deviceId: "tablet-1", replaces: seen },
    { ...shared, key: second, judgeId: judges[1].userId, value: value + 1, deviceId: "tablet-2", replaces: knows ? first : seen },
  ];
}

/** What is not one recorded and one conflict that shows the other. */
function findSilence({ sent, answers }: Race): string[] {
  const winner = answers.findIndex((answer) => answer?.kind === "recorded");
  const [won, lost] = [sent[winner], answers[1 - winner]];
  const names = `${sent[0].key} and ${sent[1].key}`;
  if (won === undefined || lost?.kind !== "conflict")
    return [`${names} were answered ${answers.map((answer) => answer?.kind ?? "nothing").join(" and ")}`];
  const isShown = lost.standing.key === won.key && lost.standing.value === won.value;
  return isShown ? [] : [`${names}: the conflict shows ${lost.standing.key}, and ${won.key} was recorded`];
}

/** Conflicts that do not hold both values on record; that each mark is there and unchanged the oracle has looked at. */
async function findForgotten(url: string, races: readonly Race[]): Promise<string[]> {
  const rows = await openRows(url);
  try {
    const conflicts = await rows.all(`SELECT "key", "standingKey", "standingValue" FROM "MarkConflict"`);
    const byKey = new Map(conflicts.map((row) => [String(row.key), row]));
    return races.flatMap(({ sent, answers }) =>
      answers.flatMap((answer, index) => {
        if (answer?.kind !== "conflict") return [];
        const [own, other] = [sent[index], sent[1 - index]];
        const kept = byKey.get(own?.key ?? "");
        const isBoth = kept?.standingKey === other?.key && Number(kept?.standingValue) === other?.value;
        return isBoth ? [] : [`${own?.key} is kept beside ${kept?.standingKey ?? "nothing"}, and met ${other?.key}`];
      }),
    );
  } finally {
    await rows.close();
  }
}

function sayOrders(races: readonly Race[]): void {
  const first = races.filter(({ answers: [answer] }) => answer?.kind === "recorded").length;
  console.log(`the first tablet won ${first} times, the second ${races.length - first}`);
}
