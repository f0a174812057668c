/** The files that the access matrix uploads, and the digests that their previews give. */
import fs from "node:fs";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { previewMarkingScheme } from "#app/queries/schemes/preview-marking-scheme.server.ts";
import { actorOf, addUser, must, readSchemeFile } from "../support/competition-steps.ts";
import { makeRosterFile, readFile } from "../support/registration-steps.ts";
import type { MatrixWorld, Place } from "./world.ts";

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

/** A document that no installation has. */
export function writeNewPack(): string {
  const pack = JSON.parse(readPackFile("lianyungang")) as { document: { title: string } };
  const document = { ...pack.document, title: "连云港市技能竞赛奖励办法" };
  return JSON.stringify({ ...pack, name: "lianyungang-rewards", version: 1, document });
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
  return { file: toFile(await roster) };
}

let prepared = "";

/** A roster read and waiting for its confirmation, of one delegation or of all; a new one each time, with a person of its own. */
export async function prepareImport(
  runtime: Runtime,
  { competitionId, delegation }: Pick<Place, "competitionId" | "delegation">,
  of: "one" | "all",
): Promise<string> {
  const line = { name: "周明远", ...(of === "all" ? { delegation: "通州区工业园代表队" } : {}) };
  const place = { competitionId, delegationId: of === "one" ? delegation : null };
  const anyone = await actorOf(runtime, await addUser(runtime, `previewer-${newId()}`));
  prepared = (await readFile(runtime, anyone, place, await makeRosterFile([line]))).id;
  return prepared;
}

/** The one that was prepared last. */
export const preparedImport = () => prepared;
