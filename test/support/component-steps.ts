/** Steps of importing component marks: a file as an examination system saves it, imported by one person, confirmed by another. */
import type { Runtime } from "#app/platform/runtime.server.ts";
import { readComponentFile } from "#app/queries/components/read-component-file.server.ts";
import { confirmComponentImport } from "#app/services/components/confirm-component-import.server.ts";
import { importComponentMarks } from "#app/services/components/import-component-marks.server.ts";
import { type Scene, value } from "./judging-steps.ts";

/** Theory out of a file at 30, practical marked by judges at 70 percent; below 60.00 in theory is failed. */
export const THEORY_AND_PRACTICAL = [
  { key: "theory", name: "理论", weight: 30, passMark: 6000, source: "file", modules: [] },
  { key: "practical", name: "实操", weight: 70, passMark: null, source: "scheme", modules: [] },
] as const;

/** A text table of theory marks by entrant number. */
export function makeMarksFile(marks: Readonly<Record<string, string>>): { fileName: string; bytes: Uint8Array } {
  const lines = Object.entries(marks).map(([entrantNumber, mark]) => `${entrantNumber},${mark}`);
  return { fileName: "theory.csv", bytes: new TextEncoder().encode(["参赛号,成绩", ...lines].join("\r\n")) };
}

/** Imports as the organiser what was previewed. @returns the id of the import. */
export async function importTheory(runtime: Runtime, scene: Scene, marks: Readonly<Record<string, string>>): Promise<string> {
  const { roundId, organiser } = scene;
  const file = { ...makeMarksFile(marks), roundId, component: "theory" };
  const { digest } = value(await readComponentFile(runtime, file));
  value(await importComponentMarks(runtime, organiser, { ...file, digest }));
  const imported = await runtime.database.read.componentImport.findFirstOrThrow({
    where: { roundId, confirmedAt: null, droppedAt: null },
    select: { id: true },
  });
  return imported.id;
}

/** Imports as the organiser and confirms as the tally clerk. */
export async function addTheory(runtime: Runtime, scene: Scene, marks: Readonly<Record<string, string>>): Promise<void> {
  const importId = await importTheory(runtime, scene, marks);
  value(await confirmComponentImport(runtime, scene.clerk, { roundId: scene.roundId, importId }));
}
