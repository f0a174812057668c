/** Fault `frames`: malformed frames, packets and messages on the sockets of the running server, from the public and from people signed in. */
import path from "node:path";
import { io } from "socket.io-client";
import { openFloor, type WatchedProcess } from "../bench/watched-process.ts";
import { type Chance, SEED, startChance } from "./attack/chance.ts";
import { type DemoServer, openDemo } from "./attack/demo.ts";
import { encodeJunk, makeText } from "./attack/junk.ts";
import { openRawSocket, writeText } from "./attack/web-socket.ts";
import { makeWrongAsking, makeWrongFrame, makeWrongPacket, type Watched } from "./attack/wrong-frames.ts";
import { defineFault, startProgress } from "./fault.ts";

/** Nobody of them may watch a form or the work on a round. */
const ATTACKERS = ["", "leader-a", "leader-b", "treasurer"] as const;
const AT_ONCE = 24;
const DRIFT_MIB = 20;
const SERVED_WITHIN_MS = 3_000;
const LOOK_EVERY_MS = 100;
const BARRIER = 999_999_999;
const READINGS = 6;
/** A connection that says nothing is dropped after 15 seconds. */
const SETTLE_MS = 16_000;

type Target = WatchedProcess & { readonly url: string };

export const frames = defineFault({
  name: "frames",
  holds: "malformed socket frames: the process lives, others are served, memory drifts by under 20 MB, no private room is joined",
  databases: ["sqlite"],
  counts: { frames: { usual: 30_000, nightly: 1_000_000 }, seed: SEED },
  controls: {
    throws: { finds: ["crashed"], counts: { frames: 3_000 } },
    keeps: { finds: ["grown"], counts: { frames: 12_000 } },
    admits: { finds: ["joined"], counts: { frames: 3_000 } },
    hangs: { finds: ["unserved"], counts: { frames: 3_000 } },
  },
  run: async ({ counts, control, directory }) => {
    const chance = startChance("frames", counts.seed);
    const demo = await openDemo(directory);
    const careless =
      control === null ? null : await openFloor(path.join("..", "faults", "attack", `careless-server.mjs`), [control]);
    const target: Target = careless ?? demo;
    try {
      const cookies = await Promise.all(ATTACKERS.map((name) => (name === "" ? "" : demo.signIn(name))));
      const attack = { target, chance, cookies, watched: listWatched(demo) };
      const warm = Math.ceil(counts.frames / 5);
      const honest = watchHonestly(target.url, findBoard(demo));
      const joined = await send(attack, warm);
      const before = await rest(target);
      joined.push(...(await send(attack, counts.frames - warm)));
      const after = await rest(target);
      const { unserved, looks } = await honest.end();
      const drift = (after ?? 0) - (before ?? 0);
      if (looks === 0 && target.isAlive()) throw new Error("The honest viewer never looked: this run shows nothing.");
      console.log(
        `frames: ${looks} honest looks; memory ${before?.toFixed(1)} MiB after ${warm} frames, ${after?.toFixed(1)} at the end`,
      );
      return {
        cases: counts.frames,
        findings: {
          crashed: target.isAlive() ? [] : [`process ${target.pid} ended`],
          unserved,
          grown: drift > DRIFT_MIB ? [`memory grew by ${drift.toFixed(1)} MiB`] : [],
          joined,
        },
      };
    } finally {
      await careless?.end();
      await demo.close();
    }
  },
});

type Attack = {
  readonly target: Target;
  readonly chance: Chance;
  readonly cookies: readonly string[];
  readonly watched: readonly Watched[];
};

