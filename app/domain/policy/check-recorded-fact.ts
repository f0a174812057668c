/** Whether an officer's record of a fact can be taken, confirmed or dropped: every reason against it at once (FIGURES, design 3). */

import type { RecordedContent } from "#app/domain/policy/recorded-fact.ts";
import { checkDocument, type DocumentKind } from "#app/domain/registration/document.ts";
import { checkName } from "#app/domain/registration/name.ts";
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import type { EntryKind } from "#app/domain/shared/vocabulary.ts";

export const RECORD_FACT_REFUSALS = [
  "fact-date-future",
  "fact-people-too-few",
  "fact-people-too-many",
  "fact-name-malformed",
  "fact-document-malformed",
  "fact-person-repeated",
  "fact-person-name-differs",
  "fact-hosts-missing",
  "fact-region-unknown",
  "fact-result-empty",
  "fact-organisation-missing",
  "fact-organisation-unknown",
  "fact-already-recorded",
  "fact-competition-held-here",
  "evidence-missing",
  "evidence-too-large",
  "evidence-not-readable",
] as const;
export type RecordFactRefusal = (typeof RECORD_FACT_REFUSALS)[number];

export const SETTLE_FACT_REFUSALS = [
  "fact-not-open",
  "fact-dropped",
  "fact-same-person",
  "fact-of-honour-case",
  "fact-drop-reason-missing",
] as const;
export type SettleFactRefusal = (typeof SETTLE_FACT_REFUSALS)[number];

/** open: recorded by one officer and waiting for a second. */
export const FACT_STATES = ["open", "confirmed", "dropped"] as const;
export type FactState = (typeof FACT_STATES)[number];

/** Who it is about, as the officer typed it, with the relations of that time. */
export type FactPerson = {
  readonly name: string;
  readonly documentKind: DocumentKind;
  readonly documentNumber: string;
  readonly residenceRegion: string | null;
  readonly employerId: string | null;
  readonly schoolId: string | null;
  readonly trainingOrganisationId: string | null;
};

export type FactDraft = {
  readonly content: RecordedContent;
  /** YYYY-MM-DD. */
  readonly occurredOn: string;
  readonly people: readonly FactPerson[];
  /** Of a carrier. */
  readonly organisationId: string | null;
};

/** How many people a fact of a kind is about; a mentoring fact has the studio's leader first, then the one whom he coached. */
export function findPeopleBounds(content: { kind: RecordedContent["kind"]; entryKind?: EntryKind }): readonly [number, number] {
  switch (content.kind) {
    case "result":
      return RESULT_PEOPLE[content.entryKind ?? "individual"];
    case "honour":
      return [1, MOST_PEOPLE];
    case "talent":
    case "level":
      return [1, 1];
    case "mentoring":
      return [2, 2];
    case "carrier":
      return [0, 0];
  }
}

export const MOST_PEOPLE = 12;
const RESULT_PEOPLE: Readonly<Record<EntryKind, readonly [number, number]>> = {
  individual: [1, 1],
  pair: [2, 2],
  trio: [3, 3],
  team: [2, MOST_PEOPLE],
};

/** What the draft itself says wrongly. @param today YYYY-MM-DD in Shanghai */
export function checkFactDraft(draft: FactDraft, today: string): readonly Refusal<RecordFactRefusal>[] {
  const { content, people } = draft;
  const refusals: Refusal<RecordFactRefusal>[] = [];
  if (draft.occurredOn > today) refusals.push({ code: "fact-date-future", params: { field: "occurredOn", today } });
  const [least, most] = findPeopleBounds(content);
  if (people.length < least) refusals.push({ code: "fact-people-too-few", params: { needed: least, given: people.length } });
  if (people.length > most) refusals.push({ code: "fact-people-too-many", params: { most, given: people.length } });
  refusals.push(...checkPeople(people));
  if (content.kind === "result") {
    // A national or world competition may be held by a ministry or a society; below that it is some region's.
    const needsHost = content.tier !== "nation" && content.tier !== "world";
    if (needsHost && content.hostRegionCodes.length === 0) {
      refusals.push({ code: "fact-hosts-missing", params: { field: "hostRegionCodes", tier: content.tier } });
    }
    if (content.place === null && content.award === null) {
      refusals.push({ code: "fact-result-empty", params: { field: "award" } });
    }
  }
  if (content.kind === "carrier" && draft.organisationId === null) {
    refusals.push({ code: "fact-organisation-missing", params: { field: "organisationId" } });
  }
  return refusals;
}

