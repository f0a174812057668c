/** 加密表 of one layer: for who keeps it, and for nobody else. It says what this layer replaces by what, and nothing of the others. */

import type { CodeSheet, CodeSheetRow } from "#app/domain/blinding/code-sheet.ts";
import { BLIND_LAYERS, type BlindLayer, describeLayer, listLayersOf, readLayer } from "#app/domain/blinding/layers.ts";
import { compareText } from "#app/domain/shared/order.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { getBlindRound } from "#app/queries/blinding/get-blind-round.server.ts";
import { listBlindLines } from "#app/queries/blinding/list-blind-lines.server.ts";
import { listKeepers } from "#app/queries/blinding/list-keepers.server.ts";

/** Null where this person keeps no such layer, and before codes were given. @throws Error when there is no such round. */
export async function findCodeSheet(
  runtime: Runtime,
  input: {
    readonly roundId: string;
    readonly userId: string;
    readonly layer: number;
    readonly session?: number | null;
  },
): Promise<CodeSheet | null> {
  const { roundId, userId, layer, session = null } = input;
  const wanted = BLIND_LAYERS.find((known) => known === layer);
  if (wanted === undefined || !(await listOwnLayers(runtime, { roundId, userId })).includes(wanted)) return null;
  const { layers } = await getBlindRound(runtime.database.read, roundId);
  const lines = await listBlindLines(runtime, roundId, session);
  if (lines.length === 0) return null;
  const { from, to } = describeLayer(wanted, layers);
  const isOfPeople = from === "person";
  const rows = lines
    .map((line): CodeSheetRow => ({ ...readLayer(line, wanted, layers), delegation: isOfPeople ? line.delegation : null }))
    // People are found by their delegation, everything else by what is known of it.
    .sort(
      (one, other) =>
        compareText(one.delegation?.name ?? "", other.delegation?.name ?? "") ||
        compareText(one.from, other.from) ||
        compareText(one.to, other.to),
    );
  return { layer: wanted, layers, session, from, to, rows };
}

/** The layers of the round that this person keeps. */
export async function listOwnLayers(
  { database }: Runtime,
  { roundId, userId }: { readonly roundId: string; readonly userId: string },
): Promise<readonly BlindLayer[]> {
  const { eventId, layers } = await getBlindRound(database.read, roundId);
  return listLayersOf({ layers, keepers: await listKeepers(database.read, eventId), steps: [] }, userId);
}
