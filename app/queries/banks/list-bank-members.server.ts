/** The members of the banks who consented, with what the system knows of their last duty; for readers who may see names. */
import type { Bank } from "#app/domain/banks/bank.ts";
import type { BankMemberRow, KnownDuty } from "#app/domain/banks/bank-view.ts";
import { shanghaiDay } from "#app/domain/shared/day.ts";
import type { SkillLevel } from "#app/domain/shared/vocabulary.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { compareNames } from "#app/platform/names/name-order.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listJudgings, listPublicResults } from "#app/queries/banks/list-duties.server.ts";
import { listOccupations } from "#app/queries/banks/list-occupations.server.ts";

/** By name; whoever withdrew his consent is nowhere in it. */
export async function listBankMembers(
  runtime: Runtime,
  where: { readonly bank?: Bank; readonly memberId?: string },
): Promise<readonly BankMemberRow[]> {
  const { read } = runtime.database;
  const members = await read.bankMember.findMany({
    where: {
      withdrawnAt: null,
      ...(where.bank === undefined ? {} : { bank: where.bank }),
      ...(where.memberId === undefined ? {} : { id: where.memberId }),
    },
    include: { person: { select: { sealed: true, key: { select: { wrapped: true } } } } },
  });
  const userIds = members.flatMap(({ userId }) => userId ?? []);
  const personIds = members.flatMap(({ personId }) => personId ?? []);
  const users = await read.user.findMany({ where: { id: { in: userIds } }, select: { id: true, displayName: true } });
  const names = new Map(users.map(({ id, displayName }) => [id, displayName]));
  const [organisations, regions] = await loadPlaces(read);
  const occupations = await listOccupations(read);
  const results = await listPublicResults(read, personIds);
  const judgings = await listJudgings(read, userIds);
  return members
    .map((member): BankMemberRow => {
      const { personId, userId, person } = member;
      const duties: readonly KnownDuty[] = personId === null ? (judgings.get(userId ?? "") ?? []) : (results.get(personId) ?? []);
      return {
        memberId: member.id,
        bank: member.bank as Bank,
        name: person === null ? (names.get(userId ?? "") ?? "") : (openPerson(runtime.keys, person)?.name ?? ""),
        skills: (member.skills as readonly string[]).map((code) => ({
          code,
          ...(occupations.get(code) ?? { name: code, nameEn: code }),
        })),
        level: member.level as SkillLevel | null,
        organisation: organisations.get(member.organisationId ?? "") ?? null,
        region: regions.get(member.regionCode ?? "") ?? null,
        lastDuty: member.lastDuty,
        known: duties[0] ?? null,
        conflicts: member.conflicts,
        consentVersion: member.consentVersion,
        consentOn: shanghaiDay(member.consentAt),
      };
    })
    .sort((left, right) => compareNames(left.name, right.name));
}

async function loadPlaces(tables: Tables) {
  const organisations = await tables.organisation.findMany({ select: { id: true, name: true, nameEn: true } });
  const regions = await tables.region.findMany({ select: { code: true, name: true, nameEn: true } });
  return [
    new Map(organisations.map(({ id, ...named }) => [id, named])),
    new Map(regions.map((region) => [region.code, region])),
  ] as const;
}
