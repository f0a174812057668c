/**
 * Fault `guards`: every declared access is taken away in turn, in memory, and a cell of the matrix of access must notice: asked over HTTP
 * before and after. Then addresses whose parts belong to different competitions are asked for by who may see both, and must be nothing; and
 * where a condition of a query is what stopped one, the address must lead somewhere once it is taken out. Nothing of it writes.
 */

import { INTENTS, READS, secretsOf } from "../http/access-matrix.ts";
import { type Cells, denialOf, listThings, read, submit } from "../http/cells.ts";
import type { Outcome } from "../http/replay.ts";
import { ACTORS, type ActorName, createMatrixWorld } from "../http/world.ts";
import { type AppServer, startAppServer } from "../support/app-server.ts";
import { SEED, startChance } from "./attack/chance.ts";
import { rolledBack } from "./attack/changed-runtime.ts";
import { findCrossed } from "./attack/crossed.ts";
import { listMutants, type Mutant } from "./attack/mutants.ts";
import type { ShownAccess } from "./attack/served.ts";
import { defineFault } from "./fault.ts";

/** One question of the matrix to which the answer is no. */
type Cell = { readonly denial: Outcome; ask(): Promise<Outcome> };
type Guard = { readonly thing: string; readonly holder: { access: ShownAccess }; readonly cells: readonly Cell[] };

/** The first of these who is denied notices a guard that is gone; a scope that is gone is noticed by who holds the role elsewhere. */
const FIRST: readonly ActorName[] = [
  "public",
  "result-holder",
  "signed-in",
  "other-organiser",
  "other-team-leader",
  "other-event-judge",
  "officials-elsewhere",
];
/**
 * Behind these the query asks once more who it is that asks, so that nobody notices when the access alone is gone (to any account, to any
 * scope). Each of them must be so: one that is noticed does not belong here.
 */
const ASKED_TWICE: Readonly<Record<string, string>> = {
  "routes/judge/conflict-file load": "the judge's own only",
  "routes/judge/form-state load": "of the form's marking team only",
  "routes/judge/correction load": "of the form's people only",
  "routes/hall/paper-scan load": "a scan of a form has readers of its own",
  "routes/office/note-photo load": "who may see marks by code is asked by the query",
  "routes/account/data-request-file open-export": "a competition of the person's only",
  "routes/office/code-sheet load": "the keeper of the layer only",
};
/** Left out of the matrix by the control. */
const FORGOTTEN = ["routes/office/people load", "routes/office/results publish-results", "watch form"];

export const guards = defineFault({
  name: "guards",
  holds: "each access guard removed in turn makes a cell of the matrix fail; addresses of mixed competitions are nothing",
  databases: ["sqlite"],
  // Of all guards, drawn by chance: more than there are is all of them.
  counts: { guards: { usual: 200, nightly: 10_000 }, crossed: { usual: 80, nightly: 10_000 }, seed: SEED },
  controls: {
    forgets: { finds: ["undefended"], counts: { guards: 10_000, crossed: 1 } },
    mixes: { finds: ["mixed"], counts: { guards: 1 } },
  },
  run: async ({ counts, control }) => {
    const chance = startChance("guards", counts.seed);
    const server = await startAppServer();
    try {
      const cells = await openCells(server);
      const guarded = await serveRolledBack(server);
      const before = server.fingerprint();
      const all = listGuards(cells, guarded, control === "forgets" ? FORGOTTEN : []);
      const chosen = shuffle(all, (below) => chance.int(below)).slice(0, counts.guards);
      if (control === "forgets") chosen.push(...all.filter(({ thing }) => FORGOTTEN.includes(thing)));
      const undefended: string[] = [];
      let [removed, twice] = [0, 0];
      for (const guard of chosen) {
        for (const mutant of listMutants(guard.holder.access)) {
          removed += 1;
          const isTwice = guard.thing in ASKED_TWICE && mutant.access !== "public";
          const isSeen = await isNoticed(guard, mutant);
          if (isTwice) twice += 1;
          if (isSeen === isTwice)
            undefended.push(
              `${guard.thing}, ${mutant.name}: ${isSeen ? "is noticed, and does not belong to what is asked twice" : "no cell of the matrix notices"}`,
            );
        }
      }
      const crossed = await findCrossed({ cells, server, chance, count: counts.crossed, isMixed: control === "mixes" });
      await guarded.close();
      const changed = [...server.fingerprint()]
        .filter(([table, rows]) => before.get(table) !== rows)
        .map(([table]) => `${table} changed`);
      console.log(
        `guards: ${chosen.length} of ${all.length} guards, ${removed} removals, ${twice} of them asked again by the query; ${crossed.asked} mixed addresses, ${crossed.stopped} stopped by a condition of a query that was taken out`,
      );
      return { cases: removed + crossed.asked, findings: { undefended, mixed: crossed.mixed, changed } };
    } finally {
      await server.close();
    }
  },
});

