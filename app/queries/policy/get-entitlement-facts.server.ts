/** What acts on entitlements are judged on, the same for the act and for the page that offers it. */
import { countInstalments } from "#app/domain/money/payable.ts";
import type { AllowanceFacts, EntitlementFacts, ReviewQuestions } from "#app/domain/policy/entitlement-acts.ts";
import { listQuestions } from "#app/domain/policy/entitlement-acts.ts";
import type { EntitlementState } from "#app/domain/policy/entitlement-states.ts";
import type { Finding } from "#app/domain/policy/findings.ts";
import type { Amount, PolicyPack } from "#app/domain/policy/pack.ts";
import { type EntitlementDifference, keyOf } from "#app/domain/policy/reconcile.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { listHolds } from "#app/queries/policy/list-holds.server.ts";

/** Where an act may reach: one competition's entitlements, or (null) all of them. */
export type EntitlementScope = { readonly competitionId: string | null };

export type FoundEntitlement = {
  readonly id: string;
  readonly competitionId: string | null;
  readonly factId: string | null;
  readonly facts: EntitlementFacts;
  /** Whether it stands on a payment list that was not dropped. */
  readonly isListed: boolean;
};

/** The entitlements of these ids within the scope; who names one that is not there gets fewer than he asked for. */
export async function listEntitlementFacts(
  tables: Tables,
  { competitionId }: EntitlementScope,
  ids: readonly string[],
): Promise<readonly FoundEntitlement[]> {
  const found: FoundEntitlement[] = [];
  for (const part of chunk([...new Set(ids)])) {
    const rows = await tables.entitlement.findMany({
      where: { id: { in: part }, ...(competitionId === null ? {} : { competitionId }) },
      select: {
        id: true,
        competitionId: true,
        state: true,
        draft: true,
        difference: true,
        assessment: { select: { factId: true } },
        acts: { where: { act: "apply" }, orderBy: [{ at: "desc" }, { id: "desc" }], take: 1, select: { actorId: true } },
        _count: { select: { paymentLines: { where: { liveKey: { not: null } } } } },
      },
    });
    const holds = await listHolds(tables, part);
    for (const { id, competitionId: of, state, draft, difference, assessment, acts, _count } of rows) {
      found.push({
        id,
        competitionId: of,
        factId: assessment.factId,
        facts: {
          state: state as EntitlementState,
          draft,
          difference: difference as EntitlementDifference | null,
          holds: holds.get(id) ?? [],
          appliedById: acts[0]?.actorId ?? null,
        },
        isListed: _count.paymentLines > 0,
      });
    }
  }
  return found;
}

/** What closing it is judged on. `isListed`: it stands on a list that waits to be paid. */
export async function getAllowanceFacts(
  tables: Tables,
  entitlementId: string,
): Promise<AllowanceFacts & { readonly isListed: boolean }> {
  const { rowId, pack, acts, ledger, _count } = await tables.entitlement.findUniqueOrThrow({
    where: { id: entitlementId },
    select: {
      rowId: true,
      pack: { select: { content: true } },
      acts: { where: { act: "review" }, orderBy: [{ at: "desc" }, { id: "desc" }], take: 1, select: { actorId: true } },
      ledger: { where: { kind: "payment" }, select: { payKey: true } },
      _count: {
        select: { paymentLines: { where: { liveKey: { not: null }, list: { state: { in: ["prepared", "approved"] } } } } },
      },
    },
  });
  const row = (pack.content as unknown as PolicyPack).rows.find(({ id }) => id === rowId);
  return {
    payment: row?.payment ?? { every: "once" },
    paidInstalments: countInstalments(ledger.map(({ payKey }) => payKey)),
    reviewedById: acts[0]?.actorId ?? null,
    isListed: _count.paymentLines > 0,
  };
}

/** What a review of this entitlement has to settle; of one that no clause yields any more there is nothing to ask. */
export async function getReviewQuestions(tables: Tables, entitlementId: string): Promise<ReviewQuestions> {
  const row = await tables.entitlement.findUniqueOrThrow({
    where: { id: entitlementId },
    select: {
      key: true,
      amountKind: true,
      amountFen: true,
      assessment: {
        select: {
          findings: true,
          entry: { select: { members: { select: MEMBER } } },
          fact: { select: { organisationId: true, members: { select: MEMBER } } },
          holdingId: true,
        },
      },
    },
  });
  const { findings, entry, fact, holdingId } = row.assessment;
  const finding = (findings as unknown as Finding[]).find((one) => one.outcome !== "not-met" && keyOf(one) === row.key);
  const codes = finding ? listQuestions(finding).map(({ code }) => code) : [];
  const isRequired = finding?.beneficiary.kind === "organisation" && finding.beneficiary.organisationId === null;
  const mayName = isRequired || codes.includes("enterprise-or-person");
  const memberIds = !finding
    ? []
    : finding.beneficiary.kind === "person"
      ? [finding.beneficiary.memberId]
      : finding.beneficiary.memberIds;
  const members = [...(entry?.members ?? []), ...(fact?.members ?? [])].filter(({ id }) => memberIds.includes(id));
  // A head counts for his employer or his school; beside a person only his enterprise is named (Dalian (14), (4)).
  const ids = members.flatMap(({ employerId, schoolId }) =>
    (isRequired ? [employerId, schoolId] : [employerId]).filter((id) => id !== null),
  );
  // Support for a competition goes to one of those who hold it: the document does not say to whom.
  if (holdingId !== null) ids.push(...(await listHosts(tables, holdingId)));
  return {
    codes,
    amount: { kind: row.amountKind as Amount["kind"], fen: row.amountFen },
    organisations: mayName ? { isRequired, ids: [...new Set(ids)] } : null,
  };
}

async function listHosts(tables: Tables, competitionId: string): Promise<readonly string[]> {
  const hosts = await tables.competitionHost.findMany({
    where: { competitionId, organisationId: { not: null } },
    orderBy: { id: "asc" },
    select: { organisationId: true },
  });
  return hosts.flatMap(({ organisationId }) => organisationId ?? []);
}

const MEMBER = { id: true, employerId: true, schoolId: true } as const;
