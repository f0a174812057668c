/** The step that import, editor and copy share: a new version of a scheme, in force at once where its round is being judged. */
import type { MarkingScheme } from "#app/domain/marking/scheme.ts";
import { decideSchemeChange, type SchemeChangeRefusal } from "#app/domain/marking/scheme-change.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Write } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findRoundScheme, type RoundScheme } from "#app/queries/schemes/find-round-scheme.server.ts";
import { listFormValues } from "#app/queries/schemes/list-form-values.server.ts";

export type StoreScheme = {
  readonly eventId: string;
  /** The round that it is made for. */
  readonly roundNumber: number;
  readonly scheme: MarkingScheme;
  readonly reason: string;
  /** The version that the change starts from, null for none; "newest" where the change does not start from one. */
  readonly basedOn: number | null | "newest";
  readonly source: "file" | "editor" | "copy";
  /** Of the file, or of the event that it was copied from. */
  readonly fileName: string;
  readonly act: "import-marking-scheme" | "edit-marking-scheme" | "copy-marking-scheme";
  /** What else the record of the act names. */
  readonly payload?: Readonly<Record<string, string>>;
  readonly now: Date;
};

export type StoreSchemeRefusal = SchemeChangeRefusal | "round-unknown";

/** @returns the version, or every reason of `decideSchemeChange`. */
export async function storeScheme(
  { tables, audit, announce }: Write,
  actor: Actor,
  input: StoreScheme,
): Promise<Decision<{ version: number }, StoreSchemeRefusal>> {
  const { eventId, roundNumber, scheme, reason, now } = input;
  const found = await findRoundScheme(tables, eventId, roundNumber);
  if (!found) return refuse({ code: "round-unknown" });
  const { current } = found;
  const decided = decideSchemeChange({
    scheme,
    needs: found.needs,
    reason,
    basedOn: input.basedOn === "newest" ? (current?.version ?? null) : input.basedOn,
    current,
    phase: found.phase,
    isDrawnByModule: found.isDrawnByModule,
    forms: found.phase === "judging" ? await listFormValues(tables, found.roundId) : [],
  });
  if (!decided.ok) return decided;
  const { competitionId } = await tables.event.findUniqueOrThrow({ where: { id: eventId }, select: { competitionId: true } });
  const newest = await tables.markingScheme.aggregate({ where: { eventId }, _max: { version: true } });
  const version = (newest._max.version ?? 0) + 1;
  const schemeId = newId();
  await tables.markingScheme.create({
    data: {
      id: schemeId,
      eventId,
      version,
      roundNumber,
      content: scheme,
      source: input.source,
      fileName: input.fileName,
      reason: reason.trim(),
      createdById: actor.userId,
      createdAt: now,
    },
  });
  const inForce = decided.value.putInForce
    ? await putInForce(tables, found, schemeId, decided.value.changedSubCriteria, now)
    : null;
  if (inForce === "changed-meanwhile") return refuse({ code: "changed-meanwhile" });
  await audit({
    chain: competitionId,
    actorId: actor.userId,
    act: input.act,
    objectKind: "event",
    objectId: eventId,
    payload: {
      version,
      scheme: schemeId,
      round: roundNumber,
      ...input.payload,
      ...(inForce && {
        inForceIn: found.roundId,
        replaces: current?.id ?? null,
        replacedVersion: current?.version ?? null,
        subCriteria: [...decided.value.changedSubCriteria],
        signaturesVoided: inForce.voided,
      }),
    },
  });
  if (inForce) {
    announce({ kind: "round-changed", roundId: found.roundId });
    for (const formId of inForce.forms) announce({ kind: "form-changed", formId, roundId: found.roundId });
  }
  return allow({ version });
}

/** The round is marked by the new version; what was signed under the old one is signed again where it asks something else. */
async function putInForce(
  tables: Write["tables"],
  { roundId, current }: RoundScheme,
  schemeId: string,
  changed: readonly string[],
  now: Date,
): Promise<{ readonly voided: number; readonly forms: readonly string[] } | "changed-meanwhile"> {
  const moved = await tables.round.updateMany({
    where: { id: roundId, phase: "judging", schemeId: current?.id ?? null },
    data: { schemeId },
  });
  if (moved.count === 0) return "changed-meanwhile";
  const ofChanged = { roundId, subCriterionId: { in: [...changed] } };
  const forms = await tables.markingForm.findMany({ where: ofChanged, select: { id: true } });
  const { count } = await tables.signOff.updateMany({ where: { voidedAt: null, form: ofChanged }, data: { voidedAt: now } });
  await tables.markingForm.updateMany({ where: { ...ofChanged, status: "signed" }, data: { status: "open" } });
  return { voided: count, forms: forms.map(({ id }) => id) };
}
