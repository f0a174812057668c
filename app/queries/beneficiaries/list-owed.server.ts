/** Everything that clauses said of one person's results and recorded facts, with how far each entitlement is; nothing that is of others alone. */
import { isReopened } from "#app/domain/phases/reopening.ts";
import type { EntitlementState } from "#app/domain/policy/entitlement-states.ts";
import type { FindingView } from "#app/domain/policy/finding-view.ts";
import type { Beneficiary, Finding } from "#app/domain/policy/findings.ts";
import { type EntitlementStanding, findNextStep, type NextStep } from "#app/domain/policy/next-step.ts";
import type { Payment } from "#app/domain/policy/pack.ts";
import { type EntitlementDifference, isOpen, keyOf } from "#app/domain/policy/reconcile.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import {
  describeFinding,
  type FindingWords,
  loadFindingWords,
  nameRegionsOf,
  type RegionNames,
} from "#app/queries/policy/describe-findings.server.ts";
import { toAmount } from "#app/queries/policy/list-entitlements.server.ts";

export type OwedEntitlement = {
  readonly id: string;
  readonly state: Exclude<EntitlementState, "withdrawn">;
  readonly settledFen: number | null;
  readonly hasOpenDifference: boolean;
  readonly next: NextStep;
  /** What was paid so far, in fen, less what came back. */
  readonly paidFen: number;
};

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

const MEMBER = { id: true, personId: true, person: { select: { sealed: true, key: { select: { wrapped: true } } } } } as const;

/** Of a team what pays him, his team or his unit: a team mate's employer is none of his affairs. */
export async function listOwed(runtime: Runtime, personId: string): Promise<Owed> {
  const { read } = runtime.database;
  const assessments = await read.policyAssessment.findMany({
    where: {
      OR: [
        { entry: { members: { some: { personId } } } },
        { fact: { droppedAt: null, confirmedAt: { not: null }, members: { some: { personId } } } },
      ],
    },
    orderBy: { id: "asc" },
    select: {
      entryId: true,
      factId: true,
      findings: true,
      entry: { select: { members: { orderBy: { position: "asc" }, select: MEMBER } } },
      fact: { select: { members: { orderBy: { position: "asc" }, select: MEMBER } } },
      entitlements: {
        where: { state: { not: "withdrawn" } },
        orderBy: { key: "asc" },
        include: {
          pack: { select: { name: true, version: true } },
          competition: { select: { phase: true } },
          paymentLines: { where: { liveKey: { not: null } }, select: { list: { select: { state: true } } } },
          ledger: {
            where: { approvedAt: { not: null }, droppedAt: null },
            select: { kind: true, amountFen: true, recordedAt: true },
          },
        },
      },
    },
  });
  const words = await loadFindingWords(read);
  const now = runtime.clock.now();
  const all: Finding[] = [];
  const sources = assessments.flatMap(({ entryId, factId, entry, fact, findings, entitlements }): OwedSource[] => {
    const rows = entry?.members ?? fact?.members ?? [];
    const own = rows.find((member) => member.personId === personId);
    if (!own) return [];
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
    const his = [...found, ...gone].filter(({ finding }) => concerns(finding.beneficiary, own.id));
    all.push(...his.map(({ finding }) => finding));
    const views = his.map(({ finding, stored }, index): OwedView => {
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
        entitlement: stored ? toEntitlement(stored, now) : null,
      };
    });
    return [{ entryId, factId, memberId: own.id, findings: views }];
  });
  return { sources, regions: await nameRegionsOf(read, all) };
}

function concerns(beneficiary: Beneficiary, memberId: string): boolean {
  return beneficiary.kind === "person" ? beneficiary.memberId === memberId : beneficiary.memberIds.includes(memberId);
}

type StoredEntitlement = {
  readonly id: string;
  readonly key: string;
  readonly state: string;
  readonly draft: boolean;
  readonly outcome: string;
  readonly kind: string;
  readonly amountKind: string;
  readonly amountFen: number | null;
  readonly rowId: string;
  readonly memberId: string | null;
  readonly recordedMemberId: string | null;
  readonly organisationId: string | null;
  readonly settledOrganisationId: string | null;
  readonly settledFen: number | null;
  readonly publicityEndsAt: Date | null;
  readonly difference: unknown;
  readonly pack: { readonly name: string; readonly version: number };
  readonly competition: { readonly phase: string } | null;
  readonly paymentLines: readonly { readonly list: { readonly state: string } }[];
  readonly ledger: readonly { readonly kind: string; readonly amountFen: number; readonly recordedAt: Date }[];
};

function toEntitlement(stored: StoredEntitlement, now: Date): OwedEntitlement {
  const { id, draft, settledFen, publicityEndsAt, competition, paymentLines, ledger } = stored;
  const state = stored.state as OwedEntitlement["state"];
  const hasOpenDifference = isOpen(stored.difference as EntitlementDifference | null);
  const lists = paymentLines.map(({ list }) => list.state);
  const list = (["approved", "prepared"] as const).find((one) => lists.includes(one)) ?? null;
  const paidOn = ledger.filter(({ kind }) => kind === "payment").map(({ recordedAt }) => recordedAt.getTime());
  const standing: EntitlementStanding = {
    state,
    draft,
    hasOpenDifference,
    isReopened: competition !== null && isReopened(competition.phase as CompetitionPhase),
    publicityEndsAt,
    list,
    paidAt: paidOn.length === 0 ? null : new Date(Math.max(...paidOn)),
  };
  return {
    id,
    state,
    settledFen,
    hasOpenDifference,
    next: findNextStep(standing, now),
    paidFen: ledger.reduce((total, { amountFen }) => total + amountFen, 0),
  };
}

/** Whom a row pays, where that is an organisation. */
const PAYS_ORGANISATION: readonly string[] = ["training-organisation", "employer-or-school", "organisation", "competition"];

/**
 * What an entitlement says by itself, where its finding is gone: of an organisation only for whom it names, or the one whom alone
 * the result is of.
 */
function toFinding(stored: StoredEntitlement, { packs }: FindingWords, members: readonly string[]): Finding {
  const { name: pack, version } = stored.pack;
  const row = packs.find((one) => one.name === pack && one.version === version)?.rows.find(({ id }) => id === stored.rowId);
  if (!row) throw new Error(`Row ${stored.rowId} of pack ${pack} version ${version} is not there.`);
  const memberId = stored.memberId ?? stored.recordedMemberId;
  const named = memberId === null ? (members.length === 1 ? members : []) : [memberId];
  return {
    pack,
    version,
    rowId: stored.rowId,
    clause: row.clause,
    kind: row.kind,
    beneficiary: PAYS_ORGANISATION.includes(row.beneficiary)
      ? { kind: "organisation", organisationId: stored.organisationId, memberIds: named }
      : memberId === null
        ? { kind: "team", memberIds: members }
        : { kind: "person", memberId },
    outcome: stored.outcome as Finding["outcome"],
    reasons: [],
    conditions: [],
    draft: stored.draft,
    amount: toAmount(stored),
    payment: row.payment,
  };
}
