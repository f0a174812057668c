/** Whom the next version of a pack would affect: what the jobs would do to every final result and recorded fact, before anything is saved. */

import type { PolicyPack, PolicyRow } from "#app/domain/policy/pack.ts";
import {
  addTotals,
  type EffectTotals,
  listPackEffects,
  orderEffects,
  type PackEffect,
  sumByRow,
  sumEffects,
} from "#app/domain/policy/pack-effects.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { assessFacts } from "#app/queries/policy/assess-facts.server.ts";
import { assessResults } from "#app/queries/policy/assess-results.server.ts";
import { getPolicyFrame } from "#app/queries/policy/get-policy-frame.server.ts";
import { listConfirmedPacks, listCurrentPacks } from "#app/queries/policy/list-current-packs.server.ts";
import { listPinnedCompetitions, type PinnedCompetition } from "#app/queries/policy/list-pinned-competitions.server.ts";
import { listStandingEntitlements, namePacks } from "#app/queries/policy/list-standing-entitlements.server.ts";

export type EffectView = PackEffect & {
  readonly id: string;
  readonly row: Pick<PolicyRow, "clause" | "summary" | "summaryEn"> | null;
  /** Names of the people whom it is about; null where this reader sees none. */
  readonly people: readonly string[] | null;
  readonly organisation: string | null;
};

export type AffectedPart = {
  /** How many results or facts the clauses were asked about. */
  readonly asked: number;
  readonly totals: EffectTotals;
  readonly people: number;
  readonly organisations: number;
  /** Row by row of the document, all of them. */
  readonly rows: readonly { readonly id: string; readonly row: EffectView["row"]; readonly totals: EffectTotals }[];
  /** One by one, what asks for attention first; at most `MOST_EFFECTS`. */
  readonly effects: readonly EffectView[];
};

export type PackPreview = {
  /** Those that pinned a version of the document; what is not final has no results to compute yet. */
  readonly competitions: readonly (PinnedCompetition & { readonly affected: AffectedPart | null })[];
  readonly facts: AffectedPart;
  readonly totals: EffectTotals;
  /** Each person once, over all competitions and facts. */
  readonly people: number;
  readonly organisations: number;
};

/** How many effects of one competition are listed one by one; all are counted. */
export const MOST_EFFECTS = 200;
const PART = 500;

/** @param options.withNames whether the reader may see whom it is about by name */
export async function previewPack(
  runtime: Runtime,
  next: PolicyPack,
  options: { readonly withNames: boolean },
): Promise<PackPreview> {
  const { read } = runtime.database;
  const current = (await listCurrentPacks(read)).map(({ content }) => content);
  const known = { rows: toRows([...current, next]), names: await namePacks(read), ...options };
  const competitions: (PinnedCompetition & { affected: Affected | null })[] = [];
  for (const pinned of await listPinnedCompetitions(read, next.name, next.version)) {
    // Closed for good: it keeps the version that it pinned.
    if (pinned.phase === "archived") continue;
    const affected = pinned.isFinal ? await previewCompetition(runtime, pinned.competitionId, next, known) : null;
    competitions.push({ ...pinned, affected });
  }
  const facts = await previewFacts(runtime, next, known);
  const all = [...competitions.flatMap(({ affected }) => affected ?? []), facts];
  return {
    competitions: competitions.map(({ affected, ...pinned }) => ({ ...pinned, affected: affected && toPart(affected) })),
    facts: toPart(facts),
    totals: addTotals(all.map(({ totals }) => totals)),
    people: new Set(all.flatMap(({ personIds }) => personIds)).size,
    organisations: new Set(all.flatMap(({ organisationIds }) => organisationIds)).size,
  };
}

/**
 * Whom the current version of a document would affect that the competition asked too: what its job would do.
 * @returns null before the results are final: nothing is computed of them yet
 */
export async function previewAskedPack(
  runtime: Runtime,
  { competitionId, name }: { readonly competitionId: string; readonly name: string },
  options: { readonly withNames: boolean },
): Promise<AffectedPart | null> {
  const { read } = runtime.database;
  const [pack] = await listCurrentPacks(read, [name]);
  const { finalisedAt } = await read.competition.findUniqueOrThrow({
    where: { id: competitionId },
    select: { finalisedAt: true },
  });
  if (!pack || finalisedAt === null) return null;
  const known = { rows: toRows([pack.content]), names: await namePacks(read), ...options };
  return toPart(await previewCompetition(runtime, competitionId, pack.content, known));
}

/** Every effect of one competition's results under the pack: what its job would do if it pinned it, in the place of another version or too. */
export async function listCompetitionEffects(
  tables: Tables,
  competitionId: string,
  next: PolicyPack,
  now: Date,
): Promise<{ readonly asked: number; readonly effects: readonly PackEffect[] }> {
  const { packs } = await getPolicyFrame(tables, competitionId, now);
  const supposed = replace(
    packs.map(({ content }) => content),
    next,
  );
  const frame = await getPolicyFrame(tables, competitionId, now, { packs: supposed });
  const names = await namePacks(tables);
  const effects: PackEffect[] = [];
  let asked = 0;
  for await (const part of assessResults(tables, competitionId, frame)) {
    const subjects = part.map(({ entryId }) => ({ competitionId, entryId, factId: null }));
    const standing = await listStandingEntitlements(tables, subjects, names);
    for (const { entryId, findings } of part) effects.push(...compare(standing.get(entryId ?? competitionId), findings));
    asked += part.filter(({ entryId }) => entryId !== null).length;
  }
  return { asked, effects };
}

