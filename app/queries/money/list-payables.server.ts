/** Entitlements as a payment looks at them: state, amount, payer of the row, who is paid, and which instalments are taken. */
import type { Division, DivisionMethod, DivisionShare } from "#app/domain/money/division.ts";
import { findPayee, type Payable } from "#app/domain/money/payable.ts";
import type { EntitlementState } from "#app/domain/policy/entitlement-states.ts";
import type { PolicyDocument, PolicyRow } from "#app/domain/policy/pack.ts";
import type { EntitlementDifference } from "#app/domain/policy/reconcile.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { getPacks } from "#app/queries/policy/get-packs.server.ts";
import { listHolds } from "#app/queries/policy/list-holds.server.ts";

export type FoundPayable = Payable & {
  readonly packName: string;
  readonly row: Pick<PolicyRow, "id" | "clause" | "summary" | "summaryEn" | "kind" | "taxBasis">;
  readonly document: Pick<PolicyDocument, "title" | "titleEn" | "status">;
  readonly competitionId: string | null;
  /** Whom it is about, where an organisation is paid for a person. */
  readonly aboutPersonIds: readonly string[];
};

/** Who pays each row, the last record counting: by `toRowKey`. */
export async function getRowPayers(tables: Tables): Promise<ReadonlyMap<string, string>> {
  const payers = await tables.rowPayer.findMany({
    orderBy: [{ recordedAt: "asc" }, { id: "asc" }],
    select: { packName: true, rowId: true, organisationId: true },
  });
  return new Map(payers.map(({ packName, rowId, organisationId }) => [toRowKey(packName, rowId), organisationId]));
}

export function toRowKey(packName: string, rowId: string): string {
  return `${packName} ${rowId}`;
}

/** The ids of entitlements in publicity or past it, which lists are made of. */
export async function listPublicisedIds(tables: Tables): Promise<readonly string[]> {
  const found = await tables.entitlement.findMany({
    where: { state: "publicised" },
    orderBy: { id: "asc" },
    select: { id: true },
  });
  return found.map(({ id }) => id);
}

/** In the order of ids; an id that names nothing is left out. @param exceptListId lines of this list take nothing */
export async function listPayables(
  tables: Tables,
  ids: readonly string[],
  exceptListId: string | null = null,
): Promise<readonly FoundPayable[]> {
  const found = (await Promise.all(chunk([...new Set(ids)]).map((part) => findEntitlements(tables, part, exceptListId)))).flat();
  const packs = await getPacks(
    tables,
    found.map(({ packId }) => packId),
  );
  const payers = await getRowPayers(tables);
  const holds = await listHolds(tables, ids);
  return found.flatMap((one): FoundPayable[] => {
    const pack = packs.get(one.packId);
    const row = pack?.rows.find(({ id }) => id === one.rowId);
    if (!pack || !row) return [];
    const personIds = listPersons(one);
    const payee = findPayee(row.beneficiary, { ...one, personIds });
    return [
      {
        entitlementId: one.id,
        state: one.state as EntitlementState,
        draft: one.draft,
        publicityEndsAt: one.publicityEndsAt,
        difference: one.difference as EntitlementDifference | null,
        holds: holds.get(one.id) ?? [],
        settledFen: one.settledFen,
        payment: row.payment,
        payerId: payers.get(toRowKey(pack.name, row.id)) ?? null,
        payee,
        division: toDivision(one.divisions),
        taken: [...new Set(one.paymentLines.map(({ instalment }) => instalment))],
        packName: pack.name,
        row: {
          id: row.id,
          clause: row.clause,
          summary: row.summary,
          summaryEn: row.summaryEn,
          kind: row.kind,
          taxBasis: row.taxBasis,
        },
        document: pack.document,
        competitionId: one.competitionId,
        aboutPersonIds: payee?.kind === "organisation" ? personIds : [],
      },
    ];
  });
}

const PERSON = { person: { select: { id: true } } } as const;
const IN_ORDER = { orderBy: { position: "asc" }, select: PERSON } as const;

function findEntitlements(tables: Tables, ids: readonly string[], exceptListId: string | null) {
  return tables.entitlement.findMany({
    where: { id: { in: [...ids] } },
    orderBy: { id: "asc" },
    select: {
      id: true,
      state: true,
      draft: true,
      publicityEndsAt: true,
      difference: true,
      settledFen: true,
      settledOrganisationId: true,
      organisationId: true,
      packId: true,
      rowId: true,
      competitionId: true,
      member: { select: PERSON },
      recordedMember: { select: PERSON },
      entry: { select: { members: IN_ORDER } },
      assessment: { select: { fact: { select: { members: IN_ORDER } } } },
      divisions: { where: { replacedAt: null }, select: { id: true, method: true, shares: true } },
      paymentLines: {
        where: { liveKey: { not: null }, ...(exceptListId === null ? {} : { listId: { not: exceptListId } }) },
        select: { instalment: true },
      },
    },
  });
}

type Found = Awaited<ReturnType<typeof findEntitlements>>[number];

function toDivision([division]: Found["divisions"]): Division | null {
  if (!division) return null;
  const { id, method, shares } = division;
  return { divisionId: id, method: method as DivisionMethod, shares: shares as unknown as readonly DivisionShare[] };
}

function listPersons({ member, recordedMember, entry, assessment }: Found): readonly string[] {
  const one = member ?? recordedMember;
  if (one) return [one.person.id];
  return (entry?.members ?? assessment.fact?.members ?? []).map(({ person }) => person.id);
}
