/** Entitlements as a ledger: over everything, or of one competition; narrowed by the address, with sums that keep kinds of amounts apart. */
import { ENTITLEMENT_STATES, type EntitlementState } from "#app/domain/policy/entitlement-states.ts";
import type { EntitlementLedger, EntitlementRow, LedgerFilter, LedgerTotals } from "#app/domain/policy/entitlement-view.ts";
import type { Amount, PolicyPack, PolicyRow } from "#app/domain/policy/pack.ts";
import { type EntitlementDifference, isOpen } from "#app/domain/policy/reconcile.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

/** A page that people read; more than that is narrowed first. */
const MOST_ROWS = 500;

/** The filter that an address names; what it does not know it leaves out. */
export function readLedgerFilter(parameters: URLSearchParams): LedgerFilter {
  const read = (name: string) => parameters.get(name) || null;
  const state = read("state");
  const draft = read("draft");
  return {
    document: read("document"),
    state: ENTITLEMENT_STATES.find((one) => one === state) ?? null,
    kind: read("kind"),
    draft: draft === "yes" ? true : draft === "no" ? false : null,
    competition: read("competition"),
    differs: read("differs") === "yes",
  };
}

/** @param competitionId only its own; null: over all competitions and recorded facts */
export async function listEntitlements(
  runtime: Runtime,
  competitionId: string | null,
  filter: LedgerFilter | { readonly id: string },
): Promise<EntitlementLedger> {
  const { read } = runtime.database;
  const scope = competitionId === null ? {} : { competitionId };
  const narrowed = "id" in filter ? filter : { ...scope, ...toWhere(filter) };
  const where =
    "id" in filter || !filter.differs ? narrowed : { ...narrowed, id: { in: [...(await listDifferingIds(read, narrowed))] } };
  const found = await read.entitlement.findMany({
    where,
    orderBy: [{ draft: "asc" }, { competitionId: "asc" }, { id: "asc" }],
    take: MOST_ROWS,
    include: {
      competition: { select: { code: true, name: true, nameEn: true } },
      entry: {
        select: { event: { select: { name: true, nameEn: true } }, members: { orderBy: { position: "asc" }, select: PERSON } },
      },
      assessment: { select: { fact: { select: { members: { orderBy: { position: "asc" }, select: PERSON } } } } },
    },
  });
  const packs = await listPacks(runtime, scope);
  const organisations = new Map(
    (await read.organisation.findMany({ select: { id: true, name: true } })).map(({ id, name }) => [id, name]),
  );
  const rows = found.flatMap((one): readonly EntitlementRow[] => {
    const pack = packs.get(one.packId);
    const row = pack?.rows.find(({ id }) => id === one.rowId);
    if (!pack || !row) return [];
    const members = (one.entry?.members ?? one.assessment.fact?.members ?? []).map(({ id, person }) => ({
      id,
      name: openPerson(runtime.keys, person)?.name ?? "",
    }));
    const memberId = one.memberId ?? one.recordedMemberId;
    const people = members.map(({ name }) => name);
    const organisationId = one.settledOrganisationId ?? one.organisationId;
    const paysOrganisation = PAYS_ORGANISATION.includes(row.beneficiary) || one.settledOrganisationId !== null;
    const person = memberId === null ? people.join("、") : (members.find(({ id }) => id === memberId)?.name ?? "");
    const { title, titleEn, number, issuer, status } = pack.document;
    return [
      {
        id: one.id,
        competition: one.competition,
        event: one.entry?.event ?? null,
        people,
        beneficiary: paysOrganisation ? (organisations.get(organisationId ?? "") ?? null) : person,
        kind: row.kind,
        amount: toAmount(one),
        settledFen: one.settledFen,
        clause: row.clause,
        row: { text: row.text, summary: row.summary, summaryEn: row.summaryEn, taxBasis: row.taxBasis },
        document: { title, titleEn, number, issuer, status },
        outcome: one.outcome as EntitlementRow["outcome"],
        draft: one.draft,
        state: one.state as EntitlementState,
        hasOpenDifference: isOpen(one.difference as EntitlementDifference | null),
      },
    ];
  });
  const regions = new Map((await read.region.findMany()).map(({ code, name, nameEn }) => [code, { name, nameEn }]));
  const byName = new Map([...packs.values()].map((pack) => [pack.name, pack]));
  const competitions = await read.competition.findMany({
    where: { entitlements: { some: scope } },
    orderBy: { startsOn: "desc" },
    select: { code: true, name: true, nameEn: true },
  });
  const kinds = await read.entitlement.groupBy({ by: ["kind"], where: scope, orderBy: { kind: "asc" } });
  return {
    rows,
    count: await read.entitlement.count({ where }),
    totals: await sumUp(runtime, where),
    choices: {
      documents: [...byName.values()].map(({ name, document: { title, titleEn, regionCode } }) => {
        return { pack: name, title, titleEn, region: regions.get(regionCode) ?? { name: regionCode, nameEn: regionCode } };
      }),
      competitions,
      kinds: kinds.map(({ kind }) => kind as PolicyRow["kind"]),
    },
  };
}

