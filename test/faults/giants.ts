/**
 * Fault `giants`: requests of a gigabyte, endless and slow ones, bombs and floods of parts at the running server. Each is refused or cut; its
 * memory rises by under 50 MB, and others are answered nearly as fast as before.
 */
import { quantile } from "../bench/tablets.ts";
import { openFloor, type WatchedProcess } from "../bench/watched-process.ts";
import { type DemoServer, openDemo } from "./attack/demo.ts";
import { findWorst, isRefused, listGiants, openSlow, sendSmall, type Upload } from "./attack/giants.ts";
import { type Onlookers, openOnlookers } from "./attack/onlookers.ts";
import { defineFault } from "./fault.ts";

const RISE_MIB = 50;
const SLOWED_AT_MOST = 2;
/** Below it a machine that does something else for a moment makes any ratio. */
const FLOOR_MS = 20;
/** Some 200 looks at a page, calm and under attack alike. */
const LOOKED_MS = 12_000;
/** As long as the server bears a slow socket: in a longer time a process has more garbage at once. */
const LOOKED_SLOWLY_MS = 60_000;
const ROUNDS = 3;
const PAUSE_MS = 1_000;
/** So often garbage is collected where only what is really taken counts. */
const COLLECTED_EVERY_MS = 1_000;
const WARM_UPS = 6;
const SETTLED_MIB = 5;
/** A roster is read within this. */
const READ_MS = 60_000;
/** Rendered for each who asks; so often that the process has a third of its time to do with it, and nobody waits for another. */
const PAGE = "/results";

export const giants = defineFault({
  name: "giants",
  holds:
    "1 GB and endless bodies, bombs, floods of parts, slow sockets: 413 or cut; memory up by under 50 MB; others' p99 within 2 times",
  databases: ["sqlite"],
  counts: { sockets: { usual: 1_000, nightly: 1_000 } },
  // A server that takes everything, and keeps it; one that lets everybody wait for what it refuses.
  controls: {
    greedy: { finds: ["taken", "grown"], counts: { sockets: 20 } },
    slow: { finds: ["slowed"], counts: { sockets: 20 } },
  },
  run: async ({ counts, control, directory }) => {
    const demo = await openDemo(directory);
    const careless = control === null ? null : await openFloor("../faults/attack/greedy-server.mjs", [control]);
    const target: Target = careless ?? demo;
    const port = Number(new URL(target.url).port);
    const onlookers = openOnlookers();
    const taken: string[] = [];
    const grown: string[] = [];
    const slowed: string[] = [];
    try {
      const upload = await findUpload(demo);
      const list = listGiants(upload);
      const tried = control === null ? list : list.slice(0, 2);
      await warmUp(target, onlookers);
      for (const giant of tried) {
        const seen = await attackOften(target, onlookers, async () => giant.send(port));
        const status = findWorst(giant, seen.outcomes);
        if (!isRefused(giant, status)) taken.push(`${giant.name}: ${status ?? "neither answered nor cut"}`);
        judge(giant.name, `${status === null ? "not cut" : status === 0 ? "cut" : status}`, seen);
      }
      // Last, for its reader stays: what is refused where nothing is taken shows nothing.
      if (control === null && (await sendSmall(port, upload)) !== 200) throw new Error("An ordinary roster is not taken.");
      const lookedSlowlyMs = control === null ? LOOKED_SLOWLY_MS : LOOKED_MS;
      const seen = await attackOften(target, onlookers, () => openSlow(port, counts.sockets), lookedSlowlyMs);
      const left = Math.max(...seen.outcomes);
      if (left > 0) taken.push(`${left} of ${counts.sockets} slow sockets were not cut`);
      judge(`${counts.sockets} slow sockets`, `${counts.sockets - left} cut`, seen);
      if (!target.isAlive()) taken.push("the process ended");
      return { cases: tried.length + 1, findings: { taken, grown, slowed } };
    } finally {
      await onlookers.close();
      await careless?.end();
      await demo.close();
    }

    function judge(name: string, outcome: string, { rise, kept, before, during, ratio }: Seen<unknown>): void {
      console.log(
        `giants: ${name}: ${outcome}; memory +${rise.toFixed(0)} MiB at most, +${kept.toFixed(0)} kept; others' p99 ${before.toFixed(0)} → ${during.toFixed(0)} ms`,
      );
      if (rise > RISE_MIB) grown.push(`${name}: memory rose by ${rise.toFixed(0)} MiB`);
      if (ratio > SLOWED_AT_MOST) slowed.push(`${name}: others' p99 is ${ratio.toFixed(1)} times as long`);
    }
  },
});

type Target = WatchedProcess & { readonly url: string };

type Seen<Outcome> = {
  /** Of every time that the attack was made: who was let in once is not forgiven. */
  readonly outcomes: readonly Outcome[];
  /** MiB over what the process had at most while only the others asked. */
  readonly rise: number;
  /** MiB more than before, after garbage was collected. */
  readonly kept: number;
  /** Milliseconds, the 99th of 100. */
  readonly before: number;
  readonly during: number;
  readonly ratio: number;
};

