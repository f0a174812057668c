/** Whether the demonstration story was told to a database: everyone knows the passwords of its people. */
import type { Tables } from "#app/platform/db/database.server.ts";

/** How far the story is, as the value of a counter of this name. */
export const STORY_COUNTER = "demonstration-story";
export const BEGUN = 1;
export const TOLD = 2;

/** Null where it was never begun. */
export async function findStory(tables: Tables): Promise<number | null> {
  return (await tables.counter.findUnique({ where: { name: STORY_COUNTER }, select: { value: true } }))?.value ?? null;
}
