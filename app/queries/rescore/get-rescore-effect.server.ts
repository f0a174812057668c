/** What a re-score set would do, beside what stands: results, certificates, entitlements, who goes on and who advances (DOMAIN 8). */
import { reconcileCertificates } from "#app/domain/awards/reconcile-certificates.ts";
import { computeAdvancement } from "#app/domain/ladder/advancement.ts";
import { compareFindings } from "#app/domain/policy/compare-findings.ts";
import type { Amount } from "#app/domain/policy/pack.ts";
import { addWinningPlaces } from "#app/domain/policy/winning-places.ts";
import {
  compareLists,
  compareResults,
  haveSameWinners,
  type ListChange,
  type ResultChange,
} from "#app/domain/results/compare-results.ts";
import { computeGoingOn, type GoingOn } from "#app/domain/results/going-on.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listDueCertificates } from "#app/queries/certificates/list-due-certificates.server.ts";
import { listStandingPrizes } from "#app/queries/certificates/list-standing-prizes.server.ts";
import { getPolicyFrame } from "#app/queries/policy/get-policy-frame.server.ts";
import type { RescoreGround } from "#app/queries/rescore/get-rescore-ground.server.ts";
import type { ResultByEntry } from "#app/queries/results/get-round-results.server.ts";

type Known = NonNullable<RescoreGround["results"]>;

export type CertificateLine = {
  /** Null of one that would get its number. */
  readonly number: string | null;
  readonly entryId: string;
  readonly award: Award;
  readonly place: number;
};

export type EntitlementLine = {
  readonly kind: "new" | "gone" | "changed";
  readonly entryId: string;
  readonly clause: string;
  readonly document: string;
  readonly before: Amount | null;
  readonly after: Amount | null;
};

export type RescoreEffect = {
  readonly results: readonly ResultChange[];
  readonly certificates: { readonly revoked: readonly CertificateLine[]; readonly issued: readonly CertificateLine[] };
  /** Null where this reader sees no money, or no clause looks at this round. */
  readonly entitlements: readonly EntitlementLine[] | null;
  /** To the next tier; null where nobody goes there from this round. */
  readonly advancement: ListChange | null;
  /** To the next round; null in the last. */
  readonly goingOn: (ListChange & { readonly hasBegun: boolean }) | null;
  /** Whether the results are public and would be published anew. */
  readonly republishes: boolean;
  /** Whether the period of the list of winners would begin again. */
  readonly restartsPublicity: boolean;
};

export async function getRescoreEffect(
  runtime: Runtime,
  ground: RescoreGround,
  before: Known,
  after: Known,
  seesMoney: boolean,
): Promise<RescoreEffect> {
  const isPublic = ground.phase === "published" || ground.phase === "settled";
  return {
    results: compareResults(before.rows, after.rows),
    certificates: after.isLast && isPublic ? await compareCertificates(runtime, ground, after) : { revoked: [], issued: [] },
    entitlements: seesMoney ? await compareEntitlements(runtime, ground, before, after) : null,
    advancement: await compareAdvancement(runtime, ground, before, after),
    goingOn: await compareGoingOn(runtime, ground, before, after),
    republishes: isPublic,
    restartsPublicity: ground.competitionPhase === "publicity" && !haveSameWinners(before.rows, after.rows),
  };
}

async function compareCertificates(
  { database }: Runtime,
  { eventId }: RescoreGround,
  after: Known,
): Promise<RescoreEffect["certificates"]> {
  const { revoked, issued } = reconcileCertificates(
    await listStandingPrizes(database.read, eventId),
    await listDueCertificates(database.read, after.rows),
  );
  return {
    revoked: revoked.map(({ number, entryId, award, place }) => ({ number, entryId, award, place })),
    issued: issued.map(({ entryId, award, place }) => ({ number: null, entryId, award, place })),
  };
}

