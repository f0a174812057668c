/** 可推荐人选: winners whose result a clause names for an honour, with what each is recommended for or holds already. */
import type { Finding } from "#app/domain/policy/findings.ts";
import type { Honour, PolicyDocument, PolicyPack } from "#app/domain/policy/pack.ts";
import type { RecordedContent } from "#app/domain/policy/recorded-fact.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { type ListedHonour, listStandingHonours } from "./list-standing-honours.server.ts";

type Named = { readonly name: string; readonly nameEn: string };

export type HonourCandidate = {
  readonly key: string;
  readonly memberId: string;
  /** Of the two, one is null. */
  readonly entryId: string | null;
  readonly factId: string | null;
  readonly name: string;
  readonly organisation: Named | null;
  readonly competition: Named;
  readonly event: Named;
  readonly award: Award | null;
  readonly place: number | null;
  readonly clause: string;
  readonly text: string;
  readonly document: Pick<PolicyDocument, "title" | "titleEn" | "number" | "issuer" | "status">;
  /** What the document leaves open: how good a result must be, for one. */
  readonly open: readonly Refusal[];
  /** What the clause names, with how far each is for this person. */
  readonly honours: readonly {
    readonly honour: Honour;
    /** Null: it can be recommended. */
    readonly standing: { readonly isHeld: boolean; readonly to: string } | null;
  }[];
};

/** A member of a result, whichever kind of result it is. */
type Winner = {
  readonly memberId: string;
  readonly personId: string;
  readonly unitId: string | null;
  readonly name: string;
};

type AskedResult = Pick<HonourCandidate, "entryId" | "factId" | "competition" | "event" | "award" | "place"> & {
  readonly findings: readonly Finding[];
  readonly winners: readonly Winner[];
};

/** Of final results and of confirmed records; in the order of competitions, places and names. */
export async function listHonourCandidates(runtime: Runtime): Promise<readonly HonourCandidate[]> {
  const { read } = runtime.database;
  const packs = (await read.policyPack.findMany({ select: { id: true, content: true } })).flatMap(({ id, content }) => {
    const pack = content as unknown as PolicyPack;
    return pack.rows.some((row) => row.kind === "recommendation" && row.tests.result !== null && row.tests.confers.length > 0)
      ? [{ id, pack }]
      : [];
  });
  if (packs.length === 0) return [];
  const results = [
    ...(await listEntryResults(
      runtime,
      packs.map(({ id }) => id),
    )),
    ...(await listFactResults(runtime)),
  ];
  const named = results.flatMap((result) => nameCandidates(result, packs));
  const standing = await listStandingHonours(
    read,
    named.map(({ winner }) => winner.personId),
  );
  const units = new Map(
    (
      await read.organisation.findMany({
        where: { id: { in: named.flatMap(({ winner }) => winner.unitId ?? []) } },
        select: { id: true, name: true, nameEn: true },
      })
    ).map(({ id, ...unit }) => [id, unit]),
  );
  return named.map(({ result, winner, finding, pack, row }): HonourCandidate => {
    const { entryId, factId, competition, event, award, place } = result;
    return {
      key: `${winner.memberId}.${finding.pack}.${row.id}`,
      memberId: winner.memberId,
      entryId,
      factId,
      name: winner.name,
      organisation: units.get(winner.unitId ?? "") ?? null,
      competition,
      event,
      award,
      place,
      clause: row.clause,
      text: row.text,
      document: pack.document,
      open: [...finding.reasons, ...finding.conditions],
      honours: row.tests.confers.map((honour) => ({
        honour,
        standing: toStanding(standing.find((one) => one.personId === winner.personId && one.honour === honour)),
      })),
    };
  });
}

function toStanding(listed: ListedHonour | undefined): HonourCandidate["honours"][number]["standing"] {
  if (!listed) return null;
  const { isHeld, caseId, factId } = listed;
  return { isHeld, to: caseId === null ? `/policy/facts/${factId}` : `/policy/honours/${caseId}` };
}

