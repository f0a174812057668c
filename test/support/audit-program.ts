/** The published program that verifies logs, as a test calls it. */
import { fileURLToPath } from "node:url";

type Head = { readonly chain: string; readonly sequence: number; readonly hash: string; readonly at: string };
export type AuditProgram = {
  verifyExport(
    pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
    kept?: {
      readonly keys?: readonly Uint8Array[];
      readonly heads?: readonly Head[];
      readonly printed?: readonly { readonly sequence: number; readonly prefix: string }[];
    },
  ): Promise<{
    readonly faults: readonly string[];
    readonly records: number;
    readonly sequence: number;
    readonly keptHeads: number;
  }>;
  readHeads(text: string): readonly Head[];
  readPem(text: string): readonly Uint8Array[];
  readPrinted(text: string): { readonly sequence: number; readonly prefix: string };
};

export const AUDIT_PROGRAM = fileURLToPath(new URL("../../app/public/verify-audit.mjs", import.meta.url));

export async function auditProgram(): Promise<AuditProgram> {
  return (await import(AUDIT_PROGRAM)) as AuditProgram;
}
