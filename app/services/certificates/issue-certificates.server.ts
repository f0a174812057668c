/**
 * Prepares certificates: what they say is frozen and signed, names are sealed under the keys of their people, and numbers run
 * without gaps by issuer and year. A step of the job of results and of the acts of the office.
 */
import { findCertifiedUnit } from "#app/domain/awards/certified-unit.ts";
import type { BothNames, FrozenFacts, SealedName } from "#app/domain/certificates/frozen-facts.ts";
import type { CertificateKind } from "#app/domain/certificates/kinds.ts";
import { encodePayload } from "#app/domain/certificates/payload.ts";
import { shanghaiDay, shanghaiYear } from "#app/domain/shared/day.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";
import { newId, newVerifyCode } from "#app/platform/crypto/digest.server.ts";
import { newNameSalt, openSigner, proveName } from "#app/platform/crypto/issuer-key.server.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import { reseal, type Sealed, seal } from "#app/platform/crypto/vault.server.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Tables, Write } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listCertificateIssuers } from "#app/queries/certificates/list-certificate-issuers.server.ts";
import { getSigningKey } from "#app/services/certificates/issuer-key.server.ts";

/** Whom a certificate is due to, and for what. */
export type DueCertificate = {
  readonly kind: CertificateKind;
  readonly eventId: string | null;
  /** Of a prize and of having taken part. */
  readonly entryId: string | null;
  readonly memberId: string | null;
  /** Of the others: a person, an account or a delegation by its kind. */
  readonly holderId: string | null;
  readonly award: Award | null;
  readonly place: number | null;
  /** What it stands in place of, by a recorded act. */
  readonly replacesId?: string;
};

type Named = { readonly name: string; readonly personId: string | null; readonly wrapped: Uint8Array | null };
type Subject = {
  readonly organisation: BothNames | null;
  readonly unit: BothNames | null;
  /** The holder first; none of an organisation. */
  readonly people: readonly Named[];
};

/** @returns the ids of those prepared, in the order of `due`; who was erased has no name to certify and gets none */
export async function issueCertificates(
  runtime: Runtime,
  write: Pick<Write, "tables" | "audit">,
  competitionId: string,
  due: readonly DueCertificate[],
): Promise<readonly string[]> {
  const { tables } = write;
  const found = await loadSubjects(runtime, tables, due);
  const holders = due.flatMap((one, index) => {
    const subject = found[index];
    return subject ? [{ one, subject }] : [];
  });
  if (holders.length === 0) return [];
  const now = runtime.clock.now();
  const occasion = await loadOccasion(tables, competitionId);
  const series = `${occasion.regionCode}-${shanghaiYear(now)}`;
  const events = await loadEvents(tables, due);
  const first = await takeNumbers(tables, series, holders.length);
  const freeze = await openFreezer(runtime, write);
  const rows = holders.map(({ one, subject }, index) => {
    const id = newId();
    const number = `${series}-${String(first + index).padStart(5, "0")}`;
    const event = events.get(one.eventId ?? "") ?? null;
    return { id, one, ...freeze(id, { one, subject, occasion, event, number, issuedOn: shanghaiDay(now) }) };
  });
  await tables.certificate.createMany({
    data: rows.map(({ id, one, frozen }) => ({
      id,
      competitionId,
      ...one,
      replacesId: one.replacesId ?? null,
      number: frozen.facts.number,
      verifyCode: newVerifyCode(),
      ...frozen,
      preparedAt: now,
      // Those that come after the competition became final have nobody to put them in force later.
      inForceAt: occasion.finalisedAt,
    })),
  });
  await tables.certificateName.createMany({ data: rows.flatMap(({ names }) => names) });
  return rows.map(({ id }) => id);
}

/** Freezes those that an earlier version prepared, under the numbers and days that they have. @returns how many */
export async function freezeEarlier(
  runtime: Runtime,
  write: Pick<Write, "tables" | "audit">,
  earlier: readonly (DueCertificate & {
    readonly id: string;
    readonly competitionId: string;
    readonly number: string;
    readonly preparedAt: Date;
  })[],
): Promise<void> {
  const { tables } = write;
  const subjects = await loadSubjects(runtime, tables, earlier);
  const events = await loadEvents(tables, earlier);
  const freeze = await openFreezer(runtime, write);
  for (const [index, { id, competitionId, number, preparedAt, ...one }] of earlier.entries()) {
    const occasion = await loadOccasion(tables, competitionId);
    // Whoever was erased since has no name any more: his certificate says that.
    const subject = subjects[index] ?? { organisation: null, unit: null, people: [] };
    const event = events.get(one.eventId ?? "") ?? null;
    const { frozen, names } = freeze(id, { one, subject, occasion, event, number, issuedOn: shanghaiDay(preparedAt) });
    await tables.certificate.update({ where: { id }, data: frozen });
    await tables.certificateName.createMany({ data: names });
  }
}

