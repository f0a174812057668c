#!/usr/bin/env node
/**
 * Checks a published draw by computing it again. It needs nothing but Node.js 20 or newer (or a browser) and shares no line
 * with the system that held the draw: it is written from the following text alone.
 *
 *   node verify-draw.mjs draw.json        prints "ok" and exits with 0, or prints what is wrong and exits with 1 (2: not readable)
 *
 * THE DRAW
 * Hashes. H(x) is SHA-256 of the UTF-8 bytes of x, as 64 lower-case hexadecimal digits. J(x) is x as JSON without blanks, with
 * strings as JSON.stringify writes them. Texts are compared by UTF-16 code units.
 *
 * Roster. Every entry has a sign, "ref", and the sign of its delegation, "group"; null where its delegation has no other entry
 * in the draw. Both are random and used in this draw only. Lines are sorted by ref; no ref stands twice.
 *   format 2:  rosterHash = H(J(["draw", 2, id, kind, module, avoidNeighbours, [[number, seats], ...], [[ref, group], ...]]))
 *              with the sessions in the order in which they are published;
 *   format 1:  rosterHash = H(J(["roster", [ref, group], ...])).
 * rosterHash and commitment are published when the roster is frozen, before anybody contributes.
 *
 * Seed. commitment = H(J(["commitment", secret])). After the freeze people contribute; then the secret is opened, and
 *   seed = H(J(["seed", secret, rosterHash, [[by, text], ...]])) with the contributions in the order in which they came.
 *
 * Numbers. The blocks H(seed + ":0"), H(seed + ":1"), ... are read as words of 8 hexadecimal digits each, from the left. A number
 * below n is the next word w with w < 2^32 - (2^32 mod n), words above that being thrown away, taken modulo n.
 *
 * Shuffle. Of a list of n: for i = n-1 down to 1, exchange the i-th item (counted from 0) and the one at a number below i+1.
 *
 * Neighbours. Two lines side by side are neighbours when they have the same group that is not null. The fewest neighbours that
 * an order of lines can have, when it follows a line of group p (or none), is the largest over all groups g of s(g) - (n - m(g)),
 * and at least 0, where n is the number of lines, m(g) of those in g, and s(g) is m(g) if g = p and m(g) - 1 otherwise.
 *
 * Seats (kind "seat"). The lines sorted by ref are shuffled, always from the sorted list, along one stream of numbers. Without
 * avoidNeighbours the first shuffle is the order; with it the first of 1000 shuffles that has the fewest neighbours possible. If
 * none has, the order is drawn place by place with the numbers that follow: still allowed is at first the fewest possible; a line
 * may be taken when its being a neighbour of the line before (1 or 0) plus the fewest possible of all other remaining lines after
 * it is at most what is still allowed; among those, in the order of the sorted list, the one at a number below their count is
 * taken, and if it is a neighbour of the line before, one less is allowed from then on.
 * Seat codes: the place in the order, with as many digits as the number of lines has but at least 2; behind the number of the
 * session and "-" where "sessions" names the one whose seats are drawn.
 *
 * Sessions (kind "session"). Sizes: for each line in turn the session with fewest so far that has a seat left (seats null: always),
 * the first of equals, gets one more. Then the sorted lines are shuffled once. Groups, a line without a group being one of its
 * own, are taken by descending number of lines, equal ones in the order in which they first stand in the shuffled list; the lines
 * of a group in the order of that list. Each line goes to a session that still has room in its size: to one with fewest lines of
 * this group, among those to one with most room left, among those, in the order of "sessions", to the one at a number below
 * their count.
 */

const ATTEMPTS = 1000;

