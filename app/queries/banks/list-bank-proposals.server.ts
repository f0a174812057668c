/** Whom results, honours and duties propose for a bank and who is not a member of it yet, the latest first; for readers who may see names. */
import type { Bank } from "#app/domain/banks/bank.ts";
import type { BankProposal } from "#app/domain/banks/bank-view.ts";
import { isInTopThird, isPromising, isWinner } from "#app/domain/banks/proposals.ts";
import type { BoardResult } from "#app/domain/boards/board.ts";
import { checkDocument, type DocumentKind } from "#app/domain/registration/document.ts";
import { openPerson, type PersonData } from "#app/platform/crypto/person-vault.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import {
  type Achievement,
  type Achiever,
  listEntryAchievements,
  listRecordedAchievements,
} from "#app/queries/banks/list-achievements.server.ts";
import { listJudgeProposals } from "#app/queries/banks/list-judge-proposals.server.ts";
import { prepareRecommendations, type Recommendation } from "#app/queries/banks/prepare-recommendations.server.ts";
import { listBoardResults } from "#app/queries/boards/list-board-results.server.ts";

/** More than a page can work off; the next ones follow when these are done. */
export const MOST_PROPOSALS = 100;

export async function listBankProposals(runtime: Runtime, bank: Bank): Promise<readonly BankProposal[]> {
  const { read } = runtime.database;
  const proposals =
    bank === "judge" ? await listJudgeProposals(read, MOST_PROPOSALS) : await listAchieverProposals(runtime, bank);
  return [...proposals].sort(byLatest).slice(0, MOST_PROPOSALS);
}

type AchieverBank = Exclude<Bank, "judge">;

/** Each person once, by what he did last. */
async function listAchieverProposals(runtime: Runtime, bank: AchieverBank): Promise<readonly BankProposal[]> {
  const { read } = runtime.database;
  const { results } = await listBoardResults(read, { withOutside: false });
  const ranked = countRanked(results);
  const judge = await prepareJudgement(runtime, bank, ranked);
  const proposals = new Map<string, BankProposal>();
  const propose = (achievements: readonly Achievement[]) => {
    for (const [key, proposal] of achievements.flatMap(judge)) {
      const earlier = proposals.get(key);
      if (!earlier || onOf(earlier) < onOf(proposal)) proposals.set(key, proposal);
    }
  };
  const fitting = results
    .filter((result) => (bank === "promising" ? isInTopThird({ ...result, ranked: ranked(result) }) : isWinner(result)))
    .sort((left, right) => right.year - left.year);
  for await (const part of listEntryAchievements(read, fitting, bank === "expert")) {
    propose(part);
    if (proposals.size >= MOST_PROPOSALS) break;
  }
  // How many were ranked there is not on record, so that none of them is promising by his place; and nobody recorded a coach.
  if (bank === "expert" || bank === "winner") propose(await listRecordedAchievements(read));
  return [...proposals.values()];
}

/** Of an achievement whom it proposes, by the key that he is one person by. */
type Judge = (achievement: Achievement) => readonly (readonly [string, BankProposal])[];

async function prepareJudgement(runtime: Runtime, bank: AchieverBank, ranked: Ranked): Promise<Judge> {
  const { read } = runtime.database;
  const known = await listMemberIds(read, bank);
  const open = ({ personId, person }: Pick<Achiever, "personId" | "person">) =>
    known.has(personId) ? null : openPerson(runtime.keys, person);
  switch (bank) {
    case "coach": {
      const coaches = await listCoachKeys(runtime);
      return (achievement) =>
        (achievement.entry?.coaches ?? []).flatMap((coach) => {
          const name = open(coach)?.name;
          const regionCode = achievement.entry?.delegationRegion ?? null;
          const key = keyOfCoach(regionCode, name ?? "");
          if (name === undefined || coaches.has(key)) return [];
          const about = { personId: coach.personId, level: null, organisationId: null, regionCode };
          return [[key, toProposal(achievement, about, name, null)] as const];
        });
    }
    case "expert": {
      const recommend = await prepareRecommendations(read);
      return (achievement) =>
        achievement.people.flatMap((achiever) => {
          const recommended = recommend(achievement.findings, achiever.memberId);
          const name = recommended && open(achiever)?.name;
          return name ? [[achiever.personId, toProposal(achievement, achiever, name, recommended)] as const] : [];
        });
    }
    case "winner":
    case "promising":
      return (achievement) =>
        achievement.people.flatMap((achiever) => {
          const opened = achievement.known === null ? null : open(achiever);
          if (opened === null) return [];
          if (bank === "promising" && !isPromisingAt(achievement, opened, ranked)) return [];
          return [[achiever.personId, toProposal(achievement, achiever, opened.name, null)] as const];
        });
  }
}

function isPromisingAt({ entry, on }: Achievement, { documentKind, documentNumber }: PersonData, ranked: Ranked): boolean {
  if (entry === null) return false;
  const document = checkDocument(documentKind as DocumentKind, documentNumber);
  return isPromising({ ...entry, ranked: ranked(entry), endedOn: on }, document.ok ? document.value.birthDate : null);
}

function toProposal(
  { skills, known, honour, on }: Achievement,
  { personId, level, organisationId, regionCode }: Pick<Achiever, "personId" | "level" | "organisationId" | "regionCode">,
  name: string,
  recommended: Recommendation | null,
): BankProposal {
  const recommendation = recommended && { ...recommended, honour, on };
  return { personId, userId: null, name, skills, level, organisationId, regionCode, known, recommendation };
}

/** How many entries of a result's event were ranked. */
type Ranked = (result: Pick<BoardResult, "eventId">) => number;

function countRanked(results: readonly BoardResult[]): Ranked {
  const ranked = new Map<string | null, number>();
  for (const { eventId } of results) ranked.set(eventId, (ranked.get(eventId) ?? 0) + 1);
  return ({ eventId }) => ranked.get(eventId) ?? 0;
}

/** A coach known by his name alone is another person in each delegation: in one region the name is the same one. */
function keyOfCoach(regionCode: string | null, name: string): string {
  return `${regionCode} ${name}`;
}

async function listCoachKeys({ database, keys }: Runtime): Promise<ReadonlySet<string>> {
  const members = await database.read.bankMember.findMany({
    where: { bank: "coach", withdrawnAt: null },
    select: { regionCode: true, person: { select: { sealed: true, key: { select: { wrapped: true } } } } },
  });
  return new Set(
    members.map(({ regionCode, person }) => keyOfCoach(regionCode, (person && openPerson(keys, person)?.name) ?? "")),
  );
}

async function listMemberIds(tables: Tables, bank: Bank): Promise<ReadonlySet<string>> {
  const members = await tables.bankMember.findMany({ where: { bank, withdrawnAt: null }, select: { personId: true } });
  return new Set(members.flatMap(({ personId }) => personId ?? []));
}

function byLatest(left: BankProposal, right: BankProposal): number {
  if (onOf(left) !== onOf(right)) return onOf(left) < onOf(right) ? 1 : -1;
  return (left.known?.place ?? 0) - (right.known?.place ?? 0);
}

function onOf({ known, recommendation }: BankProposal): string {
  return known?.on ?? recommendation?.on ?? "";
}
