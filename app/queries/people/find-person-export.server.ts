/** Everything that is stored about one person, as he is given it on request: one plain object, files in base64. */
import { maskAccount, type PayeeAccountData } from "#app/domain/money/account.ts";
import type { Guardian } from "#app/domain/registration/consent.ts";
import { COACHES, nameCoaches } from "#app/platform/crypto/coach-names.server.ts";
import { openPerson, type PersonData } from "#app/platform/crypto/person-vault.server.ts";
import { unseal, unsealBytes } from "#app/platform/crypto/vault.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listPersonResults } from "#app/queries/beneficiaries/list-person-results.server.ts";

export type PersonExport = {
  readonly format: "skillladder-person-export-1";
  /** ISO. */
  readonly exportedAt: string;
  readonly person: PersonData & { readonly id: string; readonly storedSince: string };
  readonly entries: readonly object[];
  readonly coached: readonly object[];
  readonly results: readonly object[];
  readonly certificates: readonly object[];
  readonly promotions: readonly object[];
  readonly entitlements: readonly object[];
  readonly recorded: readonly object[];
  readonly banks: readonly object[];
  readonly accounts: readonly object[];
  readonly files: readonly object[];
  readonly consents: readonly object[];
  readonly requests: readonly object[];
  /** What was done with his data: who looked at what, and when; by id. */
  readonly acts: readonly object[];
};

/** Null when there is no such person or he was erased. */
export async function findPersonExport(runtime: Runtime, personId: string): Promise<PersonExport | null> {
  const { read } = runtime.database;
  const person = await read.person.findUnique({
    where: { id: personId },
    select: {
      createdAt: true,
      sealed: true,
      key: { select: { wrapped: true } },
      attachments: true,
      consents: true,
      requests: true,
    },
  });
  const data = person && openPerson(runtime.keys, person);
  if (!person || !data) return null;
  const wrapped = person.key?.wrapped ?? null;
  const mine = { member: { personId } };
  const event = {
    select: { name: true, occupationCode: true, competition: { select: { name: true, code: true } } },
  } as const;
  const members = await read.entryMember.findMany({
    where: { personId },
    omit: { personId: true },
    include: {
      entry: {
        select: {
          rosterNumber: true,
          entrantNumber: true,
          status: true,
          coaches: COACHES,
          createdAt: true,
          submittedAt: true,
          event,
          delegation: { select: { name: true } },
          reviews: { select: { decision: true, reason: true, createdAt: true } },
        },
      },
    },
  });
  const units = await listUnitNames(runtime, members);
  const accounts = await read.payeeAccount.findMany({ where: { personId } });
  return {
    format: "skillladder-person-export-1",
    exportedAt: runtime.clock.now().toISOString(),
    person: { id: personId, storedSince: person.createdAt.toISOString(), ...data },
    entries: members.map(({ employerId, schoolId, trainingOrganisationId, entry: { coaches, ...entry }, ...member }) => ({
      ...member,
      entry: { ...entry, coach: nameCoaches(runtime.keys, coaches) },
      employer: units.get(employerId ?? "") ?? null,
      school: units.get(schoolId ?? "") ?? null,
      trainingOrganisation: units.get(trainingOrganisationId ?? "") ?? null,
    })),
    coached: await read.entryCoach.findMany({ where: { personId }, select: { entry: { select: { event } } } }),
    results: await listPersonResults(runtime, personId),
    certificates: await read.certificate.findMany({
      where: { names: { some: { personId } } },
      select: { number: true, verifyCode: true, facts: true, place: true, preparedAt: true, inForceAt: true, revokedAt: true },
    }),
    promotions: await read.levelPromotion.findMany({ where: { memberId: { in: members.map(({ id }) => id) } } }),
    entitlements: await read.entitlement.findMany({ where: { OR: [mine, { recordedMember: { personId } }] } }),
    recorded: await read.recordedMember.findMany({
      where: { personId },
      include: { fact: { select: { kind: true, content: true, occurredOn: true, reference: true, confirmedAt: true } } },
    }),
    banks: await read.bankMember.findMany({ where: { personId } }),
    accounts: accounts.flatMap(({ sealed, wrapped: key, recordedAt, replacedAt }) => {
      const account = key && unseal<PayeeAccountData>(runtime.keys, sealed, key);
      return account ? [{ bank: account.bank, number: maskAccount(account.number), recordedAt, replacedAt }] : [];
    }),
    files: person.attachments.map(({ kind, mediaType, size, uploadedAt, withdrawnAt, sealed }) => ({
      kind,
      mediaType,
      size,
      uploadedAt,
      withdrawnAt,
      base64: withdrawnAt === null ? Buffer.from(unsealBytes(runtime.keys, sealed, wrapped) ?? []).toString("base64") : null,
    })),
    consents: person.consents.map(({ version, givenBy, givenAt, withdrawnAt, guardian }) => ({
      version,
      givenBy,
      givenAt,
      withdrawnAt,
      guardian: guardian && unseal<Guardian>(runtime.keys, guardian, wrapped),
    })),
    requests: person.requests.map(({ kind, state, requestedAt, decidedAt, decision }) => ({
      kind,
      state,
      requestedAt,
      decidedAt,
      decision,
    })),
    acts: await read.auditRecord.findMany({
      where: { objectKind: "person", objectId: personId },
      orderBy: { at: "asc" },
      select: { at: true, act: true },
    }),
  };
}

type Relations = {
  readonly employerId: string | null;
  readonly schoolId: string | null;
  readonly trainingOrganisationId: string | null;
};

async function listUnitNames(runtime: Runtime, members: readonly Relations[]): Promise<ReadonlyMap<string, string>> {
  const ids = members.flatMap((member) => [member.employerId, member.schoolId, member.trainingOrganisationId]);
  const found = await runtime.database.read.organisation.findMany({
    where: { id: { in: [...new Set(ids.filter((id) => id !== null))] } },
    select: { id: true, name: true },
  });
  return new Map(found.map(({ id, name }) => [id, name]));
}
