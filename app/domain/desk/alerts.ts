/** What in the hall wants somebody now: by thresholds that stand here, from what the live desk knows (DOMAIN 10). Codes and people never stand together in it. */

/** Milliseconds after which something is pointed out. */
export const STANDING_STILL_MS = 20 * 60_000;
export const UNCONFIRMED_MS = 15 * 60_000;
export const SILENT_MS = 10 * 60_000;
/** A form that was begun and left, while its panel goes on with others. */
export const LEFT_MS = 45 * 60_000;
/** A tablet that a judge works on and that was heard of no more. */
export const AWAY_MS = 5 * 60_000;
/** A public board that shows the same while forms are confirmed. */
export const FROZEN_MS = 30 * 60_000;
/** A device that was heard of within it is connected: devices tell every 20 seconds. */
export const ONLINE_MS = 60_000;
/** How often a device says that it is there. */
export const TELL_MS = 20_000;

export type DeskPanel = {
  readonly subCriterionId: string;
  /** Null where it is the only one. */
  readonly number: number | null;
  /** Open forms that somebody has begun. */
  readonly begun: number;
  /** The last value on any of its forms; null: none. */
  readonly lastMarkAt: number | null;
  /** For each form that somebody has begun and its team has not signed, the last value on it. */
  readonly begunAt: readonly number[];
};

export type DeskJudge = {
  readonly judgeId: string;
  readonly displayName: string;
  /** Forms that others wait for him on. */
  readonly awaited: number;
  /** The last sign of him, by a device or a value; null: none. */
  readonly lastSeenAt: number | null;
  /** Of a device on which a form of this round stood open when it was last heard of: when that was; null: there is none. */
  readonly openDeviceAt: number | null;
  readonly spread: "harsh" | "lenient" | null;
};

export type DeskRoundFacts = {
  /** Codes of the event; the number of the round. */
  readonly event: string;
  readonly round: number;
  readonly isOnPaper: boolean;
  readonly panels: readonly DeskPanel[];
  readonly judges: readonly DeskJudge[];
  readonly unconfirmed: { readonly count: number; readonly oldestAt: number | null };
  /** Open forms with two values of an aspect, of which nobody has said which stands. */
  readonly conflicts: number;
  /** A freeze of its public board that nobody has ended: since when, and how many forms were confirmed since; null: there is none. */
  readonly frozen: { readonly since: number; readonly confirmed: number } | null;
  /** Judgements whose scores lie too far apart. */
  readonly apart: number;
  readonly corrections: number;
  readonly openTies: number;
  readonly appeals: { readonly open: number; readonly until: number | null };
  readonly rescoreSets: number;
};

export const ALERT_CODES = [
  "conflicts-open",
  "forms-standing",
  "forms-left",
  "judge-silent",
  "judges-unseen",
  "tablet-away",
  "forms-unconfirmed",
  "scores-apart",
  "spread-harsh",
  "spread-lenient",
  "ties-open",
  "corrections-open",
  "appeals-open",
  "appeal-clock",
  "rescore-open",
  "objections-open",
  "board-frozen",
  "on-paper",
] as const;
export type AlertCode = (typeof ALERT_CODES)[number];

export type Alert = {
  readonly code: AlertCode;
  /** `act`: somebody has to do something; `watch`: it is well to know. */
  readonly weight: "act" | "watch";
  /** Null: of the whole competition. */
  readonly event: string | null;
  readonly round: number | null;
  /** Of the sentence. */
  readonly params: Readonly<Record<string, string | number>>;
};

/** What wants somebody first; within it in the order of the events as given. */
export function listAlerts(rounds: readonly DeskRoundFacts[], objections: number, now: number): readonly Alert[] {
  const alerts = rounds.flatMap((round) => listRoundAlerts(round, now));
  if (objections > 0) {
    alerts.push({ code: "objections-open", weight: "act", event: null, round: null, params: { count: objections } });
  }
  return [...alerts.filter(({ weight }) => weight === "act"), ...alerts.filter(({ weight }) => weight === "watch")];
}

function listRoundAlerts(facts: DeskRoundFacts, now: number): Alert[] {
  const { event, round } = facts;
  const alerts: Alert[] = [];
  const add = (code: AlertCode, weight: Alert["weight"], params: Alert["params"]) =>
    void alerts.push({ code, weight, event, round, params: { event, ...params } });
  if (facts.conflicts > 0) add("conflicts-open", "act", { count: facts.conflicts });
  for (const { subCriterionId, number, begun, lastMarkAt, begunAt } of facts.isOnPaper ? [] : facts.panels) {
    const panel = number === null ? subCriterionId : `${subCriterionId} (${number})`;
    const left = begunAt.filter((at) => now - at >= LEFT_MS);
    if (begun > 0 && lastMarkAt !== null && now - lastMarkAt >= STANDING_STILL_MS) {
      add("forms-standing", "act", { panel, count: begun, minutes: toMinutes(now - lastMarkAt) });
    } else if (left.length > 0) {
      add("forms-left", "act", { panel, count: left.length, minutes: toMinutes(now - Math.min(...left)) });
    }
  }
  for (const { displayName: judge, awaited, lastSeenAt, openDeviceAt } of facts.isOnPaper ? [] : facts.judges) {
    if (awaited > 0 && (lastSeenAt === null || now - lastSeenAt >= SILENT_MS)) {
      add("judge-silent", "act", { judge, count: awaited });
    } else if (openDeviceAt !== null && now - openDeviceAt >= AWAY_MS) {
      add("tablet-away", "watch", { judge, minutes: toMinutes(now - openDeviceAt) });
    }
  }
  const unseen = facts.isOnPaper
    ? 0
    : facts.judges.filter(({ awaited, lastSeenAt }) => awaited === 0 && lastSeenAt === null).length;
  if (unseen > 0) add("judges-unseen", "watch", { count: unseen });
  const { count, oldestAt } = facts.unconfirmed;
  if (count > 0 && oldestAt !== null && now - oldestAt >= UNCONFIRMED_MS) {
    add("forms-unconfirmed", "act", { count, minutes: toMinutes(now - oldestAt) });
  }
  if (facts.apart > 0) add("scores-apart", "watch", { count: facts.apart });
  for (const { displayName: judge, spread } of facts.judges) {
    if (spread !== null) add(spread === "harsh" ? "spread-harsh" : "spread-lenient", "watch", { judge });
  }
  if (facts.openTies > 0) add("ties-open", "act", { count: facts.openTies });
  if (facts.corrections > 0) add("corrections-open", "act", { count: facts.corrections });
  if (facts.appeals.open > 0) add("appeals-open", "act", { count: facts.appeals.open });
  if (facts.appeals.until !== null && facts.appeals.until > now) add("appeal-clock", "watch", { until: facts.appeals.until });
  if (facts.rescoreSets > 0) add("rescore-open", "act", { count: facts.rescoreSets });
  if (facts.frozen !== null && facts.frozen.confirmed > 0 && now - facts.frozen.since >= FROZEN_MS) {
    add("board-frozen", "watch", { count: facts.frozen.confirmed, minutes: toMinutes(now - facts.frozen.since) });
  }
  if (facts.isOnPaper) add("on-paper", "watch", {});
  return alerts;
}

function toMinutes(ms: number): number {
  return Math.floor(ms / 60_000);
}

/** Whether a device that was heard of then is connected now. */
export function isOnline(at: number | null, now: number): boolean {
  return at !== null && now - at < ONLINE_MS;
}