/** Every effect on the confirmed facts, each by the versions of its day, once the next one counts. */
export async function listFactEffects(
  tables: Tables,
  next: PolicyPack,
): Promise<{ readonly asked: number; readonly effects: readonly PackEffect[] }> {
  const facts = await tables.recordedFact.findMany({
    where: { confirmedAt: { not: null }, droppedAt: null },
    orderBy: { id: "asc" },
    select: { id: true },
  });
  const versions = [next, ...(await listConfirmedPacks(tables)).map(({ content }) => content)];
  const names = await namePacks(tables);
  const effects: PackEffect[] = [];
  for (const part of chunk(facts, PART)) {
    const ids = part.map(({ id }) => id);
    const standing = await listStandingEntitlements(
      tables,
      ids.map((factId) => ({ competitionId: null, entryId: null, factId })),
      names,
    );
    for (const { factId, findings } of await assessFacts(tables, ids, versions)) {
      effects.push(...compare(standing.get(factId), findings));
    }
  }
  return { asked: facts.length, effects };
}

type Standing = Awaited<ReturnType<typeof listStandingEntitlements>> extends ReadonlyMap<string, infer One> ? One : never;

function compare(standing: Standing | undefined, after: Standing["findings"]): readonly PackEffect[] {
  return listPackEffects({ before: standing?.findings ?? [], after, standing: standing?.entitlements ?? [] });
}

function replace(packs: readonly PolicyPack[], next: PolicyPack): readonly PolicyPack[] {
  const isNew = !packs.some(({ name }) => name === next.name);
  return isNew ? [...packs, next] : packs.map((pack) => (pack.name === next.name ? next : pack));
}

type Rows = ReadonlyMap<string, EffectView["row"]>;

/** By document and row; the last version that has a row says it. */
function toRows(packs: readonly PolicyPack[]): Rows {
  return new Map(
    packs.flatMap(({ name, rows }) =>
      rows.map(({ id, clause, summary, summaryEn }) => [`${name}/${id}`, { clause, summary, summaryEn }] as const),
    ),
  );
}

type Known = { readonly rows: Rows; readonly names: ReadonlyMap<string, string>; readonly withNames: boolean };
type Affected = AffectedPart & { readonly personIds: readonly string[]; readonly organisationIds: readonly string[] };

async function previewCompetition(runtime: Runtime, competitionId: string, next: PolicyPack, known: Known): Promise<Affected> {
  const found = await listCompetitionEffects(runtime.database.read, competitionId, next, runtime.clock.now());
  return view(runtime, found, known, (memberIds) =>
    runtime.database.read.entryMember.findMany({ where: { id: { in: memberIds } }, select: PERSON_OF_MEMBER }),
  );
}

async function previewFacts(runtime: Runtime, next: PolicyPack, known: Known): Promise<Affected> {
  const found = await listFactEffects(runtime.database.read, next);
  return view(runtime, found, known, (memberIds) =>
    runtime.database.read.recordedMember.findMany({ where: { id: { in: memberIds } }, select: PERSON_OF_MEMBER }),
  );
}

const PERSON_OF_MEMBER = { id: true, personId: true } as const;

async function view(
  runtime: Runtime,
  { asked, effects }: Awaited<ReturnType<typeof listFactEffects>>,
  { rows, withNames }: Known,
  findMembers: (memberIds: string[]) => Promise<{ id: string; personId: string }[]>,
): Promise<Affected> {
  const { read } = runtime.database;
  const persons = new Map<string, string>();
  for (const memberIds of chunk([...new Set(effects.flatMap(({ memberIds }) => memberIds))])) {
    for (const { id, personId } of await findMembers([...memberIds])) persons.set(id, personId);
  }
  const shown = orderEffects(effects).slice(0, MOST_EFFECTS);
  const named = new Map<string, string>();
  const toName = [...new Set(shown.flatMap(({ memberIds }) => memberIds.flatMap((id) => persons.get(id) ?? [])))];
  for (const ids of withNames ? chunk(toName) : []) {
    const found = await read.person.findMany({
      where: { id: { in: [...ids] } },
      select: { id: true, sealed: true, key: { select: { wrapped: true } } },
    });
    for (const { id, ...person } of found) named.set(id, openPerson(runtime.keys, person)?.name ?? "");
  }
  const organisationIds = [...new Set(effects.flatMap(({ organisationId }) => organisationId ?? []))];
  const organisations = new Map(
    (await read.organisation.findMany({ select: { id: true, name: true } })).map(({ id, name }) => [id, name]),
  );
  return {
    asked,
    totals: sumEffects(effects),
    personIds: [...new Set(persons.values())],
    people: new Set(persons.values()).size,
    organisationIds,
    organisations: organisationIds.length,
    rows: sumByRow(effects).map(({ pack, rowId, totals }) => {
      return { id: `${pack}/${rowId}`, row: rows.get(`${pack}/${rowId}`) ?? null, totals };
    }),
    effects: shown.map((effect, index) => ({
      ...effect,
      id: `${index} ${effect.rowId}`,
      row: rows.get(`${effect.pack}/${effect.rowId}`) ?? null,
      people: withNames ? effect.memberIds.map((id) => named.get(persons.get(id) ?? "") ?? "") : null,
      organisation: withNames && effect.organisationId !== null ? (organisations.get(effect.organisationId) ?? null) : null,
    })),
  };
}

function toPart({ personIds: _people, organisationIds: _organisations, ...part }: Affected): AffectedPart {
  return part;
}
