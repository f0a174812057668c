/** How a pack comes to its next version: proposed with a reason, looked at, confirmed by a second officer or dropped. */

import { comparePacks, type EDITED_FACTS, type PackDifference } from "#app/domain/policy/compare-packs.ts";
import type { Amount, PolicyPack, PolicyRow } from "#app/domain/policy/pack.ts";
import { type Decision, decide, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";

export const PACK_STATES = ["proposed", "confirmed", "dropped"] as const;
export type PackState = (typeof PACK_STATES)[number];

/**
 * The versions that a recorded fact is asked by, one of each document: the latest that was in force on its day, so that an amendment
 * of another year takes and adds nothing. Where none was in force that day the latest one answers: a draft as a draft, one of a later
 * first day by saying so.
 * @param versions of any documents, the latest of each before its earlier ones
 * @param onDate YYYY-MM-DD
 */
export function listVersionsOn(versions: readonly PolicyPack[], onDate: string): readonly PolicyPack[] {
  const names = [...new Set(versions.map(({ name }) => name))];
  return names.flatMap((name) => {
    const own = versions.filter((version) => version.name === name);
    // A version that says that the document was over by that day outranks an earlier one that did not know it yet.
    return own.find(({ document }) => isInForceOn(document, onDate) || isOverOn(document, onDate)) ?? own.slice(0, 1);
  });
}

function isInForceOn({ status, effectiveFrom, effectiveTo }: PolicyPack["document"], onDate: string): boolean {
  const hasBegun = effectiveFrom !== null && effectiveFrom <= onDate;
  return status === "in-force" && hasBegun && (effectiveTo === null || onDate <= effectiveTo);
}

/** An expired document without a last day was over on any day that somebody asks about. */
function isOverOn({ status, effectiveTo }: PolicyPack["document"], onDate: string): boolean {
  return effectiveTo === null ? status === "expired" : effectiveTo < onDate;
}

/** What is edited in the browser: facts of the document, amounts by row id, figures by target id. */
export type PackEdit = {
  readonly document: Pick<PolicyPack["document"], (typeof EDITED_FACTS)[number]>;
  readonly amounts: Readonly<Record<string, Amount>>;
  readonly figures: Readonly<Record<string, number | null>>;
};

/**
 * The pack with the edit, as the given version. What the document leaves open in a row (its conditions) is no figure: it rests on
 * the clause's words and changes with them, by a file. A row that is not about money stays so.
 */
export function applyPackEdit(pack: PolicyPack, edit: PackEdit, version: number): PolicyPack {
  return {
    ...pack,
    version,
    document: { ...pack.document, ...edit.document },
    rows: pack.rows.map((row) => ({ ...row, amount: isAmountEdited(row) ? (edit.amounts[row.id] ?? row.amount) : row.amount })),
    targets: pack.targets.map((target) => {
      const figure = edit.figures[target.id];
      return figure === undefined ? target : { ...target, figure };
    }),
  };
}

/** Whether the row's amount can be edited: one that gives nothing in money has none. */
export function isAmountEdited({ amount }: Pick<PolicyRow, "amount">): boolean {
  return amount.kind !== "none";
}

/** What a next version has wrong beside the schema, at its place in the file. */
export type PackFault = { readonly path: string; readonly problem: string; readonly expected?: string };

/** The dates of a document and its status contradict each other, field by field of the document. */
export function listDateFaults({
  status,
  effectiveFrom,
  effectiveTo,
}: Pick<PolicyPack["document"], "status" | "effectiveFrom" | "effectiveTo">): readonly PackFault[] {
  const faults: PackFault[] = [];
  const isDraft = status === "draft";
  if (isDraft && effectiveFrom !== null) faults.push({ path: "document.effectiveFrom", problem: "draft-with-date" });
  if (isDraft && effectiveTo !== null) faults.push({ path: "document.effectiveTo", problem: "draft-with-date" });
  if (status === "in-force" && effectiveFrom === null) {
    faults.push({ path: "document.effectiveFrom", problem: "date-missing" });
  }
  if (effectiveFrom !== null && effectiveTo !== null && effectiveTo < effectiveFrom) {
    faults.push({ path: "document.effectiveTo", problem: "ends-before-it-starts" });
  }
  return faults;
}

/**
 * The rules of a next version beyond the schema: it is the next number of the same document, and its row ids are stable: an id
 * keeps what it gives and to whom, and no row goes on under another id.
 * @param current null: the document is founded, and has only its number to keep to
 * @param version the number that is next
 */
export function listPackFaults(current: PolicyPack | null, next: PolicyPack, version: number): readonly PackFault[] {
  const faults: PackFault[] = [];
  if (current === null)
    return next.version === version ? [] : [{ path: "version", problem: "not-next", expected: String(version) }];
  if (next.name !== current.name) faults.push({ path: "name", problem: "other-document", expected: current.name });
  if (next.version !== version) faults.push({ path: "version", problem: "not-next", expected: String(version) });
  if (next.document.regionCode !== current.document.regionCode) {
    faults.push({ path: "document.regionCode", problem: "other-document", expected: current.document.regionCode });
  }
  const before = new Map(current.rows.map((row) => [row.id, row]));
  const removed = current.rows.filter(({ id }) => !next.rows.some((row) => row.id === id));
  next.rows.forEach((row, index) => {
    const was = before.get(row.id);
    if (was && was.kind !== row.kind) faults.push({ path: `rows[${index}].kind`, problem: "id-taken", expected: was.kind });
    if (was) return;
    const same = removed.find((gone) => isSameRow(gone, row));
    if (same) faults.push({ path: `rows[${index}].id`, problem: "id-changed", expected: same.id });
  });
  return faults;
}

/** What a file has wrong that is to found a document: one that is there goes on by versions, under its own name. */
export function listFoundingFaults({ name, document }: PolicyPack, known: readonly PolicyPack[]): readonly PackFault[] {
  const same = known.find((one) => one.name === name);
  if (same) return [{ path: "name", problem: "document-known", expected: same.document.title }];
  const alike = known.find((one) => {
    return one.document.title === document.title && one.document.regionCode === document.regionCode;
  });
  return alike ? [{ path: "document.title", problem: "document-known", expected: alike.name }] : [];
}

/** What an officer changed in the browser, or the pack that he read from a file. */
export type PackChange =
  | { readonly source: "edit"; readonly edit: PackEdit }
  | { readonly source: "file"; readonly pack: PolicyPack };

/**
 * The next version that a change makes, or every fault of it at its place.
 * @param current null: a file founds the document; there is nothing to edit
 * @param version the number that is next
 */
export function decidePackChange(
  current: PolicyPack | null,
  change: PackChange,
  version: number,
): Decision<PolicyPack, "pack-fault" | "pack-unknown"> {
  if (change.source === "file") return withoutFaults(change.pack, listPackFaults(current, change.pack, version));
  if (current === null) return refuse({ code: "pack-unknown" });
  const next = applyPackEdit(current, change.edit, version);
  return withoutFaults(next, listDateFaults(next.document));
}

function withoutFaults(next: PolicyPack, faults: readonly PackFault[]): Decision<PolicyPack, "pack-fault"> {
  return decide(
    faults.map((fault) => ({ code: "pack-fault", params: { ...fault } })),
    next,
  );
}

/** A document that says nothing yet: what the first version is compared with. */
function blankOf(first: PolicyPack): PolicyPack {
  return { ...first, version: 0, rows: [], targets: [], cadences: [] };
}

/** The same clause in the same words, giving the same kind of thing: one row, whatever it is called. */
function isSameRow(left: PolicyRow, right: PolicyRow): boolean {
  return left.clause === right.clause && left.kind === right.kind && left.summary === right.summary;
}

export const PACK_VERSION_REFUSALS = [
  "pack-unchanged",
  "pack-reason-missing",
  "pack-version-open",
  "pack-changed-meanwhile",
  "pack-version-settled",
  "pack-version-outdated",
  "proposer-confirms-version",
  "reference-missing",
  "pack-competition-archived",
  "pack-fault",
] as const;
export type PackVersionRefusal = (typeof PACK_VERSION_REFUSALS)[number];

/**
 * Whether a next version may be proposed: one at a time, so that each is compared with what it would follow.
 * @param input.basedOn the version that the proposer looked at
 */
export function decidePackProposal(input: {
  /** Null: the document is founded. */
  readonly current: PolicyPack | null;
  readonly next: PolicyPack;
  /** 0 of a document that is founded. */
  readonly basedOn: number;
  readonly hasOpen: boolean;
  readonly reason: string;
}): Decision<readonly PackDifference[], PackVersionRefusal> {
  const refusals: Refusal<PackVersionRefusal>[] = [];
  const differences = comparePacks(input.current ?? blankOf(input.next), input.next);
  if (input.hasOpen) refusals.push({ code: "pack-version-open" });
  if (input.basedOn !== (input.current?.version ?? 0)) refusals.push({ code: "pack-changed-meanwhile" });
  if (differences.length === 0) refusals.push({ code: "pack-unchanged" });
  if (input.reason.trim() === "") refusals.push({ code: "pack-reason-missing", params: { field: "reason" } });
  return decide(refusals, differences);
}

/**
 * Whether this officer may confirm a proposed version. A document that comes into force by it needs the paper that says so
 * (文号 or where it was published); its date stands in the version itself.
 * @param input.proposedById null: it came with the software
 * @param input.chosen the phases of the competitions that are to pin it: an archived one is closed for good
 */
export function decidePackConfirmation(input: {
  readonly state: PackState;
  /** Null: the document is founded by it. */
  readonly current: PolicyPack | null;
  readonly next: PolicyPack;
  readonly proposedById: string | null;
  readonly actorId: string;
  readonly reference: string;
  readonly chosen: readonly CompetitionPhase[];
}): Decision<null, PackVersionRefusal> {
  const { current, next } = input;
  const refusals: Refusal<PackVersionRefusal>[] = [];
  if (input.state !== "proposed") refusals.push({ code: "pack-version-settled" });
  else if (current !== null && next.version <= current.version) refusals.push({ code: "pack-version-outdated" });
  if (input.proposedById === input.actorId) refusals.push({ code: "proposer-confirms-version" });
  if (needsReference(current, next) && input.reference.trim() === "") {
    refusals.push({ code: "reference-missing", params: { field: "reference" } });
  }
  if (input.chosen.includes("archived")) refusals.push({ code: "pack-competition-archived" });
  return decide(refusals, null);
}

/** Whether a version may be dropped: only one that waits, and with a reason. */
export function decidePackDrop(state: PackState, reason: string): Decision<null, PackVersionRefusal> {
  const refusals: Refusal<PackVersionRefusal>[] = [];
  if (state !== "proposed") refusals.push({ code: "pack-version-settled" });
  if (reason.trim() === "") refusals.push({ code: "pack-reason-missing", params: { field: "reason" } });
  return decide(refusals, null);
}

/** Whether the next version says that the document is in force where the current one does not, or where there is none. */
export function needsReference(current: PolicyPack | null, next: PolicyPack): boolean {
  return next.document.status === "in-force" && current?.document.status !== "in-force";
}

/**
 * What becomes of a pack file that comes with the software: it founds a document that is not there; else it is proposed as the
 * next version, unless a stored version says the same already (whatever became of it) or another proposal waits. So a shipped
 * version neither replaces nor outranks one that the bureau made, even under the same number.
 */
export function toShippedVersion(
  shipped: PolicyPack,
  stored: readonly { readonly version: number; readonly state: PackState; readonly content: PolicyPack }[],
): { readonly pack: PolicyPack; readonly state: "confirmed" | "proposed" } | null {
  if (stored.length === 0) return { pack: shipped, state: "confirmed" };
  if (stored.some(({ content }) => comparePacks(content, shipped).length === 0)) return null;
  if (stored.some(({ state }) => state === "proposed")) return null;
  return { pack: { ...shipped, version: nextVersion(stored) }, state: "proposed" };
}

/** One above the highest, dropped versions too. */
export function nextVersion(stored: readonly { readonly version: number }[]): number {
  return stored.reduce((highest, { version }) => (version > highest ? version : highest), 0) + 1;
}