/** So many frames from connections at once. @returns what was joined that should not have been */
async function send({ target, chance, cookies, watched }: Attack, count: number): Promise<string[]> {
  const port = Number(new URL(target.url).port);
  const joined: string[] = [];
  let left = count;
  const say = startProgress("frames", count);
  const work = async () => {
    while (left > 0 && target.isAlive()) {
      say(count - left);
      if (chance.oneIn(12)) left -= await poll(target.url, chance, chance.pick(cookies));
      else left -= await connectOnce({ port, chance, cookie: chance.pick(cookies), watched, joined });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return joined;
}

/** Some messages, then a packet and a frame that are wrong. @returns how many were sent */
async function connectOnce(of: {
  readonly port: number;
  readonly chance: Chance;
  readonly cookie: string;
  readonly watched: readonly Watched[];
  readonly joined: string[];
}): Promise<number> {
  const { port, chance, cookie, watched, joined } = of;
  const query = chance.oneIn(20) ? `EIO=${chance.int(9)}&transport=websocket&sid=${encodeJunk(makeText(chance, 60))}` : undefined;
  const socket = await openRawSocket({ port, cookie, ...(query === undefined ? {} : { query }) });
  if (socket === null) return 1;
  let sent = 1;
  const privates = new Set<number>();
  if (!chance.oneIn(6)) {
    socket.send(writeText("40"));
    if (await socket.waitFor((text) => text.startsWith("40"), SERVED_WITHIN_MS)) {
      const many = chance.int(24);
      for (let number = 0; number < many; number += 1) {
        const { bytes, isPrivate } = makeWrongAsking(chance, watched, number);
        if (isPrivate) privates.add(number);
        if (socket.send(bytes)) sent += 1;
      }
      // Answered after all that came before it.
      socket.send(writeText(`42${BARRIER}["form",{}]`));
      await socket.waitFor((text) => text.startsWith(`43${BARRIER}`), 500);
    }
  }
  if (chance.oneIn(2) && socket.send(makeWrongPacket(chance))) sent += 1;
  if (socket.send(makeWrongFrame(chance))) sent += 1;
  await socket.waitFor(() => false, 20);
  for (const text of socket.takeTexts()) {
    const answered = /^43(\d+)\[\{"ok":true/.exec(text);
    if (answered && privates.has(Number(answered[1])))
      joined.push(`${cookie === "" ? "the public" : "somebody else"} joined: ${text.slice(0, 200)}`);
    if (/^42\["(form|round)"/.test(text)) joined.push(`somebody was told ${text.slice(0, 200)}`);
  }
  socket.end();
  return sent;
}

/** Engine.IO over HTTP: an id of its own or a made-up one, and a body of whatever. */
async function poll(url: string, chance: Chance, cookie: string): Promise<number> {
  const ask = (query: string, body?: Uint8Array<ArrayBuffer>) =>
    fetch(`${url}/socket.io/?${query}`, {
      ...(body === undefined ? {} : { method: "POST", body }),
      headers: {
        ...(cookie === "" ? {} : { Cookie: cookie }),
        "Content-Type": chance.pick(["text/plain;charset=UTF-8", "application/octet-stream", "a/b"]),
      },
      signal: AbortSignal.timeout(SERVED_WITHIN_MS),
    }).then(
      (response) => response.text(),
      () => "",
    );
  const opened = chance.oneIn(3) ? "" : await ask("EIO=4&transport=polling");
  const sid = /"sid":"([^"]+)"/.exec(opened)?.[1] ?? encodeJunk(makeText(chance, 60));
  const packets = Array.from({ length: chance.int(6) }, () => makeText(chance, 400)).join("\u001e");
  const body = chance.oneIn(2) ? new Uint8Array(chance.bytes(chance.int(18_000))) : new TextEncoder().encode(packets);
  await ask(`EIO=4&transport=polling&sid=${sid}`, body as Uint8Array<ArrayBuffer>);
  return 2;
}

/** Everything that exists to be watched: the boards of everyone, and forms and rounds that are none of the attackers' business. */
function listWatched({ file }: DemoServer): Watched[] {
  const rounds = file.all(
    `SELECT c."code" AS competition, e."code" AS event FROM "Event" e JOIN "Competition" c ON c."id" = e."competitionId"`,
  );
  const forms = file.all(`SELECT "id" AS form FROM "MarkingForm" ORDER BY random() LIMIT 40`);
  if (rounds.length === 0 || forms.length === 0) throw new Error("The story has nothing to watch.");
  return [
    ...forms.map((payload) => ({ name: "form", payload, isPrivate: true })),
    ...rounds.map((payload) => ({ name: "round", payload, isPrivate: true })),
    // One of each: sending whole boards is not what is tried here.
    ...rounds.slice(0, 1).map((payload) => ({ name: "board", payload, isPrivate: false })),
    ...rounds.slice(0, 1).map(({ competition }) => ({ name: "ceremony", payload: { competition }, isPrivate: false })),
  ];
}

/** A round that is public while it is judged. */
function findBoard({ file }: DemoServer): object {
  const [board] = file.all(
    `SELECT c."code" AS competition, e."code" AS event FROM "Round" r JOIN "Event" e ON e."id" = r."eventId"
      JOIN "Competition" c ON c."id" = e."competitionId" WHERE r."phase" = 'judging' AND c."phase" = 'running' LIMIT 1`,
  );
  if (board === undefined) throw new Error("No round of the story is being judged.");
  return board;
}

/** Somebody who asks for a board again and again, as a browser does. */
function watchHonestly(url: string, board: object) {
  const socket = io(url, { forceNew: true, transports: ["websocket"], reconnectionDelay: 100 });
  const unserved: string[] = [];
  let looks = 0;
  let isOver = false;
  const work = (async () => {
    while (!isOver) {
      const answer: unknown = await socket
        .timeout(SERVED_WITHIN_MS)
        .emitWithAck("board", board)
        .catch((error: Error) => error.message);
      if ((answer as { readonly ok?: unknown }).ok === true) looks += 1;
      else if (!isOver) unserved.push(`an honest viewer was answered ${JSON.stringify(answer)}`);
      await sleep(LOOK_EVERY_MS);
    }
  })();
  return {
    end: async () => {
      isOver = true;
      await work;
      socket.close();
      return { unserved, looks };
    },
  };
}

/**
 * Resident memory in MiB once connections are gone and garbage is collected (by the process itself, over its channel): the lowest of a few
 * readings, because what was freed is handed back by and by. Null: the process ended.
 */
async function rest(target: Target): Promise<number | null> {
  await sleep(SETTLE_MS);
  let lowest = Infinity;
  for (let reading = 0; reading < READINGS && target.isAlive(); reading += 1) {
    lowest = Math.min(lowest, (await target.settle()).now);
    await sleep(500);
  }
  return lowest === Infinity ? null : lowest;
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
