/** The ledger under filters: its entries with the words around them, sums of all and of each group, and what waits for a second person. */
import {
  type Entry,
  groupEntries,
  LEDGER_GROUPINGS,
  type LedgerGrouping,
  type LedgerKind,
  type LedgerRefusal,
  type LedgerSums,
  listEntryApprovalReasons,
  sumEntries,
  toEntryStatus,
} from "#app/domain/money/ledger.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getUserNames } from "#app/queries/accounts/get-user-names.server.ts";
import { listMoneyChoices, type MoneyChoices } from "#app/queries/money/list-budgets.server.ts";
import { getPersonNames } from "#app/queries/money/list-payees.server.ts";
import { listCurrentPacks } from "#app/queries/policy/list-current-packs.server.ts";

type Named = { readonly name: string; readonly nameEn: string };

export type LedgerRow = Entry & {
  readonly entryId: string;
  readonly payerId: string;
  readonly payer: string;
  readonly year: number;
  readonly packName: string | null;
  readonly document: Named | null;
  readonly clause: string | null;
  readonly competitionId: string | null;
  readonly competition: Named | null;
  readonly entitlementId: string | null;
  readonly listId: string | null;
  /** Of a team's reward the member whose share it is; his name is empty once he was erased. */
  readonly personId: string | null;
  readonly member: string | null;
  readonly proposalId: string | null;
  readonly reason: string;
  readonly reference: string;
  readonly recordedById: string;
  readonly recordedBy: string;
  readonly approvedBy: string | null;
  /** ISO. */
  readonly recordedAt: string;
};

export type LedgerFilters = {
  readonly payer: string | null;
  readonly year: number | null;
  /** Document and clause as `toClauseKey` writes them. */
  readonly clause: string | null;
  readonly competition: string | null;
  readonly by: LedgerGrouping;
};

export type LedgerGroup = { readonly key: string; readonly label: Named; readonly sums: LedgerSums };

export type LedgerPage = {
  readonly filters: LedgerFilters;
  /** What the filters can be set to: what stands in the ledger. */
  readonly options: {
    readonly payers: readonly { readonly id: string; readonly name: string }[];
    readonly years: readonly number[];
    readonly clauses: readonly (Named & { readonly key: string })[];
    readonly competitions: readonly (Named & { readonly id: string })[];
  };
  readonly sums: LedgerSums;
  readonly groups: readonly LedgerGroup[];
  /** Newest first, at most so many as a page can hold; the file has all. */
  readonly entries: readonly LedgerRow[];
  readonly total: number;
  readonly proposals: readonly LedgerProposal[];
  readonly choices: MoneyChoices & {
    readonly budgets: readonly { readonly id: string; readonly organisation: string; readonly year: number }[];
  };
};

const LONGEST_PAGE = 500;

export function toClauseKey(packName: string | null, clause: string | null): string {
  return packName === null || clause === null ? "" : `${packName} ${clause}`;
}

/** The filters that an address asks for; what it misspells is left out. */
export function readLedgerFilters(parameters: URLSearchParams): LedgerFilters {
  const year = parameters.get("year") ?? "";
  return {
    payer: parameters.get("payer") || null,
    year: /^\d{4}$/.test(year) ? Number(year) : null,
    clause: parameters.get("clause") || null,
    competition: parameters.get("competition") || null,
    by: LEDGER_GROUPINGS.find((grouping) => grouping === parameters.get("by")) ?? "payer",
  };
}

