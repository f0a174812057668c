/** What an earlier version prepared is frozen and signed at the first start after it, under its own number and code. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { allow } from "#app/domain/shared/decision.ts";
import { findCertificateContent } from "#app/queries/certificates/find-certificate-content.server.ts";
import { findVerification } from "#app/queries/certificates/find-verification.server.ts";
import { listIssuerKeys } from "#app/queries/certificates/list-issuer-keys.server.ts";
import { freezeEarlierCertificates } from "#app/services/certificates/freeze-earlier-certificates.server.ts";
import { addBoardWorld, type BoardWorld } from "../../support/board-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";
import { verifyProgram } from "../../support/verify-program.ts";

describeOnEachDatabase("certificates of an earlier version", (provider) => {
  let runtime: TestRuntime;
  let world: BoardWorld;
  beforeEach(async () => {
    runtime = await createTestRuntime(provider);
    world = await addBoardWorld(runtime);
  });
  afterEach(() => runtime.dispose());

  it("are frozen once, with the day and the code that they were printed with", async () => {
    const [entry] = world.entries;
    await runtime.database.write(async ({ tables, audit }) => {
      await tables.certificate.create({
        data: {
          id: "earlier",
          competitionId: world.competitionId,
          eventId: world.eventId,
          entryId: entry.entryId,
          memberId: entry.memberId,
          number: "110112-2025-00007",
          verifyCode: "23456789ABCDEFGH",
          award: "first",
          place: 1,
          preparedAt: new Date("2025-11-20T01:00:00Z"),
        },
      });
      await audit({ chain: world.competitionId, actorId: null, act: "plant", objectKind: "test", objectId: "test" });
      return allow(null);
    });
    expect(await freezeEarlierCertificates(runtime)).toBe(1);
    expect(await freezeEarlierCertificates(runtime)).toBe(0);
    const content = await findCertificateContent(runtime, "earlier");
    expect(content?.facts).toMatchObject({ number: "110112-2025-00007", issuedOn: "2025-11-20", holder: { zh: "林晓楠" } });
    expect(await findVerification(runtime, "2345-6789-abcd-efgh")).toMatchObject({
      answer: "known",
      certificate: { number: "110112-2025-00007", signed: { isValid: true } },
    });
    const program = await verifyProgram();
    const payload = content?.facts.verificationUrl.split("#")[1] ?? "";
    // Its day is before the key, which could only sign it later.
    expect((await program.verifyCertificate(payload, (await listIssuerKeys(runtime)).keys)).verdict).toBe("valid");
  });
});
