/** Marking schemes out of real workbooks: looked at first, stored only as looked at. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { computeSchemeMaximum, type MarkingScheme } from "#app/domain/marking/scheme.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { previewMarkingScheme } from "#app/queries/schemes/preview-marking-scheme.server.ts";
import { importMarkingScheme } from "#app/services/schemes/import-marking-scheme.server.ts";
import { addCompetition, addGround, codesOf, must, readSchemeFile } from "../../support/competition-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("a marking scheme", (provider) => {
  let runtime: TestRuntime;
  let organiser: Actor;
  let competitionId: string;
  let eventId: string;

  beforeEach(async () => {
    runtime = await createTestRuntime(provider);
    await addGround(runtime);
    ({ organiser, competitionId, eventId } = await addCompetition(runtime));
  });
  afterEach(() => runtime.dispose());

  const FILE = readSchemeFile("electrician");
  const countSchemes = () => runtime.database.read.markingScheme.count();

  it("is previewed without a trace, and stored when the same file is confirmed", async () => {
    const audits = await runtime.database.read.auditRecord.count();
    const { digest, scheme } = must(await previewMarkingScheme(runtime, { ...FILE, eventId }));
    expect(computeSchemeMaximum(scheme)).toBe(10000);
    expect(await countSchemes()).toBe(0);
    expect(await runtime.database.read.auditRecord.count()).toBe(audits);

    expect(must(await importMarkingScheme(runtime, organiser, { ...FILE, eventId, digest, reason: "" }))).toEqual({ version: 1 });
    const stored = await runtime.database.read.markingScheme.findFirstOrThrow({ where: { eventId } });
    expect(stored.content as unknown as MarkingScheme).toEqual(scheme);
    expect(stored.fileName).toBe("scheme-electrician.xlsx");
  });

  it("is refused when another file comes than was looked at", async () => {
    const { digest } = must(await previewMarkingScheme(runtime, { ...FILE, eventId }));
    const other = { ...readSchemeFile("mechatronics"), eventId, digest, reason: "" };
    expect(codesOf(await importMarkingScheme(runtime, organiser, other))).toEqual(["file-differs-from-preview"]);
    expect(await countSchemes()).toBe(0);
  });

  it("is refused when its maxima do not add up, by name", async () => {
    const preview = await previewMarkingScheme(runtime, { ...readSchemeFile("bad-sum"), eventId });
    expect(codesOf(preview)).toEqual(expect.arrayContaining(["criterion-maximum-mismatch"]));
    const input = { ...readSchemeFile("bad-sum"), eventId, digest: "none", reason: "" };
    expect((await importMarkingScheme(runtime, organiser, input)).ok).toBe(false);
    expect(await countSchemes()).toBe(0);
  });

  it("is refused when the file is no spreadsheet", async () => {
    const bytes = new TextEncoder().encode("not a spreadsheet");
    const preview = await previewMarkingScheme(runtime, { fileName: "scheme.xlsx", bytes, eventId });
    expect(codesOf(preview)).toEqual(["workbook-not-a-spreadsheet"]);
  });

  it("is replaced with a reason, and not any more once marks are submitted", async () => {
    const { digest } = must(await previewMarkingScheme(runtime, { ...FILE, eventId }));
    const store = (reason: string) => importMarkingScheme(runtime, organiser, { ...FILE, eventId, digest, reason });
    must(await store(""));
    expect(codesOf(await store(" "))).toEqual(["reason-required"]);
    expect(must(await store("更正 B2 的描述"))).toEqual({ version: 2 });
    await runtime.database.write(async ({ tables, audit }) => {
      await tables.round.updateMany({ where: { eventId }, data: { phase: "recheck" } });
      await audit({ chain: competitionId, actorId: null, act: "test", objectKind: "event", objectId: eventId });
      return { ok: true, value: null };
    });
    expect(codesOf(await store("再改一次"))).toEqual(["scheme-pinned"]);
    expect(await countSchemes()).toBe(2);
  });
});
