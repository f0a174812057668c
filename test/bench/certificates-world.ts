/**
 * Prepares the bench of certificates in a process of its own: a competition with so many prize certificates beside the hall that is
 * there. `node --import tsx test/bench/certificates-world.ts CERTIFICATES` on DATA_DIR and DATABASE_URL; prints its code.
 */
import { allow } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { sealPerson } from "#app/platform/crypto/person-vault.server.ts";
import { readEnv } from "#app/platform/env.server.ts";
import { createRuntime } from "#app/platform/runtime.server.ts";
import { issueCertificates } from "#app/services/certificates/issue-certificates.server.ts";
import { makeScheme, plantCompetition, plantEvent, plantGrant, plantOrganisation } from "../support/plant.ts";
import { inventName } from "./certificates-names.ts";

const CODE = "honours";
const PER_EVENT = 500;
const AT_ONCE = 500;

const count = Number(process.argv[2] ?? 5_000);
const runtime = await createRuntime(readEnv(process.env));
const at = runtime.clock.now();

async function write<Value>(work: Parameters<typeof runtime.database.write<Value, never>>[0]): Promise<Value> {
  const done = await runtime.database.write<Value, never>(work);
  if (!done.ok) throw new Error("Nothing was planted.");
  return done.value;
}

const organisationId = await write(async ({ tables, audit }) => {
  const id = await plantOrganisation(tables, {
    name: "北京市通州区运河机电设备有限公司",
    kind: "enterprise",
    regionCode: "110112",
  });
  await audit({ chain: "system", actorId: null, act: "plant", objectKind: "organisation", objectId: id });
  return allow(id);
});
const { competitionId, delegationId } = await write(async ({ tables, audit }) => {
  const name = "2026 年通州区“运河工匠”职业技能大赛";
  const id = await plantCompetition(tables, { code: CODE, name, phase: "publicity", hostRegion: "110112", at });
  const delegation = newId();
  await tables.delegation.create({
    data: { id: delegation, competitionId: id, name: "代表队", nameEn: "Team", regionCode: "110112" },
  });
  const organiser = await tables.user.findFirstOrThrow({ where: { username: "organiser" } });
  await plantGrant(tables, { userId: organiser.id, role: "organiser", competitionId: id, at });
  await audit({ chain: id, actorId: null, act: "plant", objectKind: "competition", objectId: id });
  return allow({ competitionId: id, delegationId: delegation });
});
for (let first = 0; first < count; first += PER_EVENT) {
  await write(async (writing) => {
    const { tables, audit } = writing;
    const number = first / PER_EVENT + 1;
    const event = {
      competitionId,
      code: `H${number}`,
      name: `电工（${number} 组）`,
      phase: "published",
      scheme: makeScheme(2),
      createdById: "planted",
      at,
    } as const;
    const { eventId } = await plantEvent(tables, event);
    const rows = Array.from({ length: Math.min(PER_EVENT, count - first) }, (_, index) => ({
      index: first + index,
      entryId: newId(),
      memberId: newId(),
      personId: newId(),
      person: sealPerson(runtime.keys, {
        name: inventName(first + index),
        documentKind: "passport",
        documentNumber: `B${first + index}`,
        telephone: "",
      }),
    }));
    await tables.person.createMany({
      data: rows.map(({ personId, person }) => ({ id: personId, documentHash: personId, sealed: person.sealed, createdAt: at })),
    });
    await tables.personKey.createMany({ data: rows.map(({ personId, person }) => ({ personId, wrapped: person.wrapped })) });
    await tables.entry.createMany({
      data: rows.map(({ entryId, index }) => ({
        id: entryId,
        eventId,
        delegationId,
        rosterNumber: `${number}-${index}`,
        status: "accepted",
        eligible: true,
        createdAt: at,
        updatedAt: at,
      })),
    });
    await tables.entryMember.createMany({
      data: rows.map(({ entryId, memberId, personId }) => ({
        id: memberId,
        entryId,
        personId,
        position: 1,
        employerId: organisationId,
        delegationRegion: "110112",
        frozenAt: at,
      })),
    });
    for (let start = 0; start < rows.length; start += AT_ONCE) {
      await issueCertificates(
        runtime,
        writing,
        competitionId,
        rows.slice(start, start + AT_ONCE).map(({ entryId, memberId, index }) => ({
          kind: "prize",
          eventId,
          entryId,
          memberId,
          holderId: null,
          award: (["first", "second", "third"] as const)[index % 3] ?? "third",
          place: index + 1,
        })),
      );
    }
    await audit({ chain: competitionId, actorId: null, act: "plant", objectKind: "event", objectId: eventId });
    return allow(null);
  });
}
await runtime.close();
process.stdout.write(`${CODE}\n`, () => process.exit(0));
