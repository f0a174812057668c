/**
 * Gives the work of each entry that was checked in the code under which judges mark it, and the code under which the public sees
 * it: of each session (场次) in which everyone has come or is absent, all at once. Neither the codes nor the ids nor the order of the
 * rows tell which entry of a session is which: only the mapping does (DOMAIN 4). Where works are blinded in two layers the code is
 * the seat that was drawn, and no other is. While judging is open the sessions are taken into marking by the same act.
 *
 * Who is let in late, before judging opens, would get a code alone, and whoever compares the codes before and after would know it for
 * his. So for everyone who is absent a code is drawn with the others and kept as a reserve: it stands among the codes from the start and is
 * given to whoever comes, and what is left of them goes when judging opens.
 */
import { randomInt, randomUUID } from "node:crypto";
import { isSeatTheCode } from "#app/domain/blinding/layers.ts";
import { decideCodes } from "#app/domain/draw/check-in.ts";
import { STARTING } from "#app/domain/draw/session-standing.ts";
import { checkNeutral, listPartialJudges } from "#app/domain/panels/assignment.ts";
import { listPanelsInForce, type OpenSubject } from "#app/domain/panels/recusal.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { newReadableCode } from "#app/platform/crypto/digest.server.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Write } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { listAttendance } from "#app/queries/check-in/list-attendance.server.ts";
import { listStandings } from "#app/queries/check-in/list-standings.server.ts";
import { getDrawState } from "#app/queries/draw/get-draw-state.server.ts";
import { getPinnedRound } from "#app/queries/marking/get-pinned-round.server.ts";
import { listEventJudges } from "#app/queries/panels/list-event-judges.server.ts";
import { makeForms } from "#app/services/marking/make-forms.server.ts";

const REVIEW_CODE_LENGTH = 4;
const PUBLIC_CODES = 10_000;
const PUBLIC_CODE_DIGITS = 4;

/** @returns how many entries got their codes, and of how many sessions; those that have one keep it. */
export async function assignCodes(
  runtime: Runtime,
  actor: Actor,
  input: { readonly roundId: string; readonly isAloneAccepted?: boolean },
): Promise<Decision<{ readonly count: number }>> {
  const { roundId, isAloneAccepted = false } = input;
  return runtime.database.write(async (write) => {
    const { tables, audit, announce } = write;
    const { state, competitionId, rules } = await getDrawState(tables, roundId);
    const entries = await listAttendance(tables, roundId);
    const standings = await listStandings(tables, roundId);
    const isSeat = isSeatTheCode(rules.blindLayers);
    const terms = { isBlind: rules.marking === "blind", isSeat };
    const decision = decideCodes(state.roundPhase, standings, { ...terms, isAloneAccepted });
    if (!decision.ok) return decision;
    // Those that would not have got theirs had nobody accepted that they can be known.
    const unaccepted = decideCodes(state.roundPhase, standings, { ...terms, isAloneAccepted: false });
    const alone = decision.value.filter((standing) => !unaccepted.ok || !unaccepted.value.includes(standing));
    const sessions = decision.value.map(({ number }) => number);
    const now = runtime.clock.now();
    const subjects = await tables.blindSubject.findMany({ where: { roundId }, select: { id: true, code: true } });
    const mappings = await tables.blindMapping.findMany({ where: { roundId }, select: { subjectId: true, publicCode: true } });
    const given = new Set(mappings.map(({ subjectId }) => subjectId));
    const reserves = shuffle(subjects.filter(({ id }) => !given.has(id)));
    const reviewCodes = new Set(subjects.map(({ code }) => code));
    const publicCodes = new Set(mappings.map(({ publicCode }) => publicCode));
    const waiting = entries.filter(
      ({ participation, hasCode, session }) =>
        STARTING.includes(participation) && !hasCode && sessions.includes(session?.number ?? null),
    );
    const isMarked = state.roundPhase === "judging";
    const assigned = waiting.map(({ entryId, seatCode }) => {
      const { id, code } = reserves.pop() ?? newSubject();
      // Everyone has a seat: codes are not given before seats are drawn.
      return { subjectId: id, entryId, code: isSeat ? String(seatCode) : code, publicCode: drawNew(publicCodes, newPublicCode) };
    });
    const absent = entries.filter(
      ({ participation, session }) => participation === "absent" && sessions.includes(session?.number ?? null),
    );
    const hasReserves = terms.isBlind && !isSeat && !isMarked;
    const spare = Array.from({ length: hasReserves ? Math.max(0, absent.length - reserves.length) : 0 }, newSubject);
    const known = new Set(subjects.map(({ id }) => id));
    const added = [...assigned.map(({ subjectId, code }) => ({ id: subjectId, code })), ...spare].filter(
      ({ id }) => !known.has(id),
    );
    for (const part of chunk(shuffle(added))) {
      await tables.blindSubject.createMany({ data: part.map(({ id, code }) => ({ id, roundId, code })) });
    }
    for (const part of chunk(shuffle(assigned))) {
      await tables.blindMapping.createMany({
        data: part.map(({ subjectId, entryId, publicCode }) => ({ subjectId, roundId, entryId, publicCode })),
      });
    }
    const takenIn = isMarked ? await takeIn(write, { roundId, subjects: assigned, actor, now }) : allow(0);
    if (!takenIn.ok) return takenIn;
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "assign-codes",
      objectKind: "round",
      objectId: roundId,
      payload: {
        codes: assigned.length,
        layers: rules.blindLayers,
        sessions: sessions.map((number) => String(number ?? "")),
        alone: alone.map(({ number }) => String(number ?? "")),
        forms: takenIn.value,
      },
    });
    announce({ kind: "round-changed", roundId });
    return allow({ count: assigned.length });

    /** A random id: a sortable one would keep the order in which the entries were read. */
    function newSubject(): { readonly id: string; readonly code: string } {
      return { id: randomUUID(), code: isSeat ? "" : drawNew(reviewCodes, newReviewCode) };
    }
  });
}

