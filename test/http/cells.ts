/** The cells of the table of who may do what: one thing asked for at one place by one person, and what those who may not are answered. */
import type { AppServer } from "../support/app-server.ts";
import type { Fields, IntentRow, ReadRow } from "./access-matrix.ts";
import { type Answer, type Outcome, replayIntent, replayLoad, replayMount, replayWatch } from "./replay.ts";
import type { ActorName, MatrixWorld, Place, PlaceName } from "./world.ts";

type Registered = ReturnType<AppServer["entry"]["listRegistered"]>[number];

export type Cells = {
  readonly world: MatrixWorld;
  /** By person, the Cookie header. */
  readonly cookies: ReadonlyMap<ActorName, string>;
  /** By thing. */
  readonly registered: ReadonlyMap<string, Registered>;
};

export function routeIdOf(thing: string): string {
  return thing.split(" ")[0] ?? "";
}

/** Everything that a build answers at addresses, by thing. */
export function listThings({ build, entry }: Pick<AppServer, "build" | "entry">): ReadonlyMap<string, Registered> {
  return new Map(entry.listRegistered(build, entry.listMounts()).map((one) => [`${one.routeId} ${one.kind}`, one]));
}

/** The address of a thing with the names of the place filled in. */
export function addressOf({ registered, world }: Cells, thing: string, place: PlaceName, more: Partial<Place> = {}): string {
  const names: Readonly<Record<string, unknown>> = { ...world.places[place], ...more };
  const path = registered.get(thing)?.path ?? "";
  return path.replace(/:(\w+)\??/g, (_match, name: string) => encodeURIComponent(String(names[name])));
}

/** What someone who is not admitted is answered. */
export function denialOf({ registered }: Cells, thing: string, actor: ActorName): Outcome {
  const access = registered.get(thing)?.access;
  if (access === "result-holder") return "look-up";
  // Programs show a token; no cookie is one.
  if (thing === "routes/api/v1 load") return "sign-in";
  const isSignedIn = actor !== "public" && actor !== "result-holder";
  return isSignedIn || access === "public" || access === undefined ? "not-found" : "sign-in";
}

export function read(
  cells: Cells,
  on: AppServer,
  row: Pick<ReadRow, "thing">,
  place: PlaceName,
  actor: ActorName,
): Promise<Answer> {
  const cookie = cells.cookies.get(actor) ?? "";
  if (row.thing.startsWith("watch ")) {
    const { competition, event, form } = cells.world.places[place];
    const name = row.thing.slice("watch ".length);
    const payload = name === "form" ? { form } : name === "ceremony" ? { competition } : { competition, event };
    return replayWatch(on, name, payload, cookie);
  }
  return replayLoad(on, { routeId: routeIdOf(row.thing), path: addressOf(cells, row.thing, place), cookie });
}

export function submit(
  cells: Cells,
  on: AppServer,
  row: Pick<IntentRow, "thing" | "place" | "at" | "json">,
  fields: Fields,
  actor: ActorName,
): Promise<Answer> {
  const [routeId = "", intent = ""] = row.thing.split(" ");
  const body = new FormData();
  body.set("intent", intent);
  for (const [name, value] of Object.entries(fields)) {
    for (const one of typeof value === "string" || value instanceof File ? [value] : value) body.append(name, one);
  }
  const place = cells.world.places[row.place];
  const path = addressOf(cells, row.thing, row.place, row.at?.(place));
  const cookie = cells.cookies.get(actor) ?? "";
  if (row.json)
    return replayMount(on, { routeId, path, cookie, body: row.json(fields, cells.world.userIds.get(actor) ?? "nobody") });
  return replayIntent(on, { routeId, path, cookie, body });
}
