/** Everything that clauses said of one person's results and recorded facts, or of one recorded fact, with how far each entitlement is. */
import type { FindingView } from "#app/domain/policy/finding-view.ts";
import type { Beneficiary, Finding } from "#app/domain/policy/findings.ts";
import type { Payment } from "#app/domain/policy/pack.ts";
import { keyOf } from "#app/domain/policy/reconcile.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import {
  type OwedEntitlement,
  STORED_ENTITLEMENTS,
  toFinding,
  toOwedEntitlement,
} from "#app/queries/beneficiaries/stored-entitlement.server.ts";
import {
  describeFinding,
  loadFindingWords,
  nameRegionsOf,
  type RegionNames,
} from "#app/queries/policy/describe-findings.server.ts";

export type OwedView = FindingView & {
  /** The name of its pack. */
  readonly pack: string;
  readonly rowId: string;
  readonly recipient: Beneficiary["kind"];
  readonly payment: Payment;
  /** Null where nothing is owed or to be decided, where it is not about money, or where the clauses were not acted on yet. */
  readonly entitlement: OwedEntitlement | null;
};

export type OwedSource = {
  /** One of them: the result in this system, or what was recorded. */
  readonly entryId: string | null;
  readonly factId: string | null;
  /** The person in it. */
  readonly memberId: string;
  readonly findings: readonly OwedView[];
};

export type Owed = {
  readonly sources: readonly OwedSource[];
  /** Names of the regions whose codes stand in the reasons. */
  readonly regions: RegionNames;
};

export type FactOwed = { readonly findings: readonly OwedView[]; readonly regions: RegionNames };

const MEMBER = { id: true, personId: true, person: { select: { sealed: true, key: { select: { wrapped: true } } } } } as const;

const MEMBERS = { select: { members: { orderBy: { position: "asc" }, select: MEMBER } } } as const;
const ASSESSMENT = {
  entryId: true,
  factId: true,
  findings: true,
  entry: MEMBERS,
  fact: MEMBERS,
  entitlements: STORED_ENTITLEMENTS,
} as const;

/** Of a team what pays him, his team or his unit: a team mate's employer is none of his affairs. */
export async function listOwed(runtime: Runtime, personId: string): Promise<Owed> {
  const members = { some: { personId } };
  const assessments = await runtime.database.read.policyAssessment.findMany({
    where: { OR: [{ entry: { members } }, { fact: { droppedAt: null, confirmedAt: { not: null }, members } }] },
    orderBy: { id: "asc" },
    select: ASSESSMENT,
  });
  const his = assessments.flatMap((assessment) => {
    const own = membersOf(assessment).find((member) => member.personId === personId);
    return own ? [{ assessment, own, concerns: (beneficiary: Beneficiary) => concerns(beneficiary, own.id) }] : [];
  });
  const { views, regions } = await describe(runtime, his);
  const sources = his.map(({ assessment: { entryId, factId }, own }, index) => {
    return { entryId, factId, memberId: own.id, findings: views[index] ?? [] };
  });
  return { sources, regions };
}

/** What clauses said of one recorded fact, whoever is paid; null: they were not asked. */
export async function findFactOwed(runtime: Runtime, factId: string): Promise<FactOwed | null> {
  const assessment = await findAssessment(runtime.database.read, factId);
  if (!assessment) return null;
  const { views, regions } = await describe(runtime, [{ assessment, concerns: () => true }]);
  return { findings: views[0] ?? [], regions };
}

function concerns(beneficiary: Beneficiary, memberId: string): boolean {
  return beneficiary.kind === "person" ? beneficiary.memberId === memberId : beneficiary.memberIds.includes(memberId);
}

type Assessment = NonNullable<Awaited<ReturnType<typeof findAssessment>>>;

function findAssessment(tables: Tables, factId: string) {
  return tables.policyAssessment.findUnique({ where: { factId }, select: ASSESSMENT });
}

function membersOf({ entry, fact }: Assessment) {
  return entry?.members ?? fact?.members ?? [];
}

/** @returns by place in the list, the findings of each that concern the reader, in the words of their clauses */
async function describe(
  runtime: Runtime,
  asked: readonly { readonly assessment: Assessment; concerns(beneficiary: Beneficiary): boolean }[],
): Promise<{ readonly views: readonly (readonly OwedView[])[]; readonly regions: RegionNames }> {
  const { read } = runtime.database;
  const words = await loadFindingWords(read);
  const now = runtime.clock.now();
  const all: Finding[] = [];
  const views = asked.map(({ assessment, concerns }) => {
    const { entryId, factId, findings, entitlements } = assessment;
    const rows = membersOf(assessment);
    const members = rows.map(({ id, person }) => ({ memberId: id, name: openPerson(runtime.keys, person)?.name ?? "" }));
    const memberIds = rows.map(({ id }) => id);
    const known = findings as unknown as readonly Finding[];
    const storedOf = (finding: Finding) =>
      finding.outcome === "not-met" ? null : (entitlements.find(({ key }) => key === keyOf(finding)) ?? null);
    const found = known.map((finding) => ({ finding, stored: storedOf(finding) }));
    // What was acted on stays, also where no clause yields it any more.
    const gone = entitlements
      .filter((one) => !found.some(({ stored }) => stored === one))
      .map((stored) => ({ finding: toFinding(stored, words, memberIds), stored }));
    const chosen = [...found, ...gone].filter(({ finding }) => concerns(finding.beneficiary));
    all.push(...chosen.map(({ finding }) => finding));
    return chosen.map(({ finding, stored }, index): OwedView => {
      const { pack, rowId, beneficiary, payment } = finding;
      const view = describeFinding(finding, `${entryId ?? factId}-${index}`, words, members);
      // A review may have settled that an organisation is paid in his place.
      const settledOn = stored?.settledOrganisationId ?? null;
      return {
        ...view,
        beneficiary: settledOn === null ? view.beneficiary : (words.organisations.get(settledOn) ?? null),
        pack,
        rowId,
        recipient: settledOn === null ? beneficiary.kind : "organisation",
        payment,
        entitlement: stored ? toOwedEntitlement(stored, now) : null,
      };
    });
  });
  return { views, regions: await nameRegionsOf(read, all) };
}
