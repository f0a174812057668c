/**
 * Several judges signed in on one tablet: each has a session in a cookie of his own, beside whoever is signed in on the browser in
 * the ordinary way. A request that is one judge's names him; his cookie must be there.
 */
import { createCookie } from "@remix-run/node";
import type { Runtime } from "#app/platform/runtime.server.ts";
import {
  type Actor,
  findActor,
  findSessionActor,
  readSessionCookie,
  SESSION_COOKIE,
} from "#app/platform/sessions/session.server.ts";

const PREFIX = "judge.";
const USER_ID = /^[\w-]{1,64}$/;

function judgeCookie(runtime: Runtime, judgeId: string) {
  return createCookie(`${PREFIX}${judgeId}`, SESSION_COOKIE(runtime));
}

export function setJudgeCookie(runtime: Runtime, judgeId: string, token: string): Promise<string> {
  return judgeCookie(runtime, judgeId).serialize(token);
}

export function clearJudgeCookie(runtime: Runtime, judgeId: string): Promise<string> {
  return judgeCookie(runtime, judgeId).serialize("", { maxAge: 0 });
}

/** This very person, signed in on the browser of the Cookie header in either way; null where he is not. */
export async function findJudgeActor(runtime: Runtime, cookieHeader: string | null, judgeId: string): Promise<Actor | null> {
  if (!USER_ID.test(judgeId)) return null;
  const own = await findSessionActor(runtime, await readSessionCookie(`${PREFIX}${judgeId}`, cookieHeader));
  if (own?.userId === judgeId) return own;
  const current = await findActor(runtime, cookieHeader);
  return current?.userId === judgeId ? current : null;
}

/** Everyone who is signed in on the browser of the Cookie header, in either way; each once. */
export async function listSignedIn(runtime: Runtime, cookieHeader: string | null): Promise<readonly Actor[]> {
  const ids = (cookieHeader ?? "")
    .split(";")
    .map((pair) => pair.trim().split("=")[0] ?? "")
    .filter((name) => name.startsWith(PREFIX))
    .map((name) => name.slice(PREFIX.length));
  const judges = await Promise.all(ids.map((id) => findJudgeActor(runtime, cookieHeader, id)));
  const current = await findActor(runtime, cookieHeader);
  const found = [...judges, current].filter((actor) => actor !== null);
  return [...new Map(found.map((actor) => [actor.userId, actor])).values()];
}
