/** The published program that verifies certificates, as a test calls it. */
import { fileURLToPath } from "node:url";

export type VerifyProgram = {
  verifyCertificate(
    text: string,
    keys: readonly object[],
  ): Promise<{ readonly verdict: string; readonly payload: Readonly<Record<string, unknown>> | null }>;
  verifyBadge(token: string, keys: readonly object[]): Promise<object | null>;
};

export async function verifyProgram(): Promise<VerifyProgram> {
  return (await import(fileURLToPath(new URL("../../app/public/verify-certificate.mjs", import.meta.url)))) as VerifyProgram;
}
