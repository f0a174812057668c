/** Second act of the story: draw, check-in, blind codes, and judges who mark, sign and have their forms confirmed. */

import { CHECK_KINDS } from "#app/domain/draw/check-in.ts";
import { wayOf } from "#app/domain/marking/measurement.ts";
import {
  type Aspect,
  type AspectKind,
  findSubCriterion,
  type MarkingScheme,
  type SubCriterion,
} from "#app/domain/marking/scheme.ts";
import { compareText } from "#app/domain/shared/order.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { assignCodes } from "#app/services/blinding/assign-codes.server.ts";
import { checkInEntry } from "#app/services/check-in/check-in-entry.server.ts";
import { freezeRoster } from "#app/services/draw/freeze-roster.server.ts";
import { holdDraw } from "#app/services/draw/hold-draw.server.ts";
import { confirmForm } from "#app/services/marking/confirm-form.server.ts";
import { openJudging } from "#app/services/marking/open-judging.server.ts";
import { signOffForm } from "#app/services/marking/sign-off-form.server.ts";
import { takeMarks } from "#app/services/marking/take-marks.server.ts";
import { setDisclosure } from "#app/services/results/set-disclosure.server.ts";
import { DEMO_PIN } from "./accounts.ts";
import { must, type Stage } from "./stage.ts";

const JUDGES = ["judge-1", "judge-2", "judge-3"] as const;

/** From the frozen roster to open marking forms. */
export async function openRound(stage: Stage, roundId: string): Promise<void> {
  const { runtime } = stage;
  must(await freezeRoster(runtime, await stage.actor("organiser"), { roundId }));
  must(await holdDraw(runtime, await stage.actor("supervisor"), { roundId, contribution: "公平公正，为技能喝彩" }));
  const entries = await runtime.database.read.roundEntry.findMany({
    where: { roundId },
    select: { entry: { select: { entrantNumber: true, members: { select: { id: true } } } } },
  });
  const organiser = await stage.actor("organiser");
  for (const { entry } of entries)
    must(
      await checkInEntry(runtime, organiser, {
        roundId,
        entrantNumber: String(entry.entrantNumber),
        claim: { checked: CHECK_KINDS, present: entry.members.map(({ id }) => id), exception: "" },
      }),
    );
  must(await assignCodes(runtime, await stage.actor("blinding"), { roundId }));
  must(await openJudging(runtime, await stage.actor("chief"), { roundId }));
  must(await setDisclosure(runtime, organiser, { roundId, disclosure: "blind" }));
}

/** Judges mark the forms in the order of work: all of them, or the first `confirmed`, and `begun` more that wait for a signature. */
export async function markRound(
  stage: Stage,
  roundId: string,
  dice: Dice,
  extent: { readonly confirmed: number; readonly begun: number } = { confirmed: Number.POSITIVE_INFINITY, begun: 0 },
): Promise<void> {
  const { read } = stage.runtime.database;
  const round = await read.round.findUniqueOrThrow({
    where: { id: roundId },
    select: { scheme: { select: { content: true } } },
  });
  const scheme = round.scheme?.content as unknown as MarkingScheme;
  const forms = await read.markingForm.findMany({
    where: { roundId },
    select: { id: true, subCriterionId: true, subjectId: true },
  });
  const mappings = await read.blindMapping.findMany({
    where: { roundId },
    select: { subjectId: true, entry: { select: { entrantNumber: true } } },
  });
  const numberOf = new Map(mappings.map(({ subjectId, entry }) => [subjectId, entry.entrantNumber ?? ""]));
  // By who did the work, not by codes, which are drawn anew each time: the story tells of the same winners whenever it is told.
  forms.sort(
    (left, right) =>
      compareText(left.subCriterionId, right.subCriterionId) ||
      compareText(numberOf.get(left.subjectId) ?? "", numberOf.get(right.subjectId) ?? ""),
  );
  const cast: Cast = {
    judges: await Promise.all(JUDGES.map((username) => stage.actor(username))),
    tallyClerk: await stage.actor("tally"),
  };
  const ability = new Map<string, number>();
  const plans = forms.slice(0, Math.min(forms.length, extent.confirmed + extent.begun)).map((form, index) => {
    const skill = ability.get(form.subjectId) ?? 45 + dice(50);
    ability.set(form.subjectId, skill);
    const subCriterion = findSubCriterion(scheme, form.subCriterionId);
    if (!subCriterion) throw new Error(`The scheme has no sub-criterion ${form.subCriterionId}.`);
    return { formId: form.id, marks: planMarks(subCriterion, skill, dice), isConfirmed: index < extent.confirmed };
  });
  // A hall works on many forms at once; here as many as share one commit well. Each judge signs one form after another.
  for (let start = 0; start < plans.length; start += FORMS_AT_ONCE) {
    const group = plans.slice(start, start + FORMS_AT_ONCE);
    await Promise.all(group.map((plan) => enterMarks(stage, cast, plan)));
    for (const { formId, isConfirmed } of group) if (isConfirmed) await signAndConfirm(stage, cast, formId);
  }
}

