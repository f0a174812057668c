/** The files that the access matrix uploads, and the digests that their previews give. */
import fs from "node:fs";
import { previewMarkingScheme } from "#app/queries/schemes/preview-marking-scheme.server.ts";
import { importRoster } from "#app/services/registration/import-roster.server.ts";
import { actorOf, addUser, must, readSchemeFile } from "../support/competition-steps.ts";
import { makeRosterFile } from "../support/registration-steps.ts";
import type { MatrixWorld } from "./world.ts";

type Runtime = MatrixWorld["runtime"];

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

function toFile({ fileName, bytes }: { fileName: string; bytes: Uint8Array }): File {
  return new File([new Uint8Array(bytes)], fileName, { type: XLSX });
}

/** A policy pack as it ships; or the same with another title, as the version of this number. */
export function readPackFile(name: string, version?: number): string {
  const text = fs.readFileSync(new URL(`../../seeds/policies/${name}.json`, import.meta.url), "utf8");
  if (version === undefined) return text;
  const pack = JSON.parse(text) as { document: { title: string } };
  return JSON.stringify({ ...pack, version, document: { ...pack.document, title: `${pack.document.title}（修订）` } });
}

export function readSchemeBytes() {
  const file = readSchemeFile("mechatronics");
  return {
    file: toFile(file),
    digestFor: async (runtime: Runtime, eventId: string) =>
      must(await previewMarkingScheme(runtime, { ...file, eventId })).digest,
  };
}

let roster: Promise<{ fileName: string; bytes: Uint8Array }> | undefined;

/** One roster with one person, the same each time. */
export async function readRosterBytes() {
  roster ??= makeRosterFile([{ name: "周明远" }]);
  const file = await roster;
  return {
    file: toFile(file),
    digestFor: async (runtime: Runtime, delegationId: string) => {
      const anyone = await actorOf(runtime, await addUser(runtime, `previewer-${Date.now()}`));
      const preview = must(await importRoster(runtime, anyone, { ...file, delegationId, digest: null }));
      if (preview.kind !== "preview") throw new Error("the first answer must be a preview");
      return preview.digest;
    },
  };
}
