/** Stores what a file of organisations adds and changes, as it was looked at before. */
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { OrganisationFileReadCode } from "#app/platform/excel/index.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import {
  type OrganisationFileInput,
  planOrganisationImport,
  readOrganisationRows,
} from "#app/queries/organisations/read-organisation-file.server.ts";

export type ImportOrganisationsRefusal =
  | OrganisationFileReadCode
  | "file-refused"
  | "file-differs-from-preview"
  | "file-changes-nothing";

/**
 * All of it or nothing.
 * @param input `digest` as the preview answered it
 * @returns how many were added and changed
 */
export async function importOrganisations(
  runtime: Runtime,
  actor: Actor,
  input: OrganisationFileInput & { readonly digest: string },
): Promise<Decision<{ readonly added: number; readonly changed: number }, ImportOrganisationsRefusal>> {
  // A file is read before the transaction: other writers do not wait for it.
  const rows = await readOrganisationRows(input);
  if (!rows.ok) return rows;
  return runtime.database.write<{ added: number; changed: number }, ImportOrganisationsRefusal>(async ({ tables, audit }) => {
    const { digest, changes, refusals } = await planOrganisationImport(tables, input, rows.value);
    if (refusals.length > 0) return refuse({ code: "file-refused", params: { count: refusals.length } });
    if (digest !== input.digest) return refuse({ code: "file-differs-from-preview" });
    if (changes.length === 0) return refuse({ code: "file-changes-nothing" });
    const added = changes.filter(({ organisationId }) => organisationId === null).map(({ facts }) => ({ ...facts, id: newId() }));
    for (const part of chunk(added)) await tables.organisation.createMany({ data: part });
    const changed = changes.flatMap(({ organisationId, facts }) => (organisationId === null ? [] : [{ organisationId, facts }]));
    for (const { organisationId, facts } of changed) {
      await tables.organisation.update({ where: { id: organisationId }, data: { ...facts } });
    }
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "import-organisations",
      objectKind: "organisation",
      objectId: "file",
      payload: {
        digest,
        added: added.map(({ id }) => id),
        changed: changed.map(({ organisationId }) => organisationId),
      },
    });
    return allow({ added: added.length, changed: changed.length });
  });
}