async function compareEntitlements(
  runtime: Runtime,
  { competitionId, roundId }: RescoreGround,
  before: Known,
  after: Known,
): Promise<readonly EntitlementLine[] | null> {
  const frame = await getPolicyFrame(runtime.database.read, competitionId, runtime.clock.now());
  const round = frame.rounds.find((candidate) => candidate.roundId === roundId);
  if (!round) return null;
  const titles = new Map(frame.packs.map(({ content }) => [content.name, content.document.title]));
  // Who went on is looked at by what he reached in the later round.
  const later = await listLaterEntries(runtime, roundId);
  const ranked = { before: addWinningPlaces(before.rows), after: addWinningPlaces(after.rows) };
  const places = new Map(ranked.before.map(({ entryId, winningPlace }) => [entryId, winningPlace]));
  // Somebody's place among those who may win can move while his own result stays: one before him passes now.
  const moved = ranked.after.filter(({ entryId, winningPlace }) => places.get(entryId) !== winningPlace);
  const ids = [...compareResults(before.rows, after.rows), ...moved].map(({ entryId }) => entryId);
  const changed = new Set(ids.filter((id) => !later.has(id)));
  const pick = (rows: typeof ranked.after) => rows.filter(({ entryId }) => changed.has(entryId));
  const [old, next] = [await frame.find(round, pick(ranked.before)), await frame.find(round, pick(ranked.after))];
  return [...changed].flatMap((entryId) =>
    compareFindings(old.get(entryId) ?? [], next.get(entryId) ?? []).map((change): EntitlementLine => {
      const finding = change.after ?? change.before;
      return {
        kind: change.kind,
        entryId,
        clause: finding?.clause ?? "",
        document: titles.get(finding?.pack ?? "") ?? "",
        before: change.before?.amount ?? null,
        after: change.after?.amount ?? null,
      };
    }),
  );
}

/** The entries of the round that take part in a later one of the event. */
async function listLaterEntries({ database }: Runtime, roundId: string): Promise<ReadonlySet<string>> {
  const { eventId, number } = await database.read.round.findUniqueOrThrow({
    where: { id: roundId },
    select: { eventId: true, number: true },
  });
  const entries = await database.read.roundEntry.findMany({
    where: { round: { eventId, number: { gt: number } } },
    select: { entryId: true },
  });
  return new Set(entries.map(({ entryId }) => entryId));
}

async function compareAdvancement(
  { database }: Runtime,
  { eventId, roundId }: RescoreGround,
  before: Known,
  after: Known,
): Promise<ListChange | null> {
  const rule = after.rules.advancement;
  const event = await database.read.event.findUniqueOrThrow({ where: { id: eventId }, select: { upperEventId: true } });
  if (!after.isLast || rule === null || event.upperEventId === null) return null;
  const entries = await database.read.entry.findMany({
    where: { rounds: { some: { roundId } } },
    select: { id: true, delegationId: true },
  });
  const delegationOf = new Map(entries.map(({ id, delegationId }) => [id, delegationId]));
  const advance = (rows: readonly ResultByEntry[]) =>
    computeAdvancement(
      rows.map((row) => ({ ...row, delegationId: delegationOf.get(row.entryId) ?? null })),
      rule,
    ).map(({ entryId }) => entryId);
  return compareLists(advance(before.rows), advance(after.rows));
}

async function compareGoingOn(
  { database }: Runtime,
  { eventId, roundId }: RescoreGround,
  before: Known,
  after: Known,
): Promise<RescoreEffect["goingOn"]> {
  const round = await database.read.round.findUniqueOrThrow({
    where: { id: roundId },
    select: { number: true, goingOn: true },
  });
  if (round.goingOn === null) return null;
  const rule = round.goingOn as unknown as GoingOn;
  const next = await database.read.round.findFirst({
    where: { eventId, number: { gt: round.number } },
    orderBy: { number: "asc" },
    select: { _count: { select: { entries: true } } },
  });
  return {
    ...compareLists(computeGoingOn(before.rows, rule), computeGoingOn(after.rows, rule)),
    hasBegun: (next?._count.entries ?? 0) > 0,
  };
}
