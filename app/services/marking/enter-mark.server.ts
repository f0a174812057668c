/** Records one value of one aspect by one judge, exactly once for each key that his device made (DOMAIN 5 and 11). */
import { decideEnterMark } from "#app/domain/marking/enter-mark.ts";
import { listTabletUnmet } from "#app/domain/marking/medium.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { isUnderMarking } from "#app/queries/marking/find-open-correction.server.ts";
import { getFormAsFound } from "#app/queries/marking/get-form-as-found.server.ts";

export type EnterMarkInput = {
  readonly formId: string;
  /** Made on the device: the same key is the same act, however often it arrives. */
  readonly key: string;
  readonly aspectId: string;
  /** A score from 0 to 3 for a judgement, else a mark in hundredths. */
  readonly value: number;
  /** Of a judgement: the score round that the judge had before him. */
  readonly scoreRound: number;
  /** Needed to replace a settled value. */
  readonly reason: string | null;
  readonly deviceId: string;
  /** By the device's clock. */
  readonly enteredAt: Date;
};

/** What was recorded; the same for every arrival of one key. */
export type EnteredMark = {
  readonly key: string;
  readonly aspectId: string;
  readonly scoreRound: number;
  readonly value: number;
  /** The form's revision that this value made. */
  readonly revision: number;
  /** ISO. */
  readonly receivedAt: string;
};

/**
 * Earlier signatures on the form lose their standing with each new value.
 * @returns what was recorded, or every reason of `decideEnterMark`, or `round-on-paper`, or `key-reused` when the key stands for another act.
 */
export async function enterMark(runtime: Runtime, actor: Actor, input: EnterMarkInput): Promise<Decision<EnteredMark>> {
  let earlier: Decision<EnteredMark> | null = null;
  const decision = await runtime.database.write<EnteredMark, string>(async ({ tables, audit, announce }) => {
    earlier = await findEarlierAnswer(tables, actor, input);
    if (earlier) return refuse({ code: "already-recorded" });
    const form = await getFormAsFound(tables, input.formId);
    const onPaper = listTabletUnmet(form.round.medium);
    // Whatever else stands against the value would only confuse: it belongs on the paper now.
    if (onPaper.length > 0) return refuse(...onPaper);
    const decided = decideEnterMark({
      state: form.state,
      status: form.status,
      judgeId: actor.userId,
      aspectId: input.aspectId,
      value: input.value,
      scoreRound: input.scoreRound,
      reason: input.reason ?? undefined,
      recused: form.recused,
    });
    if (!decided.ok) return decided;
    if (!(await isUnderMarking(tables, form))) return refuse({ code: "marks-submitted" });
    const { scoreRound } = decided.value;
    const now = runtime.clock.now();
    const revision = form.revision + 1;
    const counted = await tables.markingForm.updateMany({
      where: { id: form.formId, status: "open", revision: form.revision },
      data: { revision },
    });
    if (counted.count === 0) return refuse({ code: "changed-meanwhile" });
    await tables.markRevision.create({
      data: {
        key: input.key,
        formId: form.formId,
        sequence: revision,
        aspectId: input.aspectId,
        judgeId: actor.userId,
        scoreRound,
        value: input.value,
        reason: input.reason,
        deviceId: input.deviceId,
        enteredAt: input.enteredAt,
        receivedAt: now,
      },
    });
    await tables.signOff.updateMany({ where: { formId: form.formId, voidedAt: null }, data: { voidedAt: now } });
    await audit({
      chain: form.round.competitionId,
      actorId: actor.userId,
      act: "enter-mark",
      objectKind: "form",
      objectId: form.formId,
      payload: { aspect: input.aspectId, scoreRound, value: input.value, revision, key: input.key },
    });
    announce({ kind: "form-changed", formId: form.formId, roundId: form.round.roundId });
    const { key, aspectId, value } = input;
    return allow({ key, aspectId, scoreRound, value, revision, receivedAt: now.toISOString() });
  });
  return earlier ?? decision;
}

/** The answer that this key was given before, or its refusal when it stands for another act; null for a new key. */
async function findEarlierAnswer(tables: Tables, actor: Actor, input: EnterMarkInput): Promise<Decision<EnteredMark> | null> {
  const row = await tables.markRevision.findUnique({ where: { key: input.key } });
  if (!row) return null;
  const isSame =
    row.formId === input.formId &&
    row.judgeId === actor.userId &&
    row.aspectId === input.aspectId &&
    row.value === input.value &&
    row.scoreRound === input.scoreRound &&
    row.reason === input.reason;
  if (!isSame) return refuse({ code: "key-reused" });
  const { key, aspectId, scoreRound, value, sequence } = row;
  return allow({ key, aspectId, scoreRound, value, revision: sequence, receivedAt: row.receivedAt.toISOString() });
}
