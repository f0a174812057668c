/** Certificates outside the office: the file of one's own, and whether a code holds. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { DEFAULT_DESIGN } from "#app/domain/certificates/design.ts";
import { createCertificateWords } from "#app/i18n/certificate-words.ts";
import { findCertificateContent } from "#app/queries/certificates/find-certificate-content.server.ts";
import { findVerification } from "#app/queries/certificates/find-verification.server.ts";
import { respondWithCertificate } from "#app/routes/downloads/certificate-response.server.ts";
import { putCertificatesInForce } from "#app/services/jobs/put-certificates-in-force.server.ts";
import { addBoardWorld, addCertificate, type BoardWorld } from "../../support/board-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

const LOOK = { design: DEFAULT_DESIGN, background: null };

describeOnEachDatabase("certificates", (provider) => {
  let runtime: TestRuntime;
  let world: BoardWorld;

  beforeEach(async () => {
    runtime = await createTestRuntime(provider);
    world = await addBoardWorld(runtime);
  });
  afterEach(() => runtime.dispose());

  it("verifies a code with or without separators, and hides half of the name", async () => {
    await addCertificate(runtime, world, world.entries[1]);
    for (const typed of [
      "23456789ACEFHNST23456789ACEFHNST",
      "2345-6789-acef-hnst-2345-6789-acef-hnst",
      " 2345 6789 ACEF HNST 2345 6789 ACEF HNST ",
      "２３４５６７８９ACEFHNST23456789ACEFHNST",
    ]) {
      const verification = await findVerification(runtime, typed);
      expect(verification).toMatchObject({
        answer: "known",
        certificate: {
          number: "110112-2026-00001",
          inForceAt: null,
          holder: "欧阳**",
          award: "first",
          event: { zh: "电工" },
          issuers: [{ zh: "通州区人力社保局" }],
          issuedOn: "2026-11-20",
        },
      });
      const text = JSON.stringify(verification);
      for (const secret of ["若琳", world.entries[1].documentNumber, world.entries[1].entryId, world.entries[1].personId]) {
        expect(text).not.toContain(secret);
      }
    }
  });

  it("says that a certificate is in force once the competition is final", async () => {
    await addCertificate(runtime, world, world.entries[0]);
    await runtime.database.write(async (write) => {
      await write.tables.competition.update({
        where: { id: world.competitionId },
        data: { phase: "final", decisionNumber: "通人社发〔2026〕18号" },
      });
      await putCertificatesInForce(runtime, write, { competitionId: world.competitionId });
      return { ok: true, value: null };
    });
    expect(await findVerification(runtime, "23456789ACEFHNST23456789ACEFHNST")).toMatchObject({
      certificate: { inForceAt: "2026-11-20T01:00:00.000Z", decisionNumber: "通人社发〔2026〕18号" },
    });
  });

  it("answers a malformed code like one that nobody has, and slows down who guesses the rest of one", async () => {
    await addCertificate(runtime, world, world.entries[0]);
    for (const typed of ["", "1", "<script>", "23456789ABCDEFG", "110112-2026-00001", "23456789ACEFHNST23456789ACEFHNST2"]) {
      expect(await findVerification(runtime, typed)).toEqual({ answer: "unknown" });
    }
    for (let guess = 0; guess < 8; guess += 1) {
      expect(await findVerification(runtime, `23456789ACEFHNST23456789ACEFHNS${guess + 2}`)).toEqual({ answer: "unknown" });
    }
    expect(await findVerification(runtime, "23456789ACEFHNST23456789ACEFHNS2")).toEqual({ answer: "blocked" });
    expect(await findVerification(runtime, "3456789ACEFHNST23456789ACEFHNST2")).toEqual({ answer: "unknown" });
  });

  it("makes a PDF in both languages, with its status while it is not in force", async () => {
    const id = await addCertificate(runtime, world, world.entries[0]);
    const content = await findCertificateContent(runtime, id);
    expect(content).toMatchObject({ personId: world.entries[0].personId, isInForce: false, missingCharacters: [] });
    if (!content) throw new Error("no content");
    const response = await respondWithCertificate(content, LOOK);
    expect(response.headers.get("Content-Type")).toBe("application/pdf");
    expect(response.headers.get("Content-Disposition")).toContain("certificate-110112-2026-00001.pdf");
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
    const { texts, award } = await createCertificateWords({
      kind: "prize",
      number: content.facts.number,
      award: content.award,
      issuedOn: content.facts.issuedOn,
      verifyCode: content.verifyCode,
      isInForce: false,
      hasOrganisation: true,
      hasMembers: false,
    });
    expect(award).toEqual({ zh: "一等奖", en: "First prize" });
    expect(texts.status).toEqual({ zh: "获奖公示中", en: "Awarded, publicity period running" });
    expect(texts.verify.zh).toContain("2345-6789-ACEF-HNST-2345-6789-ACEF-HNST");
    expect(texts.issuedOn).toEqual({ zh: "2026年11月20日", en: "20 Nov 2026" });
  });

  it("does not print a name that its fonts cannot show", async () => {
    const id = await addCertificate(runtime, world, world.entries[0]);
    const content = await findCertificateContent(runtime, id);
    if (!content) throw new Error("no content");
    expect((await respondWithCertificate({ ...content, missingCharacters: ["𠮷"] }, LOOK)).status).toBe(422);
  });

  it("has no certificate of an unknown id", async () => {
    expect(await findCertificateContent(runtime, "nowhere")).toBeNull();
  });
});
