/** Preparing, revoking, replacing, handing out; frozen facts, numbers without gaps, erased people, keys that are rotated. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { allow, refuse } from "#app/domain/shared/decision.ts";
import { findCertificateContent } from "#app/queries/certificates/find-certificate-content.server.ts";
import { findVerification } from "#app/queries/certificates/find-verification.server.ts";
import { listCertificates } from "#app/queries/certificates/list-certificates.server.ts";
import { listHeldCertificates } from "#app/queries/certificates/list-held-certificates.server.ts";
import { listIssuerKeys } from "#app/queries/certificates/list-issuer-keys.server.ts";
import { handOutCertificate } from "#app/services/certificates/hand-out-certificate.server.ts";
import { issueCertificates } from "#app/services/certificates/issue-certificates.server.ts";
import { prepareOthers } from "#app/services/certificates/prepare-others.server.ts";
import { revokeCertificate } from "#app/services/certificates/revoke-certificate.server.ts";
import { rotateIssuerKey } from "#app/services/certificates/rotate-issuer-key.server.ts";
import { addBoardWorld, addCertificate, type BoardWorld, CLERK } from "../../support/board-steps.ts";
import { createIssuedBadge } from "../../support/certificate-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";
import { verifyProgram } from "../../support/verify-program.ts";

const CODE = "23456789ACEFHNST23456789ACEFHNST";

describeOnEachDatabase("certificates", (provider) => {
  let runtime: TestRuntime;
  let world: BoardWorld;
  beforeEach(async () => {
    runtime = await createTestRuntime(provider);
    world = await addBoardWorld(runtime);
  });
  afterEach(() => runtime.dispose());

  const payloadOf = async (id: string) => (await findCertificateContent(runtime, id))?.facts.verificationUrl.split("#")[1] ?? "";
  const verify = async (payload: string) =>
    (await verifyProgram()).verifyCertificate(payload, (await listIssuerKeys(runtime)).keys);

  it("stay as they were frozen, whatever is renamed afterwards", async () => {
    const id = await addCertificate(runtime, world, world.entries[0]);
    const before = await findCertificateContent(runtime, id);
    const payload = await payloadOf(id);
    await runtime.database.write(async ({ tables, audit }) => {
      await tables.competition.update({ where: { id: world.competitionId }, data: { name: "改名" } });
      await tables.event.update({ where: { id: world.eventId }, data: { name: "改名" } });
      await tables.organisation.update({ where: { id: "unit-works" }, data: { name: "改名公司" } });
      await tables.organisation.update({ where: { id: "unit-bureau" }, data: { name: "改名局" } });
      await audit({ chain: world.competitionId, actorId: null, act: "rename", objectKind: "test", objectId: "test" });
      return allow(null);
    });
    expect(await findCertificateContent(runtime, id)).toEqual(before);
    expect(await payloadOf(id)).toBe(payload);
    expect(await verify(payload)).toMatchObject({ verdict: "valid", payload: { competition: "2026 年通州区职业技能大赛" } });
  });

  it("keep no name in the open, and lose it with its person's key", async () => {
    const [entry] = world.entries;
    const id = await addCertificate(runtime, world, entry);
    const stored = JSON.stringify(await runtime.database.read.certificate.findMany({ include: { names: true } }), (_, value) =>
      value instanceof Uint8Array ? Buffer.from(value).toString("utf8") : value,
    );
    expect(stored).not.toContain(entry.name);
    await runtime.database.write(async ({ tables, audit }) => {
      await tables.personKey.deleteMany({ where: { personId: entry.personId } });
      await audit({ chain: world.competitionId, actorId: null, act: "erase", objectKind: "test", objectId: "test" });
      return allow(null);
    });
    expect(await findCertificateContent(runtime, id)).toBeNull();
    expect(await findVerification(runtime, CODE)).toMatchObject({
      answer: "known",
      certificate: { number: "110112-2026-00001", holder: "", signed: null },
    });
    // Whoever guesses the name learns nothing from the server either.
    expect(await findVerification(runtime, CODE, entry.name)).toMatchObject({ certificate: { nameMatches: null } });
  });

  it("tell whether a name is the holder's, and are silent after too many guesses", async () => {
    await addCertificate(runtime, world, world.entries[1]);
    expect(await findVerification(runtime, CODE, "欧阳若琳")).toMatchObject({
      certificate: { nameMatches: true, holder: "欧阳若琳" },
    });
    for (let guess = 0; guess < 8; guess += 1) {
      expect(await findVerification(runtime, CODE, `猜${guess}`)).toMatchObject({
        certificate: { nameMatches: false, holder: "欧阳**" },
      });
    }
    expect(await findVerification(runtime, CODE, "猜")).toEqual({ answer: "blocked" });
  });

  it("have numbers without gaps, though writes come at once and some are rolled back", async () => {
    const due = (index: number) => {
      const entry = world.entries[index % 3];
      if (!entry) throw new Error("no entry");
      const { entryId, memberId } = entry;
      return { kind: "prize", eventId: world.eventId, entryId, memberId, holderId: null, award: "first", place: index } as const;
    };
    await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        runtime.database.write(async (write) => {
          await issueCertificates(runtime, write, world.competitionId, [due(index), due(index + 1)]);
          if (index % 4 === 3) return refuse({ code: "rolled-back" });
          await write.audit({ chain: world.competitionId, actorId: null, act: "issue", objectKind: "test", objectId: "test" });
          return allow(null);
        }),
      ),
    );
    const numbers = (await listCertificates(runtime, world.competitionId)).map(({ number }) => number);
    expect(numbers).toEqual(Array.from({ length: 60 }, (_, index) => `110112-2026-${String(index + 1).padStart(5, "0")}`));
  });

  it("are replaced by one with another number, to which the old one points", async () => {
    const id = await addCertificate(runtime, world, world.entries[0], { inForce: true });
    const input = { competitionId: world.competitionId, certificateId: id, reason: "单位名称有误", replaces: true };
    const replaced = await revokeCertificate(runtime, CLERK, input);
    if (!replaced.ok) throw new Error("refused");
    expect(await findVerification(runtime, CODE)).toMatchObject({
      certificate: { revokedReason: "replaced", replacedBy: { number: "110112-2026-00002" } },
    });
    const now = await findCertificateContent(runtime, String(replaced.value.replacementId));
    expect(now).toMatchObject({ isInForce: true, facts: { number: "110112-2026-00002" } });
    expect(await revokeCertificate(runtime, CLERK, input)).toEqual(refuse({ code: "certificate-revoked" }));
    expect(await revokeCertificate(runtime, CLERK, { ...input, competitionId: "another" })).toEqual(
      refuse({ code: "not-found" }),
    );
    expect(await listCertificates(runtime, world.competitionId)).toHaveLength(2);
  });

  it("say that they are revoked, though their signature still holds", async () => {
    const id = await addCertificate(runtime, world, world.entries[0], { inForce: true });
    const payload = await payloadOf(id);
    const input = { competitionId: world.competitionId, certificateId: id, reason: "取消资格", replaces: false };
    expect(await revokeCertificate(runtime, CLERK, input)).toEqual(allow({ replacementId: null }));
    expect(await findVerification(runtime, CODE)).toMatchObject({
      certificate: { revokedAt: "2026-11-20T01:00:00.000Z", replacedBy: null, signed: { isValid: true } },
    });
    expect((await verify(payload)).verdict).toBe("valid");
    expect(await findCertificateContent(runtime, id)).toBeNull();
  });

  it("are handed out once, and again only for a reason", async () => {
    const id = await addCertificate(runtime, world, world.entries[0]);
    const input = { competitionId: world.competitionId, certificateId: id, way: "holder", taker: "", reason: "" } as const;
    expect(await handOutCertificate(runtime, CLERK, { ...input, way: "other" })).toEqual(
      refuse({ code: "taker-missing", params: { field: "taker" } }),
    );
    expect(await handOutCertificate(runtime, CLERK, input)).toEqual(allow(null));
    expect(await handOutCertificate(runtime, CLERK, input)).toEqual(
      refuse({ code: "reason-missing", params: { field: "reason" } }),
    );
    expect(await handOutCertificate(runtime, CLERK, { ...input, way: "team-leader", taker: "李领队", reason: "遗失" })).toEqual(
      allow(null),
    );
    const rows = await runtime.database.read.certificateHandOut.findMany({ orderBy: { id: "asc" } });
    expect(rows.map(({ way, reason }) => [way, reason])).toEqual([
      ["holder", null],
      ["team-leader", "遗失"],
    ]);
    expect(Buffer.from(rows[1]?.sealed ?? []).includes("李领队")).toBe(false);
    expect(await listCertificates(runtime, world.competitionId)).toMatchObject([
      { handOut: { at: "2026-11-20T01:00:00.000Z", way: "team-leader", taker: "李领队", times: 2 } },
    ]);
  });

  it("verify with the key that signed them after another signs, and not when it is trusted no more", async () => {
    const first = await payloadOf(await addCertificate(runtime, world, world.entries[0]));
    runtime.clock.advanceMinutes(60 * 24 * 3);
    expect((await rotateIssuerKey(runtime, CLERK, { distrusts: false })).ok).toBe(true);
    const second = await payloadOf(
      await addCertificate(runtime, world, world.entries[1], { verifyCode: "3456789ACEFHNST23456789ACEFHNST2" }),
    );
    expect((await verify(first)).verdict).toBe("valid");
    expect((await verify(second)).verdict).toBe("valid");
    expect((await listIssuerKeys(runtime)).keys.map(({ retiredAt }) => retiredAt !== null)).toEqual([false, true]);
    await rotateIssuerKey(runtime, CLERK, { distrusts: true });
    expect((await verify(second)).verdict).toBe("distrusted-key");
    expect((await verify(first)).verdict).toBe("valid");
  });

  it("are no more than due beside the prizes", async () => {
    const input = { competitionId: world.competitionId, kinds: ["participation", "coach", "organisation", "judge"] } as const;
    expect(await prepareOthers(runtime, CLERK, input)).toEqual(refuse({ code: "nothing-due" }));
    await runtime.database.write(async ({ tables, audit }) => {
      await tables.round.update({ where: { id: world.roundId }, data: { phase: "published" } });
      await audit({ chain: world.competitionId, actorId: null, act: "publish", objectKind: "test", objectId: "test" });
      return allow(null);
    });
    expect(await prepareOthers(runtime, CLERK, input)).toEqual(allow({ prepared: 3 }));
    expect(await prepareOthers(runtime, CLERK, input)).toEqual(refuse({ code: "nothing-due" }));
    const names = await runtime.database.read.certificateName.findMany({
      where: { personId: { not: null }, certificate: { kind: { not: "prize" } } },
      select: { personId: true, certificate: { select: { number: true } } },
    });
    expect(names.length).toBeGreaterThan(0);
    for (const { personId, certificate } of names) {
      const held = await listHeldCertificates(runtime, String(personId));
      expect(held.map(({ number, isPrintable }) => [number, isPrintable])).toContainEqual([certificate.number, true]);
      expect(held.every(({ kind }) => kind !== "prize")).toBe(true);
    }
    expect(await listHeldCertificates(runtime, "nobody")).toEqual([]);
    const rows = await listCertificates(runtime, world.competitionId);
    expect(rows.map(({ kind, holder, award }) => [kind, holder, award])).toEqual([
      ["participation", "林晓楠", null],
      ["participation", "欧阳若琳", null],
      ["participation", "曾博", null],
    ]);
  });

  it("are Open Badges too, signed by the same key and verified by the same program", async () => {
    const id = await addCertificate(runtime, world, world.entries[0], { inForce: true });
    const token = await createIssuedBadge(runtime, id);
    const program = await verifyProgram();
    const { keys } = await listIssuerKeys(runtime);
    expect(await program.verifyBadge(token, keys)).toMatchObject({
      type: ["VerifiableCredential", "OpenBadgeCredential"],
      name: "一等奖",
      issuer: { name: "通州区人力社保局" },
      credentialSubject: { identifier: [{ hashed: true }], achievement: { humanCode: "110112-2026-00001" } },
    });
    expect(token).not.toContain(Buffer.from("林晓楠").toString("base64url"));
    const middle = token.indexOf(".") + 20;
    const changed = `${token.slice(0, middle)}${token[middle] === "A" ? "B" : "A"}${token.slice(middle + 1)}`;
    expect(await program.verifyBadge(changed, keys)).toBeNull();
  });
});
