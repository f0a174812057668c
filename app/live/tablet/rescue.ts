/**
 * Everything that one judge entered on a device, as a file: for the day on which a tablet cannot deliver it any more. On another
 * tablet he takes it in and it goes out from there under the same keys, so that what had arrived is not recorded twice.
 */
import type { Act, Kept } from "./outbox.ts";

const FORMAT = "skillladder-tablet-1";

export type RescueOf = { readonly judgeId: string; readonly displayName: string };

/** Values, comments and photos with their keys and what became of each; readable by anyone who gets the file. */
export function writeRescue(of: RescueOf, kept: readonly Kept[], device: string, savedAt: Date): string {
  return JSON.stringify({ format: FORMAT, device, ...of, savedAt: savedAt.toISOString(), kept }, null, 1);
}

export type RescueRefusal = "not-a-rescue-file" | "rescue-of-another";

/**
 * What of the file this judge has to deliver here still, in the order of entry: what had not arrived and is not kept here already.
 * Whether each act is well-formed the server says, act by act.
 */
export function readRescue(
  text: string,
  { judgeId }: Pick<RescueOf, "judgeId">,
  keptHere: readonly Pick<Kept, "key">[],
): { readonly acts: readonly Act[] } | { readonly refusal: RescueRefusal } {
  const file = parse(text);
  if (file?.format !== FORMAT || !Array.isArray(file.kept)) return { refusal: "not-a-rescue-file" };
  const kept = file.kept as readonly Partial<Kept>[];
  if (!kept.every(isKept)) return { refusal: "not-a-rescue-file" };
  if (file.judgeId !== judgeId) return { refusal: "rescue-of-another" };
  const known = new Set(keptHere.map(({ key }) => key));
  return {
    acts: kept
      .filter(({ key, fate }) => fate.state === "waiting" && !known.has(key))
      .sort((left, right) => left.sequence - right.sequence)
      .map(({ act }) => act),
  };
}

function parse(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : null;
  } catch {
    return null;
  }
}

function isKept(kept: Partial<Kept> | null): kept is Kept {
  const kind = kept?.act?.kind;
  return (
    (kind === "mark" || kind === "note") &&
    typeof kept?.key === "string" &&
    kept.act?.entry?.key === kept.key &&
    typeof kept.sequence === "number" &&
    typeof kept.fate?.state === "string"
  );
}
