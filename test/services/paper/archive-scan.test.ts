/** Scans are archived as they came: what they are by their bytes, no larger than allowed, once, and found by their form. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { LARGEST_SCAN_BYTES } from "#app/domain/marking/scan-file.ts";
import { sha256 } from "#app/platform/crypto/digest.server.ts";
import { findScan, listScans } from "#app/queries/paper/list-scans.server.ts";
import { archiveScan } from "#app/services/paper/archive-scan.server.ts";
import {
  completeRound,
  createScene,
  findFormId,
  openScene,
  refusalCodes,
  type Scene,
  unblindRound,
  value,
} from "../../support/judging-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

describeOnEachDatabase("scans", (provider) => {
  let runtime: TestRuntime;
  let scene: Scene;
  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
  });
  beforeEach(async () => {
    scene = await createScene(runtime);
  });
  afterAll(() => runtime.dispose());

  const archive = (bytes: readonly number[] | Uint8Array<ArrayBuffer>, formId: string | null = null, fileName = "页.png") =>
    archiveScan(runtime, scene.clerk, { roundId: scene.roundId, formId, fileName, bytes: new Uint8Array(bytes) });

  it("come back byte for byte, with their digest, at their form only", async () => {
    await openScene(runtime, scene);
    const formId = await findFormId(runtime, scene, "R900", "A1");
    const bytes = new Uint8Array([...PNG, ...Array.from({ length: 5_000 }, (_, index) => (index * 7) % 256)]);
    const { scanId } = value(await archive(bytes, formId));
    const [line, ...others] = await listScans(runtime.database.read, { roundId: scene.roundId, formId });
    expect(others).toEqual([]);
    expect(line).toMatchObject({
      scanId,
      mediaType: "image/png",
      sha256: sha256(bytes),
      size: 5_008,
      uploadedBy: scene.clerk.displayName,
    });
    expect(await listScans(runtime.database.read, { roundId: scene.roundId, formId: null })).toEqual([]);
    const file = await findScan(runtime, scanId, scene.eventId);
    expect(Buffer.from(file?.bytes ?? []).equals(Buffer.from(bytes))).toBe(true);
    expect(await findScan(runtime, scanId, "another event")).toBeNull();
  });

  it("are known by their bytes, not by what they are called", async () => {
    expect(refusalCodes(await archive([...Buffer.from("<html><script>")], null, "form.pdf"))).toEqual(["scan-not-an-image"]);
    value(await archive([...Buffer.from("%PDF-1.7\n")], null, "form.png"));
    const [line] = await listScans(runtime.database.read, { roundId: scene.roundId, formId: null });
    expect(line?.mediaType).toBe("application/pdf");
  });

  it("are no larger than 8 MB, and archived once at one place", async () => {
    const large = new Uint8Array(LARGEST_SCAN_BYTES + 1);
    large.set(PNG);
    expect(refusalCodes(await archive(large))).toEqual(["scan-too-large"]);
    value(await archive(PNG));
    expect(refusalCodes(await archive(PNG))).toEqual(["scan-already-archived"]);
  });

  it("are closed after unblinding", async () => {
    await completeRound(runtime, scene);
    await unblindRound(runtime, scene);
    expect(refusalCodes(await archive(PNG))).toEqual(["marks-published"]);
  });
});