/** One for each person and each row that names an honour; of a row asked under several versions, the version that was asked. */
function nameCandidates(result: AskedResult, packs: readonly { readonly pack: PolicyPack }[]) {
  return result.findings.flatMap((finding) => {
    const { beneficiary } = finding;
    if (finding.kind !== "recommendation" || finding.outcome === "not-met" || beneficiary.kind !== "person") return [];
    const pack = packs.find((one) => one.pack.name === finding.pack && one.pack.version === finding.version)?.pack;
    const row = pack?.rows.find(({ id }) => id === finding.rowId);
    const winner = result.winners.find(({ memberId }) => memberId === beneficiary.memberId);
    if (!pack || !winner || row?.kind !== "recommendation" || row.tests.confers.length === 0) return [];
    return [{ result, winner, finding, pack, row }];
  });
}

const PERSON = { select: { sealed: true, key: { select: { wrapped: true } } } } as const;

async function listEntryResults({ database: { read }, keys }: Runtime, packIds: readonly string[]): Promise<AskedResult[]> {
  const assessments = await read.policyAssessment.findMany({
    where: {
      competition: { finalisedAt: { not: null }, packs: { some: { packId: { in: [...packIds] } } } },
      entry: { certificates: { some: { kind: "prize", revokedAt: null, inForceAt: { not: null } } } },
    },
    select: {
      findings: true,
      competition: { select: { name: true, nameEn: true } },
      entry: {
        select: {
          id: true,
          event: { select: { name: true, nameEn: true } },
          certificates: {
            where: { kind: "prize", revokedAt: null, inForceAt: { not: null } },
            orderBy: { id: "asc" },
            take: 1,
            select: { award: true, place: true },
          },
          members: { orderBy: { position: "asc" }, include: { person: PERSON } },
        },
      },
    },
  });
  return assessments
    .flatMap(({ findings, competition, entry }): AskedResult[] => {
      const certificate = entry?.certificates[0];
      if (!entry || !competition || !certificate) return [];
      return [
        {
          entryId: entry.id,
          factId: null,
          competition,
          event: entry.event,
          award: certificate.award as Award,
          place: certificate.place,
          findings: findings as unknown as Finding[],
          winners: entry.members.map(({ id, personId, employerId, schoolId, person }) => ({
            memberId: id,
            personId,
            unitId: employerId ?? schoolId,
            name: openPerson(keys, person)?.name ?? "",
          })),
        },
      ];
    })
    .sort((left, right) => orderOf(left).localeCompare(orderOf(right)));
}

function orderOf({ competition, event, place, entryId }: AskedResult): string {
  return `${competition.name} ${event.name} ${String(place ?? 9999).padStart(4, "0")} ${entryId}`;
}

async function listFactResults({ database: { read }, keys }: Runtime): Promise<AskedResult[]> {
  const facts = await read.recordedFact.findMany({
    where: { kind: "result", confirmedAt: { not: null }, droppedAt: null, assessment: { isNot: null } },
    orderBy: [{ occurredOn: "desc" }, { id: "asc" }],
    select: {
      id: true,
      content: true,
      assessment: { select: { findings: true } },
      members: { orderBy: { position: "asc" }, include: { person: PERSON } },
    },
  });
  return facts.flatMap(({ id, content, assessment, members }): AskedResult[] => {
    const result = content as unknown as RecordedContent;
    if (result.kind !== "result") return [];
    return [
      {
        entryId: null,
        factId: id,
        competition: { name: result.competition, nameEn: result.competition },
        event: { name: result.event, nameEn: result.event },
        award: result.award,
        place: result.place,
        findings: (assessment?.findings ?? []) as unknown as Finding[],
        winners: members.map(({ id: memberId, personId, employerId, schoolId, person }) => ({
          memberId,
          personId,
          unitId: employerId ?? schoolId,
          name: openPerson(keys, person)?.name ?? "",
        })),
      },
    ];
  });
}