/** Waits of the others in milliseconds. */
type Round<Outcome> = Pick<Seen<Outcome>, "outcomes" | "rise" | "kept"> & {
  readonly calm: readonly number[];
  readonly attacked: readonly number[];
};

/**
 * An attack that seems to slow others is made twice more, and all waits count: a moment of the machine's own is not its doing.
 *
 * One that seems to take memory is made once more while garbage is collected every second: the pages that the others look at leave so much of
 * it that the process is larger by 60 to 300 MiB whenever it has put off collecting, attacked or not. What it kept the first time counts too.
 */
async function attackOften<Outcome>(
  target: Target,
  onlookers: Onlookers,
  attack: () => Promise<Outcome>,
  lookedMs = LOOKED_MS,
): Promise<Seen<Outcome>> {
  const first = await attackWith(target, onlookers, attack, lookedMs);
  const rounds = [first];
  const judge = (): Omit<Seen<Outcome>, "rise" | "outcomes"> => {
    const before = quantile(
      rounds.flatMap(({ calm }) => calm),
      0.99,
    );
    const during = quantile(
      rounds.flatMap(({ attacked }) => attacked),
      0.99,
    );
    return { kept: first.kept, before, during, ratio: during / Math.max(before, FLOOR_MS) };
  };
  while (judge().ratio > SLOWED_AT_MOST && rounds.length < ROUNDS)
    rounds.push(await attackWith(target, onlookers, attack, lookedMs));
  const judged = judge();
  let { rise } = first;
  if (rise > RISE_MIB) {
    const collected = await attackWith(target, onlookers, attack, lookedMs, { collecting: true });
    console.log(`giants: +${rise.toFixed(0)} MiB with garbage, +${collected.rise.toFixed(0)} without`);
    rise = Math.max(collected.rise, first.kept);
    rounds.push(collected);
  }
  return { ...judged, outcomes: rounds.flatMap(({ outcomes }) => outcomes), rise };
}

/** A short attack is made again each second while others look: without a pause it would be a flood of small ones. */
async function attackWith<Outcome>(
  target: Target,
  onlookers: Onlookers,
  attack: () => Promise<Outcome>,
  lookedMs: number,
  { collecting } = { collecting: false },
): Promise<Round<Outcome>> {
  const settled = (await target.settle()).live;
  const ofCalm = watchMemory(target, collecting);
  const calm = await look(target, onlookers, lookedMs);
  const calmHighest = await ofCalm.end();
  const ofAttack = watchMemory(target, collecting);
  onlookers.begin(target.url + PAGE);
  const begun = performance.now();
  const outcomes: Outcome[] = [];
  do {
    const paused = new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    outcomes.push(await attack());
    await paused;
  } while (performance.now() - begun < lookedMs);
  const attacked = await onlookers.end();
  const highest = await ofAttack.end();
  return { outcomes, rise: highest - calmHighest, kept: (await target.settle()).live - settled, calm, attacked };
}

/** From now on. @returns how to end it, with the most memory in MiB: of all, or of what is left whenever garbage was collected */
function watchMemory(target: Target, collecting: boolean): { end(): Promise<number> } {
  let most = 0;
  let isOver = false;
  const collect = async () => {
    while (!isOver) {
      most = Math.max(most, (await target.settle()).live);
      await new Promise((resolve) => setTimeout(resolve, COLLECTED_EVERY_MS));
    }
  };
  const collected = collecting ? collect() : target.reset();
  return {
    end: async () => {
      isOver = true;
      await collected;
      return collecting ? most : (await target.reset()).highest;
    },
  };
}

/** A server that nobody has asked yet fills its caches: what it takes for that is not an attack's. */
async function warmUp(target: Target, onlookers: Onlookers): Promise<void> {
  for (let round = 0, before = 0; round < WARM_UPS; round += 1) {
    await look(target, onlookers, LOOKED_MS);
    const { now } = await target.settle();
    if (now - before < SETTLED_MIB) return;
    before = now;
  }
}

/** @returns the waits while nothing is attacked, in milliseconds */
async function look(target: Target, onlookers: Onlookers, milliseconds: number): Promise<readonly number[]> {
  onlookers.begin(target.url + PAGE);
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  return onlookers.end();
}

/** Where a leader of the story hands in a roster. */
async function findUpload(demo: DemoServer): Promise<Upload> {
  const [place] = demo.file.all(
    `SELECT d."id" AS delegation FROM "RoleGrant" g JOIN "User" u ON u."id" = g."userId"
      JOIN "Delegation" d ON d."id" = g."delegationId" JOIN "Competition" c ON c."id" = d."competitionId"
      WHERE u."username" = 'leader-b' AND c."phase" = 'registration' LIMIT 1`,
  );
  if (place === undefined) throw new Error("No leader of the story registers anyone now.");
  const outcome = async () => {
    const deadline = Date.now() + READ_MS;
    while (Date.now() < deadline) {
      const [last] = demo.file.all(`SELECT "state" FROM "RosterImport" ORDER BY "createdAt" DESC, rowid DESC LIMIT 1`);
      if (last?.state === "failed") return 422;
      if (last !== undefined && last.state !== "reading") return 200;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return 0;
  };
  return { path: `/delegations/${place.delegation}/import.data`, cookie: await demo.signIn("leader-b"), outcome };
}