type Occasion = Awaited<ReturnType<typeof loadOccasion>>;
type Freezing = {
  readonly one: DueCertificate;
  readonly subject: Subject;
  readonly occasion: Occasion;
  readonly event: BothNames | null;
  readonly number: string;
  readonly issuedOn: string;
};

/** Makes the rows of certificates with the key that signs now; without a holder nothing is signed. */
async function openFreezer(runtime: Runtime, write: Pick<Write, "tables" | "audit">) {
  const key = await getSigningKey(runtime, write);
  const sign = openSigner(runtime.keys, key);
  return (certificateId: string, { one, subject, occasion, event, number, issuedOn }: Freezing) => {
    const { kind, award } = one;
    const { organisation, unit, people } = subject;
    const facts: FrozenFacts = { number, kind, award, organisation, unit, event, ...occasion.names, issuedOn };
    const contents = people.map(({ name }, position): SealedName => (position === 0 ? { name, salt: newNameSalt() } : { name }));
    const holder = contents[0] ? proveHolder(contents[0]) : null;
    const isSigned = holder !== null || organisation !== null;
    return {
      frozen: {
        facts,
        issuerKeyId: isSigned ? key.id : null,
        signature: isSigned ? sign(encodePayload(key.id, facts, holder)) : null,
      },
      names: people.map((person, position) => ({
        id: newId(),
        certificateId,
        position,
        personId: person.personId,
        ...sealName(runtime, person, contents[position] as SealedName),
      })),
    };
  };
}

function proveHolder({ name, salt }: SealedName) {
  return { name, proof: proveName(name, salt ?? "") };
}

function sealName(
  runtime: Runtime,
  { wrapped }: Named,
  content: SealedName,
): { readonly sealed: Sealed["sealed"]; readonly wrapped: Sealed["wrapped"] | null } {
  return wrapped === null ? seal(runtime.keys, content) : { sealed: reseal(runtime.keys, wrapped, content), wrapped: null };
}

/** @returns the first of the numbers taken; they are given back when the transaction fails */
async function takeNumbers(tables: Tables, series: string, count: number): Promise<number> {
  const counter = await tables.counter.upsert({
    where: { name: `certificate-${series}` },
    create: { name: `certificate-${series}`, value: count },
    update: { value: { increment: count } },
  });
  return counter.value - count + 1;
}

async function loadOccasion(tables: Tables, competitionId: string) {
  const { name, nameEn, finalisedAt, hosts } = await tables.competition.findUniqueOrThrow({
    where: { id: competitionId },
    select: {
      name: true,
      nameEn: true,
      finalisedAt: true,
      hosts: { where: { relation: "host-authority" }, orderBy: { id: "asc" }, take: 1, select: { regionCode: true } },
    },
  });
  const [issuer] = hosts;
  if (!issuer) throw new Error(`Competition ${competitionId} has no host authority to issue certificates.`);
  return {
    names: { competition: toNames({ name, nameEn }), issuers: await listCertificateIssuers(tables, competitionId) },
    regionCode: issuer.regionCode,
    finalisedAt,
  };
}

async function loadEvents(tables: Tables, due: readonly DueCertificate[]): Promise<ReadonlyMap<string, BothNames>> {
  const ids = [...new Set(due.flatMap(({ eventId }) => eventId ?? []))];
  const select = { id: true, name: true, nameEn: true } as const;
  const events = await tables.event.findMany({ where: { id: { in: ids } }, select });
  return new Map(events.map(({ id, ...names }) => [id, toNames(names)]));
}

const PERSON = { select: { id: true, sealed: true, key: { select: { wrapped: true } } } } as const;
type LoadedPerson = {
  readonly id: string;
  readonly sealed: Uint8Array;
  readonly key: { readonly wrapped: Uint8Array } | null;
};

