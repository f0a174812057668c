/** Which of those signed in on a browser is meant: on a shared tablet several judges are. */
import type { Runtime } from "#app/platform/runtime.server.ts";
import { type Actor, findActor } from "#app/platform/sessions/session.server.ts";

/** The judge of this user id, where he is signed in on the browser of the Cookie header; else null. */
export async function findJudgeActor(runtime: Runtime, cookieHeader: string | null, judgeId: string): Promise<Actor | null> {
  const actor = await findActor(runtime, cookieHeader);
  return actor?.userId === judgeId ? actor : null;
}