/** @returns {{state: "drawn" | "frozen" | "hand" | "invalid", faults: {code: string, text: string}[]}} */
export function verifyDraw(document) {
  const faults = [];
  const fault = (code, text) => void faults.push({ code, text });
  const state = () =>
    faults.length > 0 ? "invalid" : document.drawnAt === null ? "frozen" : document.way === "hand" ? "hand" : "drawn";
  const unreadable = findUnreadable(document);
  if (unreadable !== null) {
    fault("form", unreadable);
    return { state: "invalid", faults };
  }
  const lines = [...document.roster].sort((a, b) => compare(a.ref, b.ref));
  if (lines.some((line, index) => index > 0 && line.ref === lines[index - 1].ref))
    fault("roster", "a ref stands twice in the roster");
  const pairs = lines.map((line) => [line.ref, line.group]);
  const text =
    document.format === 1
      ? JSON.stringify(["roster", ...pairs])
      : JSON.stringify([
          "draw",
          2,
          document.id,
          document.kind,
          document.module,
          document.avoidNeighbours,
          document.sessions.map((session) => [session.number, session.seats]),
          pairs,
        ]);
  if (hash(text) !== document.rosterHash) fault("roster-hash", "the roster does not give the published roster hash");
  if (document.drawnAt === null) {
    if (document.secret !== null || document.seed !== null || document.result.length > 0)
      fault("form", "a draw that is not held has a result");
    return { state: state(), faults };
  }
  checkLines(document, lines, fault);
  if (document.way === "hand") return { state: state(), faults };
  if (hash(JSON.stringify(["commitment", document.secret])) !== document.commitment)
    fault("commitment", "the opened secret is not the one that was committed to");
  if (document.contributions.length === 0) fault("contributions", "nobody contributed");
  const given = document.contributions.map((contribution) => [contribution.by, contribution.text]);
  if (hash(JSON.stringify(["seed", document.secret, document.rosterHash, given])) !== document.seed)
    fault("seed", "secret, roster hash and contributions do not give the seed");
  if (document.contributions.some((contribution) => Date.parse(contribution.at) < Date.parse(document.frozenAt)))
    fault("contributions", "a contribution is older than the frozen roster");
  if (!/^[0-9a-f]{64}$/.test(document.seed)) fault("seed", "the seed is no hash");
  if (faults.length > 0) return { state: "invalid", faults };
  const places = document.kind === "session" ? spread(lines, document.sessions, document.seed) : order(lines, document);
  if (places === null) fault("result", "there are fewer seats than entries");
  else
    for (const line of document.result)
      if (places.get(line.ref) !== line.place) {
        fault("result", `the seed gives ${line.ref} ${places.get(line.ref)}, and ${line.place} was published`);
        break;
      }
  return { state: state(), faults };
}

/** Whether the result has each line of the roster once, with places and codes that can be. */
function checkLines(document, lines, fault) {
  const known = new Set(lines.map((line) => line.ref));
  const seen = new Set(document.result.map((line) => line.ref));
  if (document.result.length !== lines.length || seen.size !== lines.length || [...seen].some((ref) => !known.has(ref)))
    fault("result", "the result does not have each entry of the roster once");
  if (document.kind === "session") {
    const numbers = new Map(document.sessions.map((session) => [session.number, session.seats]));
    for (const [number, seats] of numbers) {
      const count = document.result.filter((line) => line.place === number).length;
      if (seats !== null && count > seats) fault("result", `session ${number} has more entries than seats`);
    }
    if (document.result.some((line) => !numbers.has(line.place))) fault("result", "an entry is in a session that does not exist");
    return;
  }
  const places = document.result.map((line) => line.place).sort((a, b) => a - b);
  if (places.some((place, index) => place !== index + 1)) fault("result", "the places are not 1 to the number of entries");
  const digits = Math.max(2, String(lines.length).length);
  const prefix = document.sessions.length > 0 ? `${document.sessions[0].number}-` : "";
  if (document.result.some((line) => line.seatCode !== prefix + String(line.place).padStart(digits, "0")))
    fault("seat-codes", "a seat code does not follow from its place");
}

function order(lines, document) {
  const below = numbersOf(document.seed);
  const wanted = document.avoidNeighbours ? fewest(lines, null) : lines.length;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const shuffled = shuffle(lines, below);
    if (countNeighbours(shuffled) <= wanted) return toPlaces(shuffled);
  }
  const rest = [...lines];
  const drawn = [];
  let allowed = wanted;
  while (rest.length > 0) {
    const before = drawn.length > 0 ? drawn[drawn.length - 1] : null;
    const verdicts = new Map();
    const mayCome = (line) => {
      const key = line.group === null ? null : line.group;
      if (key !== null && verdicts.has(key)) return verdicts.get(key);
      const others = rest.filter((other) => other !== line);
      const verdict = (before !== null && areNeighbours(before, line) ? 1 : 0) + fewest(others, line.group) <= allowed;
      if (key !== null) verdicts.set(key, verdict);
      return verdict;
    };
    const candidates = rest.filter(mayCome);
    const chosen = candidates[below(candidates.length)];
    if (before !== null && areNeighbours(before, chosen)) allowed -= 1;
    rest.splice(rest.indexOf(chosen), 1);
    drawn.push(chosen);
  }
  return toPlaces(drawn);
}

