/** The words of 赛场情况记录表: a paper of record, in Chinese whatever the reader's own language is. */
import type { Strokes } from "#app/domain/marking/hall-acts.ts";
import type { HallRecordKind } from "#app/domain/marking/hall-record.ts";
import { formatHundredths } from "#app/domain/shared/units.ts";
import type { Participation, RoundKind } from "#app/domain/shared/vocabulary.ts";
import { createI18n } from "./index.ts";
import { createWord } from "./word.ts";

/** One seat with its lines; times ISO. */
export type PaperSeat = {
  readonly seatCode: string | null;
  /** Null for who may not see who sits where. */
  readonly entrantNumber: string | null;
  readonly participation: Participation;
  readonly startedAt: string | null;
  readonly stoppedAt: string | null;
  readonly timeUsed: number | null;
  readonly addedSeconds: number;
  readonly penalty: number;
  readonly lines: readonly PaperLine[];
};

export type PaperLine = {
  readonly kind: HallRecordKind;
  readonly at: string;
  readonly seconds: number | null;
  readonly penalty: number | null;
  readonly text: string;
  readonly strokes: Strokes | null;
  readonly by: string;
  readonly voided: { readonly reason: string } | null;
};

export type PaperOccasion = {
  readonly competition: string;
  readonly event: string;
  readonly round: RoundKind | null;
  /** The number of the session that it is of; null: of all of the round. */
  readonly session: number | null;
};

type Cell = string | { readonly strokes: Strokes };

/** In the shape that the renderer of tables takes. */
export type HallPaperWords = {
  readonly title: string;
  readonly subtitle: string;
  readonly facts: readonly { readonly term: string; readonly value: string }[];
  readonly columns: readonly { readonly header: string; readonly width: number }[];
  readonly rows: readonly (readonly Cell[])[];
  readonly signatures: readonly { readonly place: string; readonly strokes: Strokes | null }[];
  readonly day: string;
  readonly pageOf: (page: number, total: number) => string;
  readonly missing: string;
};

/** All seats of the hall, a line each; who signs is the floor judge and the chief judge. */
export async function createHallSheetWords(occasion: PaperOccasion, seats: readonly PaperSeat[]): Promise<HallPaperWords> {
  const { t, word, time, shared } = await openWords(occasion);
  return {
    ...shared,
    facts: [],
    columns: [
      { header: t("paper.seat"), width: 7 },
      { header: t("paper.entrantNumber"), width: 10 },
      { header: t("paper.participation"), width: 10 },
      { header: t("paper.started"), width: 10 },
      { header: t("paper.stopped"), width: 10 },
      { header: t("paper.added"), width: 8 },
      { header: t("paper.used"), width: 8 },
      { header: t("paper.penalty"), width: 8 },
      { header: t("paper.events"), width: 34 },
      { header: t("paper.signature"), width: 16 },
    ],
    rows: seats.map((seat): readonly Cell[] => {
      const standing = seat.lines.filter(({ voided }) => voided === null);
      const events = standing
        .filter(({ kind }) => kind !== "start" && kind !== "stop" && kind !== "signature")
        .map(({ kind, at, text }) => [time(at), t(`kind.${kind}`), text].filter((part) => part !== "").join(" "));
      const strokes = standing.findLast((line) => line.strokes !== null)?.strokes ?? null;
      return [
        seat.seatCode ?? "",
        seat.entrantNumber ?? "",
        word("participation", seat.participation),
        seat.startedAt ? time(seat.startedAt) : "",
        seat.stoppedAt ? time(seat.stoppedAt) : "",
        seat.addedSeconds > 0 ? toClock(seat.addedSeconds) : "",
        seat.timeUsed === null ? "" : toClock(seat.timeUsed),
        seat.penalty > 0 ? formatHundredths(seat.penalty) : "",
        events.join("\n"),
        strokes ? { strokes } : "",
      ];
    }),
    signatures: [
      { place: t("paper.floorJudge"), strokes: null },
      { place: t("paper.chiefJudge"), strokes: null },
    ],
  };
}

/** One seat with all its lines, voided ones too; the competitor signs as well. */
export async function createHallEntryWords(occasion: PaperOccasion, seat: PaperSeat): Promise<HallPaperWords> {
  const { t, word, time, shared } = await openWords(occasion);
  const strokes = seat.lines.findLast((line) => line.strokes !== null && line.voided === null)?.strokes ?? null;
  return {
    ...shared,
    facts: [
      { term: t("paper.seat"), value: seat.seatCode ?? "" },
      { term: t("paper.entrantNumber"), value: seat.entrantNumber ?? "" },
      { term: t("paper.participation"), value: word("participation", seat.participation) },
      { term: t("paper.started"), value: seat.startedAt ? time(seat.startedAt) : "" },
      { term: t("paper.stopped"), value: seat.stoppedAt ? time(seat.stoppedAt) : "" },
      { term: t("paper.added"), value: seat.addedSeconds > 0 ? toClock(seat.addedSeconds) : "" },
      { term: t("paper.used"), value: seat.timeUsed === null ? "" : toClock(seat.timeUsed) },
      { term: t("paper.penalty"), value: seat.penalty > 0 ? formatHundredths(seat.penalty) : "" },
    ],
    columns: [
      { header: t("paper.time"), width: 14 },
      { header: t("paper.what"), width: 16 },
      { header: t("paper.text"), width: 50 },
      { header: t("paper.by"), width: 20 },
    ],
    rows: seat.lines.map(({ kind, at, seconds, penalty, text, by, voided }) => [
      time(at),
      t(`kind.${kind}`),
      [
        seconds === null ? "" : toClock(seconds),
        penalty === null ? "" : formatHundredths(penalty),
        text,
        voided ? t("paper.voided", { reason: voided.reason }) : "",
      ]
        .filter((part) => part !== "")
        .join(" "),
      by,
    ]),
    signatures: [
      { place: t("paper.competitor"), strokes },
      { place: t("paper.floorJudge"), strokes: null },
      { place: t("paper.chiefJudge"), strokes: null },
    ],
  };
}

async function openWords({ competition, event, round, session }: PaperOccasion) {
  const instance = await createI18n("zh-CN");
  const t = instance.getFixedT("zh-CN", "hallRecord");
  const word = createWord(instance);
  const subtitle =
    round === null
      ? t("paper.of", { competition, event })
      : t("paper.ofRound", { competition, event, round: word("roundKind", round) });
  return {
    t,
    word,
    time: toMoment,
    shared: {
      title: session === null ? t("paper.title") : t("paper.titleOfSession", { number: session }),
      subtitle,
      day: t("paper.day"),
      pageOf: (page: number, total: number) => t("paper.page", { page, total }),
      missing: t("paper.missing"),
    },
  };
}

const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** To the second, because it decides ties, and short, because the columns are: "11-20 09:30:05" in Shanghai. */
function toMoment(iso: string): string {
  return new Date(Date.parse(iso) + SHANGHAI_OFFSET_MS).toISOString().slice(5, 19).replace("T", " ");
}

/** 3725 seconds are "1:02:05". */
function toClock(seconds: number): string {
  const two = (value: number) => String(Math.trunc(value)).padStart(2, "0");
  return `${Math.trunc(seconds / 3600)}:${two((seconds % 3600) / 60)}:${two(seconds % 60)}`;
}