/**
 * The works come to the panels as they stand, and the board has a new version. Judges have to be neutral as at the opening: since then
 * somebody may have been replaced on the spot.
 * @returns how many forms, or why the works cannot come before the judges
 */
async function takeIn(
  write: Write,
  input: {
    readonly roundId: string;
    readonly subjects: readonly OpenSubject[];
    readonly actor: Actor;
    readonly now: Date;
  },
): Promise<Decision<number>> {
  const { tables, announce } = write;
  const { roundId, subjects, actor, now } = input;
  const { rules, panels, competitionId, eventId } = await getPinnedRound(tables, roundId);
  const counts = await tables.markingForm.groupBy({ by: ["panelId"], where: { roundId }, _count: true });
  const formsOf = new Map(counts.map(({ panelId, _count }) => [panelId, _count]));
  const standing = panels.map((panel) => ({ ...panel, forms: formsOf.get(panel.panelId) ?? 0 }));
  const plans = listPanelsInForce(rules.marking, standing);
  const judges = (await listEventJudges(tables, { competitionId, eventIds: [eventId] })).get(eventId) ?? [];
  const members = new Set(plans.flatMap((plan) => plan.judges));
  const partial = checkNeutral(listPartialJudges(judges, members, rules.marking));
  if (partial.length > 0) return refuse(...partial);
  const pool = judges.filter(({ roles }) => roles.includes("marking-judge"));
  const made = await makeForms(write, { roundId, rules, pool, plans, subjects, actorId: actor.userId, now });
  if (made === null) return refuse({ code: "reserves-missing" });
  await tables.board.update({ where: { roundId }, data: { version: { increment: 1 }, changedAt: now } });
  announce({ kind: "board-changed", roundId });
  return allow(made.forms);
}

/** With a letter in it, so that nobody takes it for a public code. */
function newReviewCode(): string {
  for (;;) {
    const code = newReadableCode(REVIEW_CODE_LENGTH);
    if (/[A-Z]/.test(code)) return code;
  }
}

function newPublicCode(): string {
  return String(randomInt(PUBLIC_CODES)).padStart(PUBLIC_CODE_DIGITS, "0");
}

function drawNew(taken: Set<string>, draw: () => string): string {
  let code = draw();
  while (taken.has(code)) code = draw();
  taken.add(code);
  return code;
}

function shuffle<Item>(items: readonly Item[]): Item[] {
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const chosen = randomInt(last + 1);
    const [one, other] = [shuffled[last], shuffled[chosen]];
    if (one === undefined || other === undefined) continue;
    shuffled[last] = other;
    shuffled[chosen] = one;
  }
  return shuffled;
}