function spread(lines, sessions, seed) {
  const size = sessions.map(() => 0);
  for (let line = 0; line < lines.length; line += 1) {
    let target = null;
    sessions.forEach((session, index) => {
      if (session.seats !== null && size[index] >= session.seats) return;
      if (target === null || size[index] < size[target]) target = index;
    });
    if (target === null) return null;
    size[target] += 1;
  }
  const below = numbersOf(seed);
  const groups = [];
  for (const line of shuffle(lines, below)) {
    const group = line.group === null ? undefined : groups.find((each) => each[0].group === line.group);
    if (group === undefined) groups.push([line]);
    else group.push(line);
  }
  const bySize = groups
    .map((group, index) => ({ group, index }))
    .sort((a, b) => b.group.length - a.group.length || a.index - b.index);
  const places = new Map();
  for (const { group } of bySize) {
    const own = sessions.map(() => 0);
    for (const line of group) {
      let best = sessions.map((_, index) => index).filter((index) => size[index] > 0);
      const least = Math.min(...best.map((index) => own[index]));
      best = best.filter((index) => own[index] === least);
      const room = Math.max(...best.map((index) => size[index]));
      best = best.filter((index) => size[index] === room);
      const chosen = best[below(best.length)];
      own[chosen] += 1;
      size[chosen] -= 1;
      places.set(line.ref, sessions[chosen].number);
    }
  }
  return places;
}

function toPlaces(lines) {
  return new Map(lines.map((line, index) => [line.ref, index + 1]));
}

function numbersOf(seed) {
  const words = [];
  let block = 0;
  return (bound) => {
    const end = 2 ** 32 - (2 ** 32 % bound);
    for (;;) {
      if (words.length === 0) {
        const digits = hash(`${seed}:${block}`);
        block += 1;
        for (let at = 0; at < 64; at += 8) words.push(Number(`0x${digits.slice(at, at + 8)}`));
      }
      const word = words.shift();
      if (word < end) return word % bound;
    }
  };
}

function shuffle(lines, below) {
  const list = [...lines];
  for (let last = list.length - 1; last >= 1; last -= 1) {
    const other = below(last + 1);
    [list[last], list[other]] = [list[other], list[last]];
  }
  return list;
}

function areNeighbours(one, other) {
  return one.group !== null && one.group === other.group;
}

function countNeighbours(lines) {
  let count = 0;
  for (let index = 1; index < lines.length; index += 1) if (areNeighbours(lines[index - 1], lines[index])) count += 1;
  return count;
}

function fewest(lines, previous) {
  const sizes = new Map();
  for (const line of lines) if (line.group !== null) sizes.set(line.group, (sizes.get(line.group) ?? 0) + 1);
  let most = 0;
  for (const [group, size] of sizes) most = Math.max(most, (group === previous ? size : size - 1) - (lines.length - size));
  return most;
}

function compare(one, other) {
  return one < other ? -1 : one > other ? 1 : 0;
}