function toWhere({ document, state, kind, draft, competition }: LedgerFilter) {
  return {
    ...(document === null ? {} : { pack: { name: document } }),
    state: state ?? { not: "withdrawn" },
    ...(kind === null ? {} : { kind }),
    ...(draft === null ? {} : { draft }),
    ...(competition === null ? {} : { competition: { code: competition } }),
  };
}

/** Most that a list of ids is asked for at once. */
const MOST_DIFFERING = 5000;

/** What somebody acted on and a later computation says differently, as long as nobody settled it. */
export async function listDifferingIds(tables: Tables, where: object): Promise<readonly string[]> {
  const acted = await tables.entitlement.findMany({
    where: { AND: [where, { state: { notIn: ["computed", "withdrawn"] } }] },
    select: { id: true, difference: true },
  });
  const differing = acted.filter(({ difference }) => isOpen(difference as EntitlementDifference | null));
  return differing.slice(0, MOST_DIFFERING).map(({ id }) => id);
}

const PERSON = { id: true, person: { select: { sealed: true, key: { select: { wrapped: true } } } } } as const;

/** Whom a row pays, where that is an organisation. */
const PAYS_ORGANISATION: readonly string[] = ["training-organisation", "employer-or-school", "organisation", "competition"];

async function listPacks({ database }: Runtime, scope: { competitionId?: string }): Promise<ReadonlyMap<string, PolicyPack>> {
  const packs = await database.read.policyPack.findMany({
    where: { entitlements: { some: scope } },
    orderBy: [{ name: "asc" }, { version: "asc" }],
    select: { id: true, content: true },
  });
  return new Map(packs.map(({ id, content }) => [id, content as unknown as PolicyPack]));
}

export function toAmount({ amountKind, amountFen }: { amountKind: string; amountFen: number | null }): Amount {
  return amountKind === "unknown" || amountKind === "none" || amountFen === null
    ? { kind: amountKind === "none" ? "none" : "unknown" }
    : ({ kind: amountKind, fen: amountFen } as Amount);
}

async function sumUp({ database }: Runtime, where: object): Promise<LedgerTotals> {
  const groups = await database.read.entitlement.groupBy({
    by: ["draft", "outcome", "amountKind", "state", "packId", "rowId"],
    where,
    _sum: { amountFen: true },
    _count: { _all: true },
  });
  const live = groups.filter(({ state }) => state !== "refused" && state !== "withdrawn");
  const sum = (of: typeof live) => of.reduce((total, { _sum }) => total + (_sum.amountFen ?? 0), 0);
  const count = (of: typeof live) => of.reduce((total, { _count }) => total + _count._all, 0);
  const monthly = await listMonthlyRows(database.read, live);
  const isMonthly = ({ packId, rowId }: (typeof live)[number]) => monthly.has(`${packId} ${rowId}`);
  const owed = live.filter(({ draft, outcome }) => !draft && outcome === "owed");
  const exact = owed.filter(({ amountKind }) => amountKind === "exact");
  return {
    owedFen: sum(exact.filter((group) => !isMonthly(group))),
    monthlyFen: sum(exact.filter(isMonthly)),
    ceilingFen: sum(owed.filter(({ amountKind }) => amountKind === "ceiling")),
    unknown: count(owed.filter(({ amountKind }) => amountKind === "unknown")),
    draftFen: sum(live.filter((group) => group.draft && group.amountKind === "exact" && !isMonthly(group))),
    toDecide: count(live.filter(({ draft, outcome }) => !draft && outcome === "needs-decision")),
    differences: (await listDifferingIds(database.read, where)).length,
  };
}

/** Of these rows, as "pack-id row-id", the ones that pay month by month: their amounts are no sums of what is owed once. */
async function listMonthlyRows(tables: Tables, rows: readonly { readonly packId: string }[]): Promise<ReadonlySet<string>> {
  const packs = await tables.policyPack.findMany({
    where: { id: { in: [...new Set(rows.map(({ packId }) => packId))] } },
    select: { id: true, content: true },
  });
  return new Set(
    packs.flatMap(({ id, content }) =>
      (content as unknown as PolicyPack).rows
        .filter(({ payment }) => payment.every === "month")
        .map(({ id: rowId }) => `${id} ${rowId}`),
    ),
  );
}