export async function getLedger(runtime: Runtime, actor: Actor, filters: LedgerFilters): Promise<LedgerPage> {
  const { read } = runtime.database;
  const [all, choices, budgets] = await Promise.all([
    listLedgerRows(runtime, {}),
    listMoneyChoices(runtime),
    read.budget.findMany({
      where: { purpose: "holding", voidedAt: null },
      orderBy: [{ year: "desc" }, { id: "asc" }],
      select: { id: true, organisationId: true, year: true },
    }),
  ]);
  const counting = all.filter(({ status }) => status === "counts");
  const shown = filterLedger(counting, filters);
  const organisations = new Map(choices.organisations.map(({ id, name }) => [id, name]));
  return {
    filters,
    options: listOptions(counting),
    sums: sumEntries(shown),
    groups: listGroups(shown, filters.by),
    entries: shown.slice(0, LONGEST_PAGE),
    total: shown.length,
    proposals: await listProposals(read, actor, all),
    choices: {
      ...choices,
      budgets: budgets.map(({ id, organisationId, year }) => ({
        id,
        organisation: organisations.get(organisationId) ?? "",
        year,
      })),
    },
  };
}

/** The entries that the filters leave. */
export function filterLedger(rows: readonly LedgerRow[], filters: LedgerFilters): readonly LedgerRow[] {
  const { payer, year, clause, competition } = filters;
  return rows.filter(
    (row) =>
      (payer === null || row.payerId === payer) &&
      (year === null || row.year === year) &&
      (clause === null || toClauseKey(row.packName, row.clause) === clause) &&
      (competition === null || row.competitionId === competition),
  );
}

/** Newest first; without those that were dropped. */
export async function listLedgerRows(
  runtime: Runtime,
  where: { readonly entitlementId?: string },
): Promise<readonly LedgerRow[]> {
  const { read } = runtime.database;
  const [found, organisations, packs] = await Promise.all([
    read.ledgerEntry.findMany({
      where: { ...where, droppedAt: null },
      orderBy: [{ recordedAt: "desc" }, { id: "desc" }],
      include: { competition: { select: { name: true, nameEn: true } } },
    }),
    read.organisation.findMany({ select: { id: true, name: true } }),
    listCurrentPacks(read),
  ]);
  const users = await getUserNames(
    runtime,
    found.flatMap(({ recordedById, approvedById }) => [recordedById, approvedById]),
  );
  const people = await getPersonNames(
    runtime,
    found.flatMap(({ personId }) => personId ?? []),
  );
  const names = new Map(organisations.map(({ id, name }) => [id, name]));
  const documents = new Map(
    packs.map(({ content: { name, document } }) => [name, { name: document.title, nameEn: document.titleEn }]),
  );
  return found.map((entry) => ({
    entryId: entry.id,
    kind: entry.kind as LedgerKind,
    amountFen: entry.amountFen,
    status: toEntryStatus(entry),
    payerId: entry.organisationId,
    payer: names.get(entry.organisationId) ?? "",
    year: entry.year,
    packName: entry.packName,
    document: (entry.packName !== null && documents.get(entry.packName)) || null,
    clause: entry.clause,
    competitionId: entry.competitionId,
    competition: entry.competition,
    entitlementId: entry.entitlementId,
    listId: entry.listId,
    personId: entry.personId,
    member: entry.personId === null ? null : (people.get(entry.personId) ?? ""),
    proposalId: entry.proposalId,
    reason: entry.reason,
    reference: entry.reference,
    recordedById: entry.recordedById,
    recordedBy: users.get(entry.recordedById) ?? "",
    approvedBy: entry.approvedById === null ? null : (users.get(entry.approvedById) ?? ""),
    recordedAt: entry.recordedAt.toISOString(),
  }));
}

/** What waits for a second person: an expense, or a claw-back with the shares that it is made of. */
export type LedgerProposal = LedgerRow & {
  /** None where it is of the beneficiary as a whole. */
  readonly shares: readonly { readonly member: string; readonly amountFen: number }[];
  readonly unmet: readonly Refusal<LedgerRefusal>[];
};

