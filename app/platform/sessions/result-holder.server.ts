/** A competitor's short-lived key to his own results: a signed cookie, without an account. */
import { createCookie } from "@remix-run/node";
import type { Runtime } from "#app/platform/runtime.server.ts";

const MINUTES = 30;

function cookie(runtime: Runtime) {
  return createCookie("results", {
    httpOnly: true,
    sameSite: "lax",
    path: "/",
    secure: runtime.env.publicUrl.startsWith("https://"),
    maxAge: MINUTES * 60,
    secrets: [runtime.keys.cookie.toString("hex")],
  });
}

export function setResultHolderCookie(runtime: Runtime, personId: string): Promise<string> {
  const until = runtime.clock.now().getTime() + MINUTES * 60_000;
  return cookie(runtime).serialize({ personId, until });
}

/** The person whose results the bearer may see; null when there is no valid cookie. */
export async function findResultHolder(runtime: Runtime, cookieHeader: string | null): Promise<string | null> {
  const value: unknown = await cookie(runtime).parse(cookieHeader);
  if (typeof value !== "object" || value === null) return null;
  const { personId, until } = value as { personId?: unknown; until?: unknown };
  if (typeof personId !== "string" || typeof until !== "number") return null;
  return until > runtime.clock.now().getTime() ? personId : null;
}
