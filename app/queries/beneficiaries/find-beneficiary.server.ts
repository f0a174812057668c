/** 人员兑现页: one person with his results over all tiers, what every clause says of each, honours, levels, titles and banks, and sums by document. */
import type { Bank } from "#app/domain/banks/bank.ts";
import { type FactState, findFactState } from "#app/domain/policy/check-recorded-fact.ts";
import type { PromotionState } from "#app/domain/policy/level-promotion.ts";
import { type OwedItem, type OwedSum, sumOwed } from "#app/domain/policy/owed-sums.ts";
import type { DocumentStatus, PolicyPack, Title } from "#app/domain/policy/pack.ts";
import type { RecordedContent } from "#app/domain/policy/recorded-fact.ts";
import { maskDocument } from "#app/domain/registration/document.ts";
import type { SkillLevel } from "#app/domain/shared/vocabulary.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listOwed, type OwedSource, type OwedView } from "#app/queries/beneficiaries/list-owed.server.ts";
import { listPersonResults, type PersonResult } from "#app/queries/beneficiaries/list-person-results.server.ts";
import { listTies, type Tie } from "#app/queries/beneficiaries/list-ties.server.ts";
import { isWithinReach } from "#app/queries/beneficiaries/within-reach.server.ts";
import { getHonourCaseFacts } from "#app/queries/honours/get-honour-case-facts.server.ts";
import type { RegionNames } from "#app/queries/policy/describe-findings.server.ts";
import { listCurrentPacks } from "#app/queries/policy/list-current-packs.server.ts";

type Named = { readonly name: string; readonly nameEn: string };

export type BeneficiarySum = OwedSum & {
  readonly document: { readonly title: string; readonly titleEn: string; readonly status: DocumentStatus };
};

export type BeneficiaryFact = {
  readonly factId: string;
  readonly content: RecordedContent;
  /** YYYY-MM-DD. */
  readonly occurredOn: string;
  readonly reference: string;
  readonly state: FactState;
  /** Its honour is conferred or refused in its own procedure. */
  readonly honourCaseId: string | null;
  /** Null: the clauses were not asked. */
  readonly findings: readonly OwedView[] | null;
};

export type BeneficiaryPromotion = {
  readonly promotionId: string;
  readonly competition: Named & { readonly code: string };
  readonly fromLevel: SkillLevel | null;
  readonly toLevel: SkillLevel;
  readonly state: PromotionState;
  readonly certificateNumber: string | null;
};

export type BeneficiaryTitle = {
  readonly title: Title;
  readonly clause: string;
  readonly document: BeneficiarySum["document"];
  readonly outcome: OwedView["outcome"];
  readonly draft: boolean;
  /** The address of its statement; null where what it rests on does not stand any more. */
  readonly statement: string | null;
  readonly key: string;
};

export type BeneficiaryPage = Tie & {
  readonly personId: string;
  /** Empty: erased. */
  readonly name: string;
  readonly maskedDocument: string;
  readonly results: readonly (PersonResult & { readonly findings: readonly OwedView[] | null })[];
  readonly sums: readonly BeneficiarySum[];
  /** Honours, talent, levels and coaching. */
  readonly facts: readonly BeneficiaryFact[];
  readonly promotions: readonly BeneficiaryPromotion[];
  readonly titles: readonly BeneficiaryTitle[];
  readonly banks: readonly { readonly bank: Bank; readonly memberId: string }[];
  readonly regions: RegionNames;
};

/** Null when there is no such person, or policy does not look at him. */
export async function findBeneficiary(runtime: Runtime, personId: string): Promise<BeneficiaryPage | null> {
  const { read } = runtime.database;
  const person = await read.person.findUnique({
    where: { id: personId },
    select: { sealed: true, key: { select: { wrapped: true } } },
  });
  if (!person || !(await isWithinReach(read, personId))) return null;
  const opened = openPerson(runtime.keys, person);
  const { sources, regions } = await listOwed(runtime, personId);
  const results = await listPersonResults(runtime, personId);
  const tie = (await listTies(read, [personId])).get(personId);
  const packs = await loadPacks(read);
  return {
    personId,
    name: opened?.name ?? "",
    maskedDocument: opened ? maskDocument(opened.documentNumber) : "",
    organisation: tie?.organisation ?? null,
    region: tie?.region ?? null,
    results: results.map((result) => ({
      ...result,
      findings:
        sources.find(({ entryId, factId }) => (entryId ?? factId) === (result.entryId ?? result.factId))?.findings ?? null,
    })),
    sums: addUp(sources, packs),
    facts: await listFacts(read, personId, sources),
    promotions: await listPromotions(read, personId),
    titles: listTitles(sources, await prepareStatements(read, sources, results), packs),
    banks: (await read.bankMember.findMany({ where: { personId, withdrawnAt: null }, orderBy: { bank: "asc" } })).map(
      ({ id, bank }) => ({ bank: bank as Bank, memberId: id }),
    ),
    regions,
  };
}

