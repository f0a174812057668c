/** What is on the big screen now: for everyone, so that it names nobody but those of this very scene. */
import { keyOfWinner } from "#app/domain/ceremony/programme.ts";
import { listNamed, listScenes, type Scene } from "#app/domain/ceremony/scenes.ts";
import type { CeremonySnapshot, ShownScene, ShownWinner } from "#app/domain/ceremony/shown.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { type Ceremony, findCeremony } from "#app/queries/ceremony/find-ceremony.server.ts";
import { nameGiven, nameWinners } from "#app/queries/ceremony/name-winners.server.ts";

/** The competition, null where it was not announced. */
export async function findWatchedCeremony({ database }: Runtime, code: string): Promise<string | null> {
  const found = await database.read.competition.findUnique({ where: { code }, select: { id: true, phase: true } });
  return found === null || found.phase === "draft" ? null : found.id;
}

/** @throws Error when there is no such competition. */
export async function getCeremonyScene(runtime: Runtime, competitionId: string): Promise<CeremonySnapshot> {
  const { read } = runtime.database;
  const { code, ...name } = await read.competition.findUniqueOrThrow({
    where: { id: competitionId },
    select: { code: true, name: true, nameEn: true },
  });
  const ceremony = await findCeremony(read, competitionId);
  return {
    competition: code,
    name,
    number: ceremony?.number ?? 0,
    version: ceremony?.version ?? 0,
    shown: ceremony === null ? { kind: "waiting" } : await showScene(runtime, ceremony),
  };
}

/** The scene at which the presenter is; in the dark nothing of it. */
export async function showScene(runtime: Runtime, ceremony: Ceremony): Promise<ShownScene> {
  const { items, scene: at, isDark, skipped } = ceremony;
  const scene: Scene = listScenes(items)[at] ?? { kind: "closing" };
  if (isDark) return { kind: "dark" };
  if (scene.kind === "opening" || scene.kind === "closing") return { kind: scene.kind };
  const item = items[scene.item];
  if (!item) throw new Error(`Ceremony ${ceremony.ceremonyId} has no award ${scene.item}.`);
  const heading = (await nameGiven(runtime, [item]))(item.given);
  if (scene.kind === "title" || scene.kind === "silence") return { kind: scene.kind, heading };
  const call = scene.kind === "name" ? item.calls[scene.call] : undefined;
  const before = scene.kind === "name" ? (call?.winners.slice(0, scene.winner) ?? []) : [];
  const named = listNamed(items, scene, skipped);
  const earlier = before.filter((winner) => !skipped.includes(keyOfWinner(winner)));
  const known = await nameWinners(runtime, [...named, ...earlier]);
  const equals = new Set(item.calls.flatMap(({ winners }) => (winners.length > 1 ? winners.map(keyOfWinner) : [])));
  const show = (winner: (typeof named)[number]): ShownWinner => {
    const { names, delegation, event } = known.get(keyOfWinner(winner)) ?? { names: [], delegation: null, event: null };
    // The heading says the event of a prize already.
    return { names, delegation, event: heading.event ? null : event, isEqual: equals.has(keyOfWinner(winner)) };
  };
  if (scene.kind === "together") {
    return { kind: "together", heading, winners: named.map(show), part: scene.part, parts: scene.parts };
  }
  const [winner] = named;
  // Passed over after he was named: his name goes from the screen.
  return winner ? { kind: "name", heading, winner: show(winner), beside: earlier.map(show) } : { kind: "title", heading };
}