const FORMS_AT_ONCE = 24;

type Dice = (sides: number) => number;
type Cast = { readonly judges: readonly Actor[]; readonly tallyClerk: Actor };
/** A score or a value of his own for each judge, or the one value that the team agrees on. */
type PlannedMark = { readonly aspectId: string; readonly kind: AspectKind; readonly values: readonly number[] };
type Plan = { readonly formId: string; readonly marks: readonly PlannedMark[]; readonly isConfirmed: boolean };

/** The scores of a judgement lie at most one apart. */
function planMarks({ aspects }: SubCriterion, skill: number, dice: Dice): PlannedMark[] {
  const low = Math.min(2, Math.floor(skill / 34));
  return aspects.map((aspect) => {
    const { id: aspectId, kind, each } = aspect;
    if (kind === "judgement") return { aspectId, kind, values: JUDGES.map(() => low + (dice(100) < skill ? 1 : 0)) };
    const entered = each === undefined ? [JUDGES[0]] : JUDGES;
    return { aspectId, kind, values: entered.map(() => planValue(aspect, Math.min(100, skill + dice(30)))) };
  });
}

/** What someone who did this well, in percent, is entered with; stated marks come in quarters. */
function planValue(aspect: Aspect, done: number): number {
  const way = wayOf(aspect);
  switch (way.kind) {
    case "stated":
      return Math.round((aspect.maximum * done) / 2500) * 25;
    case "yes-no":
      return done >= 60 ? 1 : 0;
    case "deduction":
      return Math.round(((100 - done) / 100) * Math.ceil(aspect.maximum / way.each));
    case "table": {
      const step = way.steps[Math.min(way.steps.length - 1, Math.floor(((100 - done) / 100) * way.steps.length))];
      const last = way.steps.findLast(({ upTo }) => upTo !== null)?.upTo ?? 0;
      return step?.upTo ?? last + 2500;
    }
  }
}

/** Judgement before measurement. */
async function enterMarks(stage: Stage, { judges }: Cast, { formId, marks }: Plan): Promise<void> {
  const { runtime, clock } = stage;
  for (const kind of ["judgement", "measurement"] as const) {
    const own = marks.filter((mark) => mark.kind === kind);
    const answers = await Promise.all(
      judges.map((judge, index) => {
        const entered = own.flatMap(({ aspectId, values }) => {
          const value = values[index];
          if (value === undefined) return [];
          const made = { key: newId(), formId, aspectId, value, scoreRound: 1, reason: null, replaces: null };
          return { ...made, enteredAt: clock.now().toISOString() };
        });
        return takeMarks(runtime, judge, { deviceId: "story", marks: entered });
      }),
    );
    const refused = answers.flat().filter((answer) => answer.kind !== "recorded");
    if (refused.length > 0) throw new Error(`The story was refused: ${JSON.stringify(refused)}`);
  }
}

async function signAndConfirm({ runtime }: Stage, { judges, tallyClerk }: Cast, formId: string): Promise<void> {
  const { revision } = await runtime.database.read.markingForm.findUniqueOrThrow({
    where: { id: formId },
    select: { revision: true },
  });
  for (const signed of await Promise.all(judges.map((judge) => signOffForm(runtime, judge, { formId, revision, pin: DEMO_PIN }))))
    must(signed);
  must(await confirmForm(runtime, tallyClerk, { formId, revision }));
}
