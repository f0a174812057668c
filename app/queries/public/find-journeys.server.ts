/** One person's way through his competitions: from the registration to what he is owed and where he goes on; nobody else's. */
import type { AdvancementRoute } from "#app/domain/ladder/advancement.ts";
import type { AdvancementState } from "#app/domain/ladder/advancement-states.ts";
import type { EntitlementState } from "#app/domain/policy/entitlement-states.ts";
import type { FindingView } from "#app/domain/policy/finding-view.ts";
import type { Beneficiary } from "#app/domain/policy/findings.ts";
import type { NextStep } from "#app/domain/policy/next-step.ts";
import type { RecordedContent } from "#app/domain/policy/recorded-fact.ts";
import { toEventRules } from "#app/domain/results/rules.ts";
import type {
  Award,
  CompetitionPhase,
  EntryKind,
  Participation,
  RegistrationStatus,
  RoundKind,
  RoundPhase,
} from "#app/domain/shared/vocabulary.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import { findMissingGlyphs } from "#app/platform/pdf/certificate-fonts.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listOwed, type OwedView } from "#app/queries/beneficiaries/list-owed.server.ts";
import { ORIGIN, type Origin, toOrigin } from "#app/queries/registration/origin.server.ts";
import { getRoundResultsByEntry } from "#app/queries/results/get-round-results.server.ts";

type Named = { readonly code: string; readonly name: string; readonly nameEn: string };

export type JourneyResult = {
  /** The round that it is of, where the event has several. */
  readonly round: { readonly kind: RoundKind; readonly number: number } | null;
  /** Whether it took the entry to the next round; null in the last. */
  readonly goesOn: boolean | null;
  /** In hundredths. */
  readonly mark: number | null;
  readonly maximum: number;
  readonly place: number | null;
  readonly tied: boolean;
  /** How many were ranked. */
  readonly ranked: number;
  readonly award: Award | null;
  /** ISO. */
  readonly publishedAt: string;
};

export type JourneyCertificate = {
  readonly id: string;
  readonly number: string;
  readonly verifyCode: string;
  readonly isInForce: boolean;
  /** False when a name has characters that its fonts lack: the office then issues it by hand. */
  readonly isPrintable: boolean;
};

/** What a clause says of him, and how far it is; without what only officers need. */
export type OwnFinding = FindingView & {
  readonly recipient: Beneficiary["kind"];
  readonly entitlement: {
    readonly state: EntitlementState;
    readonly settledFen: number | null;
    readonly next: NextStep;
    /** In fen. */
    readonly paidFen: number;
  } | null;
};

/** What an officer recorded of him and a second one confirmed: a result from outside, an honour, a level. */
export type RecordedJourney = {
  readonly factId: string;
  readonly content: RecordedContent;
  /** YYYY-MM-DD. */
  readonly occurredOn: string;
  /** Null: the clauses are being asked. */
  readonly findings: readonly OwnFinding[] | null;
};

/** One entry of the person, step by step; null is a step that was not reached. Times are ISO. */
export type Journey = {
  readonly entryId: string;
  readonly competition: Named & {
    readonly phase: CompetitionPhase;
    readonly startsOn: string;
    readonly publicityEndsAt: string | null;
    readonly finalisedAt: string | null;
  };
  readonly event: Named & { readonly entryKind: EntryKind; readonly teamSize: number };
  readonly delegation: { readonly name: string; readonly nameEn: string };
  readonly registeredAt: string;
  /** Where the entry came from, tier by tier; null where it was registered here. */
  readonly origin: Origin | null;
  readonly status: RegistrationStatus;
  /** The latest decision of a reviewer. */
  readonly review: { readonly reason: string; readonly at: string } | null;
  readonly entrantNumber: string | null;
  /** Of the furthest round that it takes part in, like what follows. */
  readonly roundPhase: RoundPhase | null;
  readonly participation: Participation | null;
  readonly checkedInAt: string | null;
  readonly result: JourneyResult | null;
  /** Of the rounds before that one, in their order. */
  readonly earlier: readonly JourneyResult[];
  readonly certificate: JourneyCertificate | null;
  /** What the clauses say of him; null before the result is final. */
  readonly findings: readonly OwnFinding[] | null;
  readonly advancement: {
    readonly competition: { readonly name: string; readonly nameEn: string };
    readonly event: { readonly name: string; readonly nameEn: string };
    readonly state: AdvancementState;
    readonly route: AdvancementRoute;
    /** Where the new entry stands at the upper event; null before the confirmation. */
    readonly status: RegistrationStatus | null;
  } | null;
};

