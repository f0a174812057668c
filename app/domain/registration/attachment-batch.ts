/** Many photos and documents of a delegation's people at once: what each file would be stored as, and why not; all of them or none (DOMAIN 3). */
import {
  type AttachmentKind,
  type AttachmentRefusal,
  decideAttachment,
  type FileFacts,
  isSingle,
} from "#app/domain/registration/attachment.ts";
import { type FileNameParts, type MatchCode, matchFileName, type NamedPerson } from "#app/domain/registration/match-file-name.ts";
import { checkEntryRecord, type RegistrationWindow } from "#app/domain/registration/window.ts";
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import type { RegistrationStatus } from "#app/domain/shared/vocabulary.ts";

const MEGABYTE = 1024 * 1024;
/** Of one batch: more than the largest delegation has people, and as much as is looked through at a sitting. */
export const BATCH_LIMITS = { files: 500, bytes: 100 * MEGABYTE } as const;

export type BatchPerson = NamedPerson & {
  /** Of the delegation, those that are not over. */
  readonly entries: readonly { readonly id: string; readonly status: RegistrationStatus }[];
  /** How many files of a kind are on record. */
  readonly onRecord: Readonly<Partial<Record<AttachmentKind, number>>>;
};

export type BatchFileFacts = FileFacts & {
  readonly id: string;
  readonly name: FileNameParts;
  /** What was chosen by hand; null: as its name says. */
  readonly chosen: { readonly personId: string | null; readonly kind: AttachmentKind | null };
};

export type BatchRefusal = MatchCode | AttachmentRefusal | "batch-kind-unknown" | "batch-kind-twice" | "person-erased";

/** What one file would be stored as. */
export type BatchLine = {
  readonly fileId: string;
  readonly personId: string | null;
  readonly kind: AttachmentKind | null;
  /** Whose it may be, where nobody is chosen. */
  readonly candidates: readonly string[];
  /** Whether it takes the place of one on record. */
  readonly replaces: boolean;
  /** The entries that were looked at with what was on record before. */
  readonly entryIds: readonly string[];
  readonly refusals: readonly Refusal[];
};

/** Line by line in the order of the files. */
export function computeBatchLines(
  files: readonly BatchFileFacts[],
  people: readonly BatchPerson[],
  window: RegistrationWindow,
): readonly BatchLine[] {
  const byId = new Map(people.map((person) => [person.personId, person]));
  const placed = files.map((file) => placeFile(file, people, byId));
  const count = new Map<string, number>();
  for (const { personId, kind } of placed) {
    if (personId !== null && kind !== null) count.set(`${personId} ${kind}`, (count.get(`${personId} ${kind}`) ?? 0) + 1);
  }
  const seen = new Map<string, number>();
  return placed.map(({ file, personId, kind, candidates, refusals }): BatchLine => {
    const person = personId === null ? undefined : byId.get(personId);
    const of = `${personId} ${kind}`;
    const before = seen.get(of) ?? 0;
    seen.set(of, before + 1);
    const reasons: Refusal[] = [...refusals];
    if (kind !== null) {
      const onRecord = person?.onRecord[kind] ?? 0;
      const taken = decideAttachment(kind, file, onRecord + before);
      if (!taken.ok) reasons.push(...taken.refusals);
      if (person && isSingle(kind) && (count.get(of) ?? 0) > 1) reasons.push({ code: "batch-kind-twice" });
    } else if (file.type === null) reasons.push({ code: "attachment-not-readable" });
    const isNew = person === undefined || kind === null || (person.onRecord[kind] ?? 0) === 0;
    // Of several new ones of a kind the first alone is the first.
    const isFirst = isNew && before === 0;
    const open = person?.entries.filter(({ status }) => checkEntryRecord(window, status, isFirst).length === 0) ?? [];
    const [first] = person?.entries ?? [];
    if (first && open.length === 0) reasons.push(...checkEntryRecord(window, first.status, isFirst));
    return {
      fileId: file.id,
      personId,
      kind,
      candidates,
      replaces: !isNew && kind !== null && isSingle(kind),
      entryIds: open.map(({ id }) => id),
      refusals: reasons,
    };
  });
}

function placeFile(file: BatchFileFacts, people: readonly BatchPerson[], byId: ReadonlyMap<string, BatchPerson>) {
  const refusals: Refusal<BatchRefusal>[] = [];
  const { chosen, name } = file;
  const isChosen = chosen.personId !== null && byId.has(chosen.personId);
  const match = isChosen ? null : matchFileName(name, people);
  const personId = match === null ? chosen.personId : match.ok ? match.value : null;
  if (match?.ok === false) refusals.push(...match.refusals);
  const kind = chosen.kind ?? name.kind ?? guessKind(file);
  if (kind === null && file.type !== null) refusals.push({ code: "batch-kind-unknown" });
  return { file, personId, kind, candidates: match?.candidates ?? [], refusals };
}

/** A picture of which nothing is said is the photo. */
function guessKind({ dimensions }: FileFacts): AttachmentKind | null {
  return dimensions === null ? null : "photo";
}

export type StoreBatchCode = "batch-empty" | "batch-unsettled";

/** Whether all of them may be stored. */
export function decideBatch(lines: readonly BatchLine[]): Decision<null, StoreBatchCode> {
  const unsettled = lines.filter(({ refusals }) => refusals.length > 0).length;
  const refusals: Refusal<StoreBatchCode>[] = [];
  if (lines.length === 0) refusals.push({ code: "batch-empty" });
  if (unsettled > 0) refusals.push({ code: "batch-unsettled", params: { count: unsettled } });
  return decide(refusals, null);
}
