/**
 * Addresses whose parts belong to different competitions, asked for by who may see both: there is nothing. For each, the conditions of the
 * queries that name a scope are taken out one after another: where the address then leads somewhere, that condition was the guard.
 */

import { READS } from "../../http/access-matrix.ts";
import { addressOf, type Cells } from "../../http/cells.ts";
import { replayLoad } from "../../http/replay.ts";
import { type AppServer, startAppServer } from "../../support/app-server.ts";
import type { Chance } from "./chance.ts";
import { rolledBack, withReadings } from "./changed-runtime.ts";
import { withoutScope } from "./mutants.ts";

/** Sees every competition, so that nothing but what belongs together stops him. */
const WHO = ["organiser", "administrator", "supervisor", "chief-judge"] as const;
const PLACES = ["judging", "final", "opening"] as const;
/** Words, not objects: every competition has the same; and a judge may be one in several. */
const WORDS = ["judge", "format", "sheet", "paper", "file", "layer", "of", "order", "event", "competition", "code", "version"];
const MOST_READINGS = 40;

export async function findCrossed(of: {
  readonly cells: Cells;
  readonly server: AppServer;
  readonly chance: Chance;
  readonly count: number;
  /** For a control: the parts are left together, and so there is something. */
  readonly isMixed: boolean;
}): Promise<{ readonly asked: number; readonly stopped: number; readonly mixed: string[] }> {
  const { cells, server, chance, count, isMixed } = of;
  /** Which of the readings of the next request loses its scope; null: none. */
  let lost: number | null = null;
  let at = 0;
  const ids = scopeIds(cells);
  const changing = await startAppServer({
    runtime: withReadings(rolledBack(server.runtime), (where) => {
      const left = withoutScope(where, ids);
      if (left === null) return null;
      at += 1;
      return at - 1 === lost ? left : null;
    }),
  });
  const ask = async (path: string, thing: string, cookie: string, loses: number | null) => {
    [lost, at] = [loses, 0];
    return (await replayLoad(changing, { routeId: thing.split(" ")[0] ?? "", path, cookie })).outcome;
  };
  const mixed: string[] = [];
  let [asked, stopped] = [0, 0];
  try {
    const addresses = listMixed(cells, isMixed);
    while (addresses.length > 0 && asked < count) {
      const [{ thing, path } = { thing: "", path: "" }] = addresses.splice(chance.int(addresses.length), 1);
      for (const actor of WHO) {
        const cookie = cells.cookies.get(actor) ?? "";
        const outcome = await ask(path, thing, cookie, null);
        asked += 1;
        if (outcome === "done") mixed.push(`${actor} finds something at ${path} (${thing})`);
        if (outcome !== "not-found") continue;
        const readings = Math.min(at, MOST_READINGS);
        for (let reading = 0; reading < readings; reading += 1) {
          if ((await ask(path, thing, cookie, reading)) === "not-found") continue;
          stopped += 1;
          break;
        }
      }
    }
  } finally {
    await changing.close();
  }
  return { asked, stopped, mixed };
}

/** Of each page of a competition that names an object: the competition of one place, and the object of another. */
function listMixed(cells: Cells, isMixed: boolean): { readonly thing: string; readonly path: string }[] {
  return READS.flatMap(({ thing, places }) => {
    const names = [...(cells.registered.get(thing)?.path ?? "").matchAll(/:(\w+)/g)].map(([, name]) => String(name));
    const objects = names.filter((name) => !WORDS.includes(name));
    if (!names.includes("competition") || objects.length === 0) return [];
    const at = places.find((place) => objects.every((name) => nameAt(cells, place, name) !== ""));
    if (at === undefined) return [];
    return PLACES.filter((place) => place !== at).map((elsewhere) => {
      const { competition, event } = cells.world.places[isMixed ? at : elsewhere];
      return { thing, path: addressOf(cells, thing, at, { competition, event }) };
    });
  });
}

function nameAt({ world }: Cells, place: keyof Cells["world"]["places"], name: string): string {
  return String((world.places[place] as unknown as Readonly<Record<string, unknown>>)[name] ?? "");
}

/** What scopes are named by in queries. */
function scopeIds({ world }: Cells): ReadonlySet<string> {
  return new Set(
    Object.values(world.places).flatMap(({ competitionId, eventId, roundId, delegation, competition }) =>
      [competitionId, eventId, roundId, delegation, competition].filter((id) => id !== ""),
    ),
  );
}