function checkPeople(people: readonly FactPerson[]): readonly Refusal<RecordFactRefusal>[] {
  const seen = new Set<string>();
  return people.flatMap(({ name, documentKind, documentNumber }, index) => {
    const position = index + 1;
    const refusals: Refusal<RecordFactRefusal>[] = [];
    if (!checkName(name).ok) refusals.push({ code: "fact-name-malformed", params: { position } });
    const document = checkDocument(documentKind, documentNumber);
    if (!document.ok) return [...refusals, { code: "fact-document-malformed" as const, params: { position } }];
    const key = `${documentKind} ${document.value.text}`;
    if (seen.has(key)) refusals.push({ code: "fact-person-repeated", params: { position } });
    seen.add(key);
    return refusals;
  });
}

/** What stands already of the same kind, of at least one of the same people or of the same organisation; dropped ones left out. */
export type KnownFact = {
  readonly content: RecordedContent;
  readonly occurredOn: string;
  readonly reference: string;
  /** YYYY-MM-DD. */
  readonly recordedOn: string;
};

/** A competition of this system. */
export type HeldCompetition = { readonly name: string; readonly code: string };

/**
 * The same thing twice would be owed twice: the first of what stands already that says the same, and the competition of this
 * system that the result is of, whose results are computed here and recorded nowhere else.
 */
export function findRecordedAlready(
  draft: Pick<FactDraft, "content" | "occurredOn">,
  known: readonly KnownFact[],
  held: readonly HeldCompetition[],
): readonly Refusal<RecordFactRefusal>[] {
  const refusals: Refusal<RecordFactRefusal>[] = [];
  const same = known.find((fact) => isSame(draft, fact));
  if (same) {
    refusals.push({ code: "fact-already-recorded", params: { reference: same.reference, recordedOn: same.recordedOn } });
  }
  const { content } = draft;
  const here = content.kind === "result" ? held.find(({ name }) => squeeze(name) === squeeze(content.competition)) : undefined;
  if (here) {
    refusals.push({
      code: "fact-competition-held-here",
      params: { field: "competition", competition: here.name, code: here.code },
    });
  }
  return refusals;
}

function isSame({ content, occurredOn }: Pick<FactDraft, "content" | "occurredOn">, known: KnownFact): boolean {
  const other = known.content;
  switch (content.kind) {
    case "result":
      return (
        other.kind === "result" &&
        squeeze(other.competition) === squeeze(content.competition) &&
        squeeze(other.event) === squeeze(content.event) &&
        known.occurredOn === occurredOn
      );
    case "honour":
      return other.kind === "honour" && other.honour === content.honour;
    case "talent":
      return other.kind === "talent" && other.talentClass === content.talentClass;
    case "level":
    case "mentoring":
      return other.kind === content.kind && other.level === content.level;
    case "carrier":
      return (
        other.kind === "carrier" &&
        other.carrier === content.carrier &&
        other.tier === content.tier &&
        squeeze(other.name) === squeeze(content.name)
      );
  }
}

/** Names as people retype them: blanks, full-width forms and case tell nothing apart. */
function squeeze(name: string): string {
  return name.normalize("NFKC").replace(/\s+/gu, "").toLowerCase();
}

/** Where a fact stands that somebody is about to settle. */
export type FactStanding = {
  readonly state: FactState;
  readonly recordedById: string;
  /** Its honour is conferred, and refused, in its own procedure. */
  readonly isOfHonourCase: boolean;
};

/** A second person confirms; nothing is asked of any clause before. */
export function decideFactConfirmation(fact: FactStanding, actorId: string): Decision<null, SettleFactRefusal> {
  const refusals: Refusal<SettleFactRefusal>[] = [];
  if (fact.isOfHonourCase) refusals.push({ code: "fact-of-honour-case" });
  if (fact.state !== "open") refusals.push({ code: "fact-not-open", params: { state: fact.state } });
  if (fact.recordedById === actorId) refusals.push({ code: "fact-same-person" });
  return decide(refusals, null);
}

/** By any officer with a reason; of one that was confirmed the clauses are asked anew, and what was acted on is reported. */
export function decideFactDrop(
  fact: Pick<FactStanding, "state" | "isOfHonourCase">,
  reason: string,
): Decision<null, SettleFactRefusal> {
  const refusals: Refusal<SettleFactRefusal>[] = [];
  if (fact.isOfHonourCase) refusals.push({ code: "fact-of-honour-case" });
  if (fact.state === "dropped") refusals.push({ code: "fact-dropped" });
  if (reason.trim() === "") refusals.push({ code: "fact-drop-reason-missing", params: { field: "reason" } });
  return decide(refusals, null);
}

/** @returns open until a second person confirmed or somebody dropped it */
export function findFactState(fact: { readonly confirmedAt: unknown; readonly droppedAt: unknown }): FactState {
  if (fact.droppedAt !== null) return "dropped";
  return fact.confirmedAt === null ? "open" : "confirmed";
}
