/** Takes someone into a bank, with the consent that he gave; somebody who withdrew his consent earlier comes back with a new one. */
import { type BankDraft, type BankRefusal, CONSENT_VERSION, checkBankDraft } from "#app/domain/banks/bank.ts";
import { shanghaiDay } from "#app/domain/shared/day.ts";
import { allow, type Decision, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findPeople, type KnownPerson, storeMembers } from "#app/services/facts/store-people.server.ts";

/** @returns the member's id, or every reason why not: nothing is stored then, no person either. */
export function addBankMember(
  runtime: Runtime,
  actor: Actor,
  draft: BankDraft,
): Promise<Decision<{ readonly memberId: string }, BankRefusal>> {
  return runtime.database.write<{ memberId: string }, BankRefusal>(async ({ tables, audit }) => {
    const now = runtime.clock.now();
    const { bank, consentOn } = draft;
    const found = await findSubject(tables, runtime, draft);
    const refusals = [...checkBankDraft(draft, shanghaiDay(now)), ...found.refusals, ...(await checkPlaces(tables, draft))];
    if (refusals.length > 0 || consentOn === null) return refuse(...refusals);
    const [stored] = found.newcomer === null ? [] : await storeMembers(tables, runtime, [found.newcomer]);
    const personId = stored?.personId ?? found.personId;
    const { userId } = found;
    const known = await tables.bankMember.findFirst({
      where: { bank, ...(userId === null ? { personId } : { userId }) },
      select: { id: true, withdrawnAt: true },
    });
    if (known && known.withdrawnAt === null) return refuse({ code: "bank-member-already" });
    const data = {
      skills: [...draft.skills],
      level: draft.level,
      organisationId: draft.organisationId,
      regionCode: draft.regionCode,
      lastDuty: draft.lastDuty,
      conflicts: draft.conflicts,
      consentVersion: CONSENT_VERSION,
      consentAt: new Date(`${consentOn}T00:00:00+08:00`),
      withdrawnAt: null,
      createdById: actor.userId,
      createdAt: now,
    };
    const memberId = known?.id ?? newId();
    if (known) await tables.bankMember.update({ where: { id: memberId }, data });
    else await tables.bankMember.create({ data: { id: memberId, bank, personId, userId, ...data } });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "add-bank-member",
      objectKind: "bank-member",
      objectId: memberId,
      payload: { bank, personId, userId, consentVersion: CONSENT_VERSION, consentOn },
    });
    return allow({ memberId });
  });
}

type Found = {
  readonly personId: string | null;
  readonly userId: string | null;
  /** Named by a document; found or to be added. */
  readonly newcomer: KnownPerson | null;
  readonly refusals: readonly Refusal<BankRefusal>[];
};

async function findSubject(tables: Tables, runtime: Runtime, { subject }: BankDraft): Promise<Found> {
  const nobody = { personId: null, userId: null, newcomer: null };
  if (subject.by === "person") {
    const isKnown = (await tables.person.count({ where: { id: subject.personId, key: { isNot: null } } })) > 0;
    if (isKnown) return { ...nobody, personId: subject.personId, refusals: [] };
    return { ...nobody, refusals: [{ code: "bank-person-unknown" }] };
  }
  if (subject.by === "account") {
    const isKnown = (await tables.user.count({ where: { id: subject.userId, disabledAt: null } })) > 0;
    if (isKnown) return { ...nobody, userId: subject.userId, refusals: [] };
    return { ...nobody, refusals: [{ code: "bank-account-unknown", params: { field: "userId" } }] };
  }
  const { name, documentKind, documentNumber } = subject;
  const relations = { residenceRegion: null, employerId: null, schoolId: null, trainingOrganisationId: null };
  const { people, refusals } = await findPeople(tables, runtime, [{ name, documentKind, documentNumber, ...relations }]);
  const differs = refusals.some(({ code }) => code === "fact-person-name-differs");
  return {
    ...nobody,
    personId: people[0]?.personId ?? null,
    newcomer: people[0] ?? null,
    refusals: differs ? [{ code: "bank-name-differs", params: { field: "name" } }] : [],
  };
}

async function checkPlaces(tables: Tables, { organisationId, regionCode }: BankDraft): Promise<readonly Refusal<BankRefusal>[]> {
  const refusals: Refusal<BankRefusal>[] = [];
  if (organisationId !== null && (await tables.organisation.count({ where: { id: organisationId } })) === 0) {
    refusals.push({ code: "bank-organisation-unknown", params: { field: "organisationId" } });
  }
  if (regionCode !== null && (await tables.region.count({ where: { code: regionCode } })) === 0) {
    refusals.push({ code: "bank-region-unknown", params: { field: "regionCode" } });
  }
  return refusals;
}
