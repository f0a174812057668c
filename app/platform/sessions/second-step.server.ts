/** Between the password and the code: a signed cookie that says who was right about the first, for a few minutes. No session yet. */
import { createCookie } from "@remix-run/node";
import { sha256 } from "#app/platform/crypto/digest.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

const MINUTES = 10;

function cookie(runtime: Runtime) {
  return createCookie("second-step", {
    httpOnly: true,
    sameSite: "lax",
    path: "/sign-in",
    secure: runtime.env.publicUrl.startsWith("https://"),
    maxAge: MINUTES * 60,
    secrets: [runtime.keys.cookie.toString("hex")],
  });
}

/** @param passwordHash as it was when it was right: a step does not outlive a change of the password */
export function setSecondStepCookie(runtime: Runtime, userId: string, passwordHash: string): Promise<string> {
  const until = runtime.clock.now().getTime() + MINUTES * 60_000;
  return cookie(runtime).serialize({ userId, of: sha256(passwordHash), until });
}

export function clearSecondStepCookie(runtime: Runtime): Promise<string> {
  return cookie(runtime).serialize("", { maxAge: 0 });
}

export type SecondStep = { readonly userId: string; readonly passwordDigest: string };

/** Null when there is no valid cookie. */
export async function findSecondStep(runtime: Runtime, cookieHeader: string | null): Promise<SecondStep | null> {
  const value: unknown = await cookie(runtime).parse(cookieHeader);
  if (typeof value !== "object" || value === null) return null;
  const { userId, of, until } = value as { userId?: unknown; of?: unknown; until?: unknown };
  if (typeof userId !== "string" || typeof of !== "string" || typeof until !== "number") return null;
  return until > runtime.clock.now().getTime() ? { userId, passwordDigest: of } : null;
}