function findUnreadable(document) {
  const isText = (value) => typeof value === "string";
  const isTextOrNull = (value) => value === null || isText(value);
  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  if (!isObject(document)) return "it is no object";
  if (document.format !== 1 && document.format !== 2) return "the format is neither 1 nor 2";
  if (!["session", "seat"].includes(document.kind)) return "the kind is neither session nor seat";
  if (!["computer", "hand"].includes(document.way)) return "the way is neither computer nor hand";
  if (typeof document.avoidNeighbours !== "boolean") return "avoidNeighbours is not said";
  if (!isText(document.id) || !isText(document.rosterHash) || !isText(document.frozenAt))
    return "id, rosterHash or frozenAt is missing";
  if (![document.module, document.commitment, document.secret, document.seed, document.drawnAt].every(isTextOrNull))
    return "module, commitment, secret, seed or drawnAt is neither text nor null";
  for (const name of ["sessions", "roster", "contributions", "result"]) {
    if (!Array.isArray(document[name]) || !document[name].every(isObject)) return `${name} is no list`;
  }
  if (!document.roster.every((line) => isText(line.ref) && isTextOrNull(line.group)))
    return "a line of the roster is not readable";
  if (!document.sessions.every(({ number, seats }) => Number.isInteger(number) && (seats === null || Number.isInteger(seats))))
    return "a session is not readable";
  if (!document.contributions.every(({ by, text, at }) => isText(by) && isText(text) && isText(at)))
    return "a contribution is not readable";
  if (!document.result.every(({ ref, place }) => isText(ref) && Number.isInteger(place)))
    return "a line of the result is not readable";
  if (document.drawnAt !== null && document.way === "computer" && (document.secret === null || document.seed === null))
    return "secret or seed is missing";
  return null;
}

/** SHA-256 (FIPS 180-4) of the UTF-8 bytes of a text. */
export function hash(text) {
  const message = new TextEncoder().encode(text);
  const padded = new Uint8Array(Math.ceil((message.length + 9) / 64) * 64);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor((message.length * 8) / 2 ** 32));
  view.setUint32(padded.length - 4, (message.length * 8) >>> 0);
  const state = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];
  const w = new Array(64);
  for (let start = 0; start < padded.length; start += 64) {
    for (let t = 0; t < 16; t += 1) w[t] = view.getUint32(start + t * 4);
    for (let t = 16; t < 64; t += 1) {
      const s0 = turn(w[t - 15], 7) ^ turn(w[t - 15], 18) ^ (w[t - 15] >>> 3);
      const s1 = turn(w[t - 2], 17) ^ turn(w[t - 2], 19) ^ (w[t - 2] >>> 10);
      w[t] = (w[t - 16] + s0 + w[t - 7] + s1) >>> 0;
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let t = 0; t < 64; t += 1) {
      const t1 = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + ROUND[t] + w[t]) >>> 0;
      const t2 = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) >>> 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) >>> 0, c, b, a, (t1 + t2) >>> 0];
    }
    [a, b, c, d, e, f, g, h].forEach((word, index) => {
      state[index] = (state[index] + word) >>> 0;
    });
  }
  return state.map((word) => word.toString(16).padStart(8, "0")).join("");
}

function turn(word, by) {
  return (word >>> by) | (word << (32 - by));
}

/** The first 32 bits of the fractional parts of the cube roots of the first 64 primes, by integers alone. */
const ROUND = (() => {
  const primes = [];
  for (let candidate = 2; primes.length < 64; candidate += 1)
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate);
  return primes.map((prime) => {
    const wanted = BigInt(prime) << 96n;
    let low = 0n;
    let high = 1n << 36n;
    while (high - low > 1n) {
      const middle = (low + high) >> 1n;
      if (middle * middle * middle <= wanted) low = middle;
      else high = middle;
    }
    return Number(low & 0xffffffffn);
  });
})();

async function main(path) {
  const { readFile } = await import("node:fs/promises");
  let document;
  try {
    document = JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    console.error(`not readable: ${error.message}`);
    return 2;
  }
  const { state, faults } = verifyDraw(document);
  for (const { code, text } of faults) console.log(`wrong (${code}): ${text}`);
  if (state === "invalid") return 1;
  const said = {
    drawn: "ok: roster, commitment, seed and result agree",
    frozen: "ok so far: the roster agrees with its hash; the draw is not held yet",
    hand: "ok: the roster agrees with its hash and the result is complete; a draw by hand cannot be computed again",
  };
  console.log(said[state]);
  return 0;
}

if (typeof process !== "undefined" && process.argv?.[1]?.endsWith("verify-draw.mjs")) {
  if (process.argv[2] === undefined) {
    console.error("usage: node verify-draw.mjs draw.json");
    process.exitCode = 2;
  } else process.exitCode = await main(process.argv[2]);
}