export type Journeys = {
  readonly name: string;
  /** The latest competition first. */
  readonly journeys: readonly Journey[];
  /** The latest first. */
  readonly recorded: readonly RecordedJourney[];
  /** Names of the regions whose codes stand in the findings. */
  readonly regions: Readonly<Record<string, { readonly name: string; readonly nameEn: string }>>;
};

/** Null when the person was erased. */
export async function findJourneys(runtime: Runtime, personId: string): Promise<Journeys | null> {
  const { read } = runtime.database;
  const person = await read.person.findUnique({
    where: { id: personId },
    select: { sealed: true, key: { select: { wrapped: true } } },
  });
  const name = person && openPerson(runtime.keys, person)?.name;
  if (!name) return null;
  const memberships = await read.entryMember.findMany({
    where: { personId },
    orderBy: [{ entry: { event: { competition: { startsOn: "desc" } } } }, { id: "asc" }],
    select: { id: true, entryId: true },
  });
  const { sources, regions } = await listOwed(runtime, personId);
  const journeys: Journey[] = [];
  for (const { id: memberId, entryId } of memberships) {
    const findings = sources.find((source) => source.entryId === entryId)?.findings.map(toOwnFinding) ?? null;
    journeys.push({ ...(await getJourney(runtime, entryId, memberId)), findings });
  }
  const facts = await read.recordedFact.findMany({
    where: { confirmedAt: { not: null }, droppedAt: null, members: { some: { personId } } },
    orderBy: [{ occurredOn: "desc" }, { id: "asc" }],
    select: { id: true, content: true, occurredOn: true },
  });
  const recorded = facts.map(({ id, content, occurredOn }) => ({
    factId: id,
    content: content as unknown as RecordedContent,
    occurredOn,
    findings: sources.find(({ factId }) => factId === id)?.findings.map(toOwnFinding) ?? null,
  }));
  return { name, journeys, recorded, regions };
}

function toOwnFinding({ pack: _pack, rowId: _rowId, payment: _payment, entitlement, ...view }: OwedView): OwnFinding {
  if (entitlement === null) return { ...view, entitlement };
  const { state, settledFen, next, paidFen } = entitlement;
  return { ...view, entitlement: { state, settledFen, next, paidFen } };
}