/** By name, the version that counts now: what is only proposed says nothing of anyone. */
async function loadPacks(tables: Tables): Promise<ReadonlyMap<string, PolicyPack>> {
  return new Map((await listCurrentPacks(tables)).map(({ content }) => [content.name, content]));
}

/** Each entitlement once. */
function addUp(sources: readonly OwedSource[], packs: ReadonlyMap<string, PolicyPack>): readonly BeneficiarySum[] {
  const items = new Map<string, OwedItem>();
  for (const { findings } of sources) {
    for (const { entitlement, outcome, amount, pack, recipient, draft, payment } of findings) {
      if (entitlement === null || outcome === "not-met" || amount === null) continue;
      const { id, settledFen, state } = entitlement;
      items.set(id, { pack, recipient, outcome, draft, amount, settledFen, payment, state });
    }
  }
  return sumOwed([...items.values()]).map((sum) => ({ ...sum, document: describeDocument(packs, sum.pack) }));
}

function describeDocument(packs: ReadonlyMap<string, PolicyPack>, name: string): BeneficiarySum["document"] {
  const document = packs.get(name)?.document;
  return { title: document?.title ?? name, titleEn: document?.titleEn ?? name, status: document?.status ?? "draft" };
}

async function listFacts(tables: Tables, personId: string, sources: readonly OwedSource[]): Promise<readonly BeneficiaryFact[]> {
  const facts = await tables.recordedFact.findMany({
    where: { kind: { not: "result" }, droppedAt: null, members: { some: { personId } } },
    orderBy: [{ occurredOn: "asc" }, { id: "asc" }],
    select: {
      id: true,
      content: true,
      occurredOn: true,
      reference: true,
      confirmedAt: true,
      droppedAt: true,
      honour: { select: { id: true } },
    },
  });
  return facts.map(({ id, content, occurredOn, reference, honour, ...standing }) => ({
    factId: id,
    content: content as unknown as RecordedContent,
    occurredOn,
    reference,
    state: findFactState(standing),
    honourCaseId: honour?.id ?? null,
    findings: sources.find(({ factId }) => factId === id)?.findings ?? null,
  }));
}

async function listPromotions(tables: Tables, personId: string): Promise<readonly BeneficiaryPromotion[]> {
  const members = await tables.entryMember.findMany({ where: { personId }, select: { id: true } });
  const promotions = await tables.levelPromotion.findMany({
    where: { memberId: { in: members.map(({ id }) => id) }, state: { not: "withdrawn" } },
    orderBy: [{ proposedAt: "asc" }, { id: "asc" }],
    include: { competition: { select: { code: true, name: true, nameEn: true } } },
  });
  return promotions.map(({ id, competition, fromLevel, toLevel, state, certificateNumber }) => ({
    promotionId: id,
    competition,
    fromLevel: fromLevel as SkillLevel | null,
    toLevel: toLevel as SkillLevel,
    state: state as PromotionState,
    certificateNumber,
  }));
}

/**
 * Where the statements of each source are printed: by the competition, by the record of a result or an honour, or by the honour's own
 * procedure while the result that it was conferred for holds.
 */
async function prepareStatements(
  tables: Tables,
  sources: readonly OwedSource[],
  results: readonly PersonResult[],
): Promise<(source: OwedSource) => string | null> {
  const cases = await tables.honourCase.findMany({
    where: { factId: { in: sources.flatMap(({ factId }) => factId ?? []) } },
    select: { id: true, factId: true },
  });
  const standing = new Map<string, string | null>();
  for (const { id, factId } of cases) {
    const doesStand = (await getHonourCaseFacts(tables, id))?.facts.doesBasisStand === true;
    standing.set(factId, doesStand ? `/policy/honours/${id}/titles` : null);
  }
  return ({ entryId, factId }) => {
    const code = results.find((result) => entryId !== null && result.entryId === entryId)?.competition.code ?? null;
    if (code !== null) return `/office/${code}/promotions/titles`;
    if (factId === null) return null;
    return standing.has(factId) ? (standing.get(factId) ?? null) : `/policy/facts/${factId}/titles`;
  };
}

/** Whatever lets him apply directly for a title, with the statement that says so. */
function listTitles(
  sources: readonly OwedSource[],
  statementsOf: (source: OwedSource) => string | null,
  packs: ReadonlyMap<string, PolicyPack>,
): readonly BeneficiaryTitle[] {
  return sources.flatMap((source) =>
    source.findings.flatMap((finding): BeneficiaryTitle[] => {
      const { pack, rowId, outcome, draft, clause, recipient } = finding;
      const row = packs.get(pack)?.rows.find(({ id }) => id === rowId);
      if (outcome === "not-met" || row?.kind !== "title-eligibility" || recipient !== "person") return [];
      const statements = statementsOf(source);
      return [
        {
          title: row.tests.title,
          clause,
          document: describeDocument(packs, pack),
          outcome,
          draft,
          statement: statements === null ? null : `${statements}/${source.memberId}.${pack}.${rowId}`,
          key: finding.key,
        },
      ];
    }),
  );
}