async function openCells(server: AppServer): Promise<Cells> {
  const world = await createMatrixWorld(server);
  const cookies = new Map<ActorName, string>();
  for (const actor of ACTORS) cookies.set(actor, await world.signIn(actor));
  return { world, cookies, registered: listThings(server) };
}

/** The same world, in which nothing that is done is kept: an act that a missing guard lets through would change it for the next one. */
function serveRolledBack(server: AppServer): Promise<AppServer> {
  return startAppServer({ runtime: rolledBack(server.runtime) });
}

function listGuards(cells: Cells, on: AppServer, forgotten: readonly string[]): Guard[] {
  const rows = [...READS, ...INTENTS].filter(({ thing }) => !forgotten.includes(thing));
  const things: (readonly [string, { access: ShownAccess }])[] = [
    ...[...cells.registered.keys()].map((thing) => [thing, holderOf(on, thing)] as const),
    ...on.entry.listWatches().map((watch) => [`watch ${watch.name}`, watch as { access: ShownAccess }] as const),
  ];
  return things
    .filter(([, { access }]) => access !== "public")
    .map(([thing, holder]) => ({
      thing,
      holder,
      cells: rows.filter((row) => row.thing === thing).flatMap((row) => cellsOf(cells, on, row)),
    }));
}

/** What the server goes by, to be changed in place. */
function holderOf(on: AppServer, thing: string): { access: ShownAccess } {
  const [routeId = "", kind = ""] = thing.split(" ");
  const module = on.build.routes[routeId]?.module as
    | { loader?: { access: ShownAccess }; action?: { access: Record<string, ShownAccess> } }
    | undefined;
  if (kind === "load" && module?.loader) return module.loader;
  const action = module?.action?.access;
  if (action && kind in action) {
    return {
      get access() {
        return action[kind] as ShownAccess;
      },
      set access(value) {
        action[kind] = value;
      },
    };
  }
  const mount = on.entry.listMounts().find(({ id }) => id === routeId);
  if (!mount) throw new Error(`Nothing answers ${thing}.`);
  return mount as { access: ShownAccess };
}

/** Whom the matrix does not admit, those first who notice most. */
function cellsOf(cells: Cells, on: AppServer, row: (typeof READS)[number] | (typeof INTENTS)[number]): Cell[] {
  const order = [...FIRST, ...ACTORS.filter((actor) => !FIRST.includes(actor))];
  if ("places" in row) {
    return order.flatMap((actor) =>
      row.places
        .filter((place) => secretsOf(row, actor, place) === null)
        .map((place) => ({
          denial: denialOf(cells, row.thing, actor),
          ask: async () => (await read(cells, on, row, place, actor)).outcome,
        })),
    );
  }
  const denied = order.filter((actor) => !row.allowed.includes(actor) && !row.admitted?.includes(actor));
  // What the matrix makes on its way is not there yet: the place's own names lead somewhere, too.
  const { at: _names, ...plain } = row;
  return [row, ...(row.at ? [plain] : [])].flatMap((one) =>
    denied.map((actor) => ({
      denial: denialOf(cells, row.thing, actor),
      // An empty form: whoever is let in is refused for it, or his act is worked out.
      ask: async () => {
        const fields = row.json ? await row.body(cells.world.places[row.place], cells.world) : {};
        return (await submit(cells, on, one, fields, actor)).outcome;
      },
    })),
  );
}

/** Whether one of the guard's cells is answered as the matrix says with the guard, and otherwise without. */
async function isNoticed({ holder, cells }: Guard, mutant: Mutant): Promise<boolean> {
  const declared = holder.access;
  for (const { denial, ask } of cells) {
    holder.access = mutant.access;
    const without = await ask().finally(() => {
      holder.access = declared;
    });
    // A cell that fails with the guard, too, says nothing of it.
    if (without !== denial && (await ask()) === denial) return true;
  }
  return false;
}

function shuffle<Item>(items: readonly Item[], int: (below: number) => number): Item[] {
  const left = [...items];
  for (let at = left.length - 1; at > 0; at -= 1) {
    const other = int(at + 1);
    [left[at], left[other]] = [left[other] as Item, left[at] as Item];
  }
  return left;
}
