/** An organisation of the list that rosters, hosts and accounts name: what may be changed of it, and when it may go. */
import { checkCreditCode } from "#app/domain/organisations/credit-code.ts";
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import type { OrganisationKind } from "#app/domain/shared/vocabulary.ts";

export type OrganisationFacts = {
  /** The full name; stands once, because rosters are matched by it. */
  readonly name: string;
  readonly nameEn: string;
  readonly kind: OrganisationKind;
  readonly regionCode: string;
  /** Normalised; null: not known. */
  readonly creditCode: string | null;
};

export const ORGANISATION_FIELDS = [
  "name",
  "nameEn",
  "kind",
  "regionCode",
  "creditCode",
] as const satisfies readonly (keyof OrganisationFacts)[];
export type OrganisationField = (typeof ORGANISATION_FIELDS)[number];

export const ORGANISATION_REFUSALS = [
  "organisation-name-taken",
  "organisation-code-taken",
  "region-unknown",
  "organisation-kind-stands",
  "credit-code-malformed",
  "credit-code-check",
] as const;
export type OrganisationRefusal = (typeof ORGANISATION_REFUSALS)[number];

/** What an organisation's facts are checked against. */
export type OrganisationGround = {
  /** Whether another organisation has the name. */
  readonly isNameTaken: boolean;
  /** The name of another organisation that has the code; null: none has. */
  readonly codeTakenBy: string | null;
  readonly isRegionKnown: boolean;
  /** What it is today; null for one that is added. */
  readonly before: OrganisationFacts | null;
  /** Entries and recorded facts that were accepted with it. */
  readonly frozen: number;
};

/**
 * Every reason against adding or changing it at once. Frozen members keep the region that was theirs; the kind is not frozen with
 * them and clauses test it, so that it stands once the organisation is in an accepted entry or a confirmed fact.
 */
export function checkOrganisation(
  facts: OrganisationFacts,
  { isNameTaken, codeTakenBy, isRegionKnown, before, frozen }: OrganisationGround,
): Decision<OrganisationFacts, OrganisationRefusal> {
  const refusals: Refusal<OrganisationRefusal>[] = [];
  if (isNameTaken) refusals.push({ code: "organisation-name-taken", params: { field: "name", name: facts.name } });
  if (!isRegionKnown) {
    refusals.push({ code: "region-unknown", params: { field: "regionCode", region: facts.regionCode } });
  }
  if (before !== null && before.kind !== facts.kind && frozen > 0) {
    refusals.push({ code: "organisation-kind-stands", params: { field: "kind", count: frozen } });
  }
  const code = facts.creditCode === null ? null : checkCreditCode(facts.creditCode);
  if (code !== null && !code.ok) refusals.push(...code.refusals);
  if (codeTakenBy !== null) {
    refusals.push({ code: "organisation-code-taken", params: { field: "creditCode", name: codeTakenBy } });
  }
  return decide(refusals, facts);
}

/** Which facts differ; none when nothing does. */
export function compareOrganisations(before: OrganisationFacts, after: OrganisationFacts): readonly OrganisationField[] {
  return ORGANISATION_FIELDS.filter((field) => before[field] !== after[field]);
}

export const ORGANISATION_USES = [
  "accounts",
  "competitions",
  "members",
  "substitutions",
  "facts",
  "entitlements",
  "money",
  "banks",
  "conflicts",
  "programme",
] as const;
export type OrganisationUse = (typeof ORGANISATION_USES)[number];
/** How many of each name it. */
export type OrganisationUses = Readonly<Record<OrganisationUse, number>>;

export const ORGANISATION_DELETION_REFUSALS = ORGANISATION_USES.map((use) => `organisation-in-${use}` as const);
export type OrganisationDeletionRefusal = (typeof ORGANISATION_DELETION_REFUSALS)[number];

/** Only while nothing names it: every use against it at once. */
export function decideOrganisationDeletion(uses: OrganisationUses): Decision<null, OrganisationDeletionRefusal> {
  const refusals = ORGANISATION_USES.filter((use) => uses[use] > 0).map(
    (use): Refusal<OrganisationDeletionRefusal> => ({ code: `organisation-in-${use}`, params: { count: uses[use] } }),
  );
  return decide(refusals, null);
}