/** The proposals among the entries, each as one with its sum, and what stands against its approval by this person. */
export async function listProposals(
  tables: Tables,
  actor: Actor,
  rows: readonly LedgerRow[],
): Promise<readonly LedgerProposal[]> {
  const proposals = new Map<string, LedgerRow[]>();
  for (const row of rows) {
    if (row.status !== "proposed") continue;
    const key = row.proposalId ?? row.entryId;
    proposals.set(key, [row, ...(proposals.get(key) ?? [])]);
  }
  const ids = [...new Set([...proposals.values()].flat().flatMap(({ entitlementId }) => entitlementId ?? []))];
  const related = (
    await Promise.all(chunk(ids).map((part) => tables.ledgerEntry.findMany({ where: { entitlementId: { in: part } } })))
  ).flat();
  return [...proposals.values()].flatMap((together): LedgerProposal[] => {
    const [first] = together;
    if (!first) return [];
    const amountFen = together.reduce((sum, one) => sum + one.amountFen, 0);
    const others = related.filter(
      ({ id, entitlementId }) => entitlementId === first.entitlementId && !together.some(({ entryId }) => entryId === id),
    );
    return [
      {
        ...first,
        amountFen,
        shares: together.flatMap(({ member, amountFen: share }) => (member === null ? [] : [{ member, amountFen: share }])),
        unmet: listEntryApprovalReasons(
          { ...first, amountFen },
          {
            actorId: actor.userId,
            others: others.map((entry) => ({
              kind: entry.kind as LedgerKind,
              amountFen: entry.amountFen,
              status: toEntryStatus(entry),
            })),
          },
        ),
      },
    ];
  });
}

const NOTHING: Named = { name: "", nameEn: "" };

function keyOf(row: LedgerRow, by: LedgerGrouping): string {
  if (by === "payer") return row.payerId;
  if (by === "year") return String(row.year);
  return by === "clause" ? toClauseKey(row.packName, row.clause) : (row.competitionId ?? "");
}

/** The label of a group; empty for what has no clause, or no competition. */
function labelOf(row: LedgerRow, by: LedgerGrouping): Named {
  if (by === "payer") return { name: row.payer, nameEn: row.payer };
  if (by === "year") return { name: String(row.year), nameEn: String(row.year) };
  if (by === "competition") return row.competition ?? NOTHING;
  if (row.clause === null) return NOTHING;
  const { name, nameEn } = row.document ?? NOTHING;
  return { name: `${name} ${row.clause}`.trim(), nameEn: `${nameEn} ${row.clause}`.trim() };
}

/** What most went to stands first. */
function listGroups(rows: readonly LedgerRow[], by: LedgerGrouping): readonly LedgerGroup[] {
  const labels = new Map(rows.map((row) => [keyOf(row, by), labelOf(row, by)]));
  return [...groupEntries(rows, (row) => keyOf(row, by))]
    .map(([key, sums]) => ({ key, label: labels.get(key) ?? NOTHING, sums }))
    .sort((left, right) => right.sums.netFen - left.sums.netFen);
}

function listOptions(rows: readonly LedgerRow[]): LedgerPage["options"] {
  const groups = (by: LedgerGrouping) =>
    [...new Map(rows.map((row) => [keyOf(row, by), labelOf(row, by)]))].filter(([key]) => key !== "");
  return {
    payers: groups("payer").map(([id, { name }]) => ({ id, name })),
    years: [...new Set(rows.map(({ year }) => year))].sort((left, right) => right - left),
    clauses: groups("clause").map(([key, label]) => ({ key, ...label })),
    competitions: groups("competition").map(([id, label]) => ({ id, ...label })),
  };
}

export type LedgerFile = Pick<LedgerPage, "filters" | "sums" | "groups" | "entries">;

/** What the filters leave, without a limit. */
export async function getLedgerFile(runtime: Runtime, filters: LedgerFilters): Promise<LedgerFile> {
  const rows = await listLedgerRows(runtime, {});
  const entries = filterLedger(
    rows.filter(({ status }) => status === "counts"),
    filters,
  );
  return { filters, sums: sumEntries(entries), groups: listGroups(entries, filters.by), entries };
}