/** In the order of `due`; undefined for who was erased. */
async function loadSubjects(
  runtime: Runtime,
  tables: Tables,
  due: readonly DueCertificate[],
): Promise<readonly (Subject | undefined)[]> {
  const nameOf = ({ id, sealed, key }: LoadedPerson): Named[] => {
    const name = openPerson(runtime.keys, { sealed, key })?.name ?? "";
    return name === "" ? [] : [{ name, personId: id, wrapped: key?.wrapped ?? null }];
  };
  const members = await loadMembers(tables, due);
  const units = await loadUnits(tables, members);
  const byId = new Map(members.map((member) => [member.id, member]));
  const byEntry = new Map<string, typeof members>();
  for (const member of members) byEntry.set(member.entryId, [...(byEntry.get(member.entryId) ?? []), member]);
  const others = await loadOthers(tables, due);
  return due.map(({ kind, memberId, holderId }): Subject | undefined => {
    if (memberId !== null) {
      const member = byId.get(memberId);
      const holder = member && nameOf(member.person);
      if (!holder?.[0]) return undefined;
      const team = byEntry.get(member?.entryId ?? "")?.filter(({ id }) => id !== memberId) ?? [];
      const unitId = member && findCertifiedUnit(member.entry.event.group, member);
      return {
        organisation: null,
        unit: units.get(unitId ?? "") ?? null,
        people: [...holder, ...team.flatMap(({ person }) => nameOf(person))],
      };
    }
    if (kind === "coach") {
      const person = others.people.get(holderId ?? "");
      const holder = person ? nameOf(person) : [];
      return holder.length > 0 ? { organisation: null, unit: null, people: holder } : undefined;
    }
    if (kind === "judge") {
      const user = others.users.get(holderId ?? "");
      if (!user) return undefined;
      const unit = user.organisation && toNames(user.organisation);
      return { organisation: null, unit, people: [{ name: user.displayName, personId: null, wrapped: null }] };
    }
    const delegation = others.delegations.get(holderId ?? "");
    return delegation && { organisation: toNames(delegation), unit: null, people: [] };
  });
}

async function loadMembers(tables: Tables, due: readonly DueCertificate[]) {
  const ids = [...new Set(due.flatMap(({ entryId }) => entryId ?? []))];
  const parts = [];
  for (const part of chunk(ids)) {
    const found = await tables.entryMember.findMany({
      where: { entryId: { in: part } },
      orderBy: [{ entryId: "asc" }, { position: "asc" }],
      select: {
        id: true,
        entryId: true,
        employerId: true,
        schoolId: true,
        person: PERSON,
        entry: { select: { event: { select: { group: true } } } },
      },
    });
    parts.push(...found);
  }
  return parts;
}

async function loadUnits(
  tables: Tables,
  members: Awaited<ReturnType<typeof loadMembers>>,
): Promise<ReadonlyMap<string, BothNames>> {
  const ids = new Set(members.flatMap((member) => findCertifiedUnit(member.entry.event.group, member) ?? []));
  const units = new Map<string, BothNames>();
  for (const part of chunk([...ids])) {
    const found = await tables.organisation.findMany({
      where: { id: { in: part } },
      select: { id: true, name: true, nameEn: true },
    });
    for (const { id, ...names } of found) units.set(id, toNames(names));
  }
  return units;
}

async function loadOthers(tables: Tables, due: readonly DueCertificate[]) {
  const idsOf = (kind: CertificateKind) => [
    ...new Set(due.flatMap((one) => (one.kind === kind && one.holderId !== null ? [one.holderId] : []))),
  ];
  const people = await tables.person.findMany({ where: { id: { in: idsOf("coach") } }, ...PERSON });
  const users = await tables.user.findMany({
    where: { id: { in: idsOf("judge") } },
    select: { id: true, displayName: true, organisation: { select: { name: true, nameEn: true } } },
  });
  const delegations = await tables.delegation.findMany({
    where: { id: { in: idsOf("organisation") } },
    select: { id: true, name: true, nameEn: true },
  });
  return {
    people: new Map(people.map((person) => [person.id, person])),
    users: new Map(users.map((user) => [user.id, user])),
    delegations: new Map(delegations.map((delegation) => [delegation.id, delegation])),
  };
}

function toNames({ name, nameEn }: { readonly name: string; readonly nameEn: string }): BothNames {
  return { zh: name, en: nameEn === "" ? null : nameEn };
}
