/** Records who pays a row of a policy document, with the paper that says so; the last record counts, the earlier ones stay. */
import { allow, type Decision, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { listCurrentPacks } from "#app/queries/policy/list-current-packs.server.ts";

export const ROW_PAYER_REFUSALS = ["row-unknown", "row-pays-nothing", "organisation-unknown"] as const;
export type RowPayerRefusal = (typeof ROW_PAYER_REFUSALS)[number];

/** Rows of the current packs that yield money; @returns null, or every reason why not. */
export function recordRowPayer(
  runtime: Runtime,
  actor: Actor,
  input: { readonly packName: string; readonly rowId: string; readonly organisationId: string; readonly reference: string },
): Promise<Decision<null, RowPayerRefusal>> {
  return runtime.database.write<null, RowPayerRefusal>(async ({ tables, audit }) => {
    const { packName, rowId, organisationId, reference } = input;
    const pack = (await listCurrentPacks(tables)).find(({ content }) => content.name === packName);
    const row = pack?.content.rows.find(({ id }) => id === rowId);
    const refusals: Refusal<RowPayerRefusal>[] = [];
    if (!row) refusals.push({ code: "row-unknown" });
    else if (row.amount.kind === "none") refusals.push({ code: "row-pays-nothing" });
    if ((await tables.organisation.count({ where: { id: organisationId } })) === 0) {
      refusals.push({ code: "organisation-unknown", params: { field: "organisationId" } });
    }
    if (refusals.length > 0) return refuse(...refusals);
    const id = newId();
    const recorded = { recordedById: actor.userId, recordedAt: runtime.clock.now() };
    await tables.rowPayer.create({ data: { id, packName, rowId, organisationId, reference, ...recorded } });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "record-row-payer",
      objectKind: "row-payer",
      objectId: id,
      payload: { pack: packName, row: rowId, organisation: organisationId },
    });
    return allow(null);
  });
}
