/** Whom results propose for a bank and who is not a member of it yet, the latest first; for readers who may see names. */
import type { Bank } from "#app/domain/banks/bank.ts";
import type { BankProposal } from "#app/domain/banks/bank-view.ts";
import { isPromising, isWinner, splitCoaches } from "#app/domain/banks/proposals.ts";
import type { BoardResult } from "#app/domain/boards/board.ts";
import { checkDocument, type DocumentKind } from "#app/domain/registration/document.ts";
import { shanghaiDay } from "#app/domain/shared/day.ts";
import type { Group, SkillLevel } from "#app/domain/shared/vocabulary.ts";
import { COACHES, nameCoaches } from "#app/platform/crypto/coach-names.server.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listJudgings } from "#app/queries/banks/list-duties.server.ts";
import { listBoardResults } from "#app/queries/boards/list-board-results.server.ts";

/** More than a page can work off; the next ones follow when these are done. */
export const MOST_PROPOSALS = 100;

/** None for experts: no result names one. */
export async function listBankProposals(runtime: Runtime, bank: Bank): Promise<readonly BankProposal[]> {
  const { read } = runtime.database;
  if (bank === "expert") return [];
  if (bank === "judge") return await listJudges(read);
  const { results } = await listBoardResults(read, { withOutside: false });
  const ranked = new Map<string | null, number>();
  for (const { eventId } of results) ranked.set(eventId, (ranked.get(eventId) ?? 0) + 1);
  const isFitting = (result: BoardResult) =>
    bank === "promising" ? result.place !== null && result.place * 3 <= (ranked.get(result.eventId) ?? 0) : isWinner(result);
  const fitting = results.filter(isFitting).sort((left, right) => right.year - left.year);
  const known = bank === "coach" ? new Set<string>() : await listMemberIds(read, bank);
  const proposals = new Map<string, BankProposal>();
  for (const part of chunk(fitting, 200)) {
    const resultOf = new Map(part.map((result) => [result.resultId, result]));
    const members = await read.entryMember.findMany({
      where: { entryId: { in: [...resultOf.keys()] } },
      select: MEMBER,
    });
    for (const member of members) {
      const { entry, personId } = member;
      const result = resultOf.get(member.entryId);
      if (!result || known.has(personId)) continue;
      const endedOn = shanghaiDay(entry.event.competition.endsOn);
      const base = {
        userId: null,
        skills: entry.event.occupationCode === "" ? [] : [entry.event.occupationCode],
        organisationId: member.employerId ?? member.schoolId,
        regionCode: member.employerId === null ? member.schoolRegion : member.employerRegion,
        known: {
          competition: { name: entry.event.competition.name, nameEn: entry.event.competition.nameEn },
          event: { name: entry.event.name, nameEn: entry.event.nameEn },
          place: result.place,
          award: result.award,
          on: endedOn,
        },
      };
      if (bank === "coach") {
        for (const name of splitCoaches(nameCoaches(runtime.keys, entry.coaches))) {
          const key = `${entry.delegation.regionCode} ${name}`;
          const regionCode = entry.delegation.regionCode;
          if (!proposals.has(key)) {
            proposals.set(key, { ...base, personId: null, name, level: null, organisationId: null, regionCode });
          }
        }
        continue;
      }
      const opened = openPerson(runtime.keys, member.person);
      if (opened === null) continue;
      const document = checkDocument(opened.documentKind as DocumentKind, opened.documentNumber);
      const facts = { ...result, ranked: ranked.get(result.eventId) ?? 0, group: entry.event.group as Group, endedOn };
      if (bank === "promising" && !isPromising(facts, document.ok ? document.value.birthDate : null)) continue;
      const earlier = proposals.get(personId);
      if (earlier && earlier.known.on >= endedOn) continue;
      proposals.set(personId, { ...base, personId, name: opened.name, level: member.levelHeld as SkillLevel | null });
    }
    if (proposals.size >= MOST_PROPOSALS) break;
  }
  return [...proposals.values()].sort(byLatest).slice(0, MOST_PROPOSALS);
}

const MEMBER = {
  entryId: true,
  personId: true,
  levelHeld: true,
  employerId: true,
  employerRegion: true,
  schoolId: true,
  schoolRegion: true,
  person: { select: { sealed: true, key: { select: { wrapped: true } } } },
  entry: {
    select: {
      coaches: COACHES,
      delegation: { select: { regionCode: true } },
      event: {
        select: {
          name: true,
          nameEn: true,
          occupationCode: true,
          group: true,
          competition: { select: { name: true, nameEn: true, endsOn: true } },
        },
      },
    },
  },
} as const;

async function listMemberIds(tables: Tables, bank: Bank): Promise<ReadonlySet<string>> {
  const members = await tables.bankMember.findMany({ where: { bank, withdrawnAt: null }, select: { personId: true } });
  return new Set(members.flatMap(({ personId }) => personId ?? []));
}

/** Whoever signed a form as a judge, with the event that he judged last. */
async function listJudges(tables: Tables): Promise<readonly BankProposal[]> {
  const members = await tables.bankMember.findMany({
    where: { bank: "judge", withdrawnAt: null },
    select: { userId: true },
  });
  const known = members.flatMap(({ userId }) => userId ?? []);
  const signed = await tables.signOff.groupBy({ by: ["judgeId"], where: { voidedAt: null } });
  const users = await tables.user.findMany({
    where: { id: { in: signed.map(({ judgeId }) => judgeId), notIn: known }, disabledAt: null },
    select: { id: true, displayName: true, organisation: { select: { id: true, regionCode: true } } },
    take: MOST_PROPOSALS,
  });
  const judgings = await listJudgings(
    tables,
    users.map(({ id }) => id),
  );
  return users
    .flatMap(({ id, displayName, organisation }): BankProposal[] => {
      const known = judgings.get(id)?.[0];
      if (!known) return [];
      const place = { organisationId: organisation?.id ?? null, regionCode: organisation?.regionCode ?? null };
      return [{ personId: null, userId: id, name: displayName, skills: [], level: null, ...place, known }];
    })
    .sort(byLatest);
}

function byLatest(left: BankProposal, right: BankProposal): number {
  if (left.known.on !== right.known.on) return left.known.on < right.known.on ? 1 : -1;
  return (left.known.place ?? 0) - (right.known.place ?? 0);
}