async function getJourney(runtime: Runtime, entryId: string, memberId: string): Promise<Omit<Journey, "findings">> {
  const entry = await runtime.database.read.entry.findUniqueOrThrow({
    where: { id: entryId },
    include: {
      event: { include: { competition: true, rounds: { orderBy: { number: "asc" }, select: ROUND } } },
      delegation: { select: { name: true, nameEn: true } },
      origin: ORIGIN,
      reviews: { orderBy: { createdAt: "desc" }, take: 1 },
      rounds: { select: { roundId: true, participation: true, checkedInAt: true } },
      certificates: { where: { memberId, kind: "prize", revokedAt: null } },
      advancements: {
        take: 1,
        select: {
          state: true,
          round: { select: { rules: { select: { content: true } } } },
          toEvent: { select: { name: true, nameEn: true, competition: { select: { name: true, nameEn: true } } } },
          newEntry: { select: { status: true } },
        },
      },
    },
  });
  const { event, delegation, reviews, advancements } = entry;
  const { competition, rounds } = event;
  const own = rounds.filter(({ id }) => entry.rounds.some(({ roundId }) => roundId === id));
  const round = own.at(-1) ?? rounds[0];
  const part = entry.rounds.find(({ roundId }) => roundId === round?.id);
  const results: JourneyResult[] = [];
  for (const { id, kind, number, publications } of own) {
    const name = rounds.length > 1 ? { kind: kind as RoundKind, number } : null;
    const found = publications[0] && (await findResult(runtime, id, entryId, publications[0].publishedAt, name));
    if (found) results.push(found);
  }
  const [review] = reviews;
  const [advancement] = advancements;
  return {
    entryId,
    competition: {
      code: competition.code,
      name: competition.name,
      nameEn: competition.nameEn,
      phase: competition.phase as CompetitionPhase,
      startsOn: competition.startsOn.toISOString(),
      publicityEndsAt: competition.publicityEndsAt?.toISOString() ?? null,
      finalisedAt: competition.finalisedAt?.toISOString() ?? null,
    },
    event: {
      code: event.code,
      name: event.name,
      nameEn: event.nameEn,
      entryKind: event.entryKind as EntryKind,
      teamSize: event.teamSize,
    },
    delegation,
    registeredAt: entry.createdAt.toISOString(),
    origin: toOrigin(entry.origin),
    status: entry.status as RegistrationStatus,
    review: review ? { reason: review.reason, at: review.createdAt.toISOString() } : null,
    entrantNumber: entry.entrantNumber,
    roundPhase: (round?.phase ?? null) as RoundPhase | null,
    participation: (part?.participation ?? null) as Participation | null,
    checkedInAt: part?.checkedInAt?.toISOString() ?? null,
    result: round && round.publications.length > 0 ? (results.at(-1) ?? null) : null,
    earlier: round && round.publications.length > 0 ? results.slice(0, -1) : results,
    certificate: await toCertificate(runtime, entryId, entry.certificates[0] ?? null),
    advancement: advancement ? toAdvancement(advancement) : null,
  };
}

type AdvancementRow = {
  state: string;
  round: { rules: { content: unknown } | null } | null;
  toEvent: { name: string; nameEn: string; competition: { name: string; nameEn: string } };
  newEntry: { status: string } | null;
};

function toAdvancement({ state, round, toEvent, newEntry }: AdvancementRow): Journey["advancement"] {
  const { name, nameEn, competition } = toEvent;
  return {
    competition,
    event: { name, nameEn },
    state: state as AdvancementState,
    route: toEventRules(round?.rules?.content ?? {}).advancement?.route ?? "direct",
    status: (newEntry?.status ?? null) as RegistrationStatus | null,
  };
}

const ROUND = {
  id: true,
  number: true,
  kind: true,
  phase: true,
  publications: { where: { kind: "on-site" }, orderBy: { version: "desc" }, take: 1, select: { publishedAt: true } },
} as const;

async function findResult(
  runtime: Runtime,
  roundId: string,
  entryId: string,
  publishedAt: Date,
  round: JourneyResult["round"],
): Promise<JourneyResult | null> {
  const { rows, rules } = await getRoundResultsByEntry(runtime.database.read, roundId);
  const row = rows.find((candidate) => candidate.entryId === entryId);
  if (!row) return null;
  return {
    round,
    goesOn: row.goesOn,
    mark: row.total,
    maximum: rules.total,
    place: row.place,
    tied: row.tied,
    ranked: rows.filter(({ place }) => place !== null).length,
    award: row.award,
    publishedAt: publishedAt.toISOString(),
  };
}

/** All names of the entry are printed, so that one of them decides whether it can be. */
async function toCertificate(
  runtime: Runtime,
  entryId: string,
  certificate: { id: string; number: string; verifyCode: string; inForceAt: Date | null } | null,
): Promise<JourneyCertificate | null> {
  if (certificate === null) return null;
  const members = await runtime.database.read.entryMember.findMany({
    where: { entryId },
    select: { person: { select: { sealed: true, key: { select: { wrapped: true } } } } },
  });
  const names = members.map(({ person }) => openPerson(runtime.keys, person)?.name ?? "");
  const { id, number, verifyCode, inForceAt } = certificate;
  return { id, number, verifyCode, isInForce: inForceAt !== null, isPrintable: findMissingGlyphs(names.join("")).length === 0 };
}
