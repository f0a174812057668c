/** The computer draw: anyone gets the same order again, every order is as likely as any other, neighbours are avoided. */
import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeCommitment, computeDraw, computeSeed } from "#app/domain/draw/draw.ts";
import { computeRosterHash, type FrozenDraw, type RosterLine } from "#app/domain/draw/roster.ts";

const sha256 = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");

/** "AAB" is three entries, two from delegation A. A dot belongs to no delegation. */
function makeRoster(delegations: string): RosterLine[] {
  return [...delegations].map((letter, index) => ({
    ref: `e${String(index).padStart(3, "0")}`,
    group: letter === "." ? null : letter,
  }));
}

function draw(roster: readonly RosterLine[], seed: string, avoidNeighbours = true) {
  return computeDraw({ roster, seed: sha256(seed), sha256, avoidNeighbours });
}

/** The letters of the order, for reading. */
function spell(roster: readonly RosterLine[], order: readonly string[]): string {
  const letters = new Map(roster.map((entry) => [entry.ref, entry.group ?? "."]));
  return order.map((ref) => letters.get(ref)).join("");
}

const anyRoster = fc.array(fc.constantFrom(..."AABBC."), { maxLength: 24 }).map((letters) => makeRoster(letters.join("")));

/** Counted by an independent rule: two of the same letter side by side, where the dot is nobody. */
function countPairs(spelled: string): number {
  return [...spelled].filter((letter, index) => letter !== "." && letter === spelled[index + 1]).length;
}

function listOrders(letters: string): string[] {
  if (letters.length <= 1) return [letters];
  return [...letters].flatMap((letter, index) =>
    listOrders(letters.slice(0, index) + letters.slice(index + 1)).map((rest) => letter + rest),
  );
}

describe("computeDraw", () => {
  it("is a permutation of the roster", () => {
    fc.assert(
      fc.property(anyRoster, fc.string(), fc.boolean(), (roster, seed, avoid) => {
        const { order } = draw(roster, seed, avoid);
        expect([...order].sort()).toEqual(roster.map((entry) => entry.ref).sort());
      }),
    );
  });

  it("depends on the seed and the roster alone, not on the order in which it was given", () => {
    fc.assert(
      fc.property(anyRoster, fc.string(), fc.boolean(), (roster, seed, avoid) => {
        expect(draw([...roster].reverse(), seed, avoid)).toEqual(draw(roster, seed, avoid));
      }),
    );
    const roster = makeRoster("AAAABBBBCCCC");
    expect(draw(roster, "one").order).not.toEqual(draw(roster, "two").order);
  });

  it("stays what it was: a published draw must come out again in a later version", () => {
    // Computed by another program from the description of the draw.
    expect(draw(makeRoster("AABBC."), "published", false).order.join(" ")).toBe("e005 e002 e004 e003 e000 e001");
    const roster = makeRoster("AAAABBBBCCCC");
    const drawn = draw(roster, "published");
    expect(drawn).toMatchObject({ neighbours: 0, attempt: 39 });
    expect(spell(roster, drawn.order)).toBe("CABABCBACACB");
  });

  it("has no neighbours from one delegation wherever an order without them exists", () => {
    fc.assert(
      fc.property(anyRoster, fc.string(), (roster, seed) => {
        const counts = ["A", "B", "C"].map((letter) => roster.filter((entry) => entry.group === letter).length);
        const { order, neighbours } = draw(roster, seed);
        expect(countPairs(spell(roster, order))).toBe(neighbours);
        if (Math.max(...counts) <= Math.ceil(roster.length / 2)) expect(neighbours).toBe(0);
      }),
    );
  });

  it("finds the only order of AAABB", () => {
    const roster = makeRoster("AAABB");
    for (let seed = 0; seed < 50; seed += 1) expect(spell(roster, draw(roster, String(seed)).order)).toBe("ABABA");
  });

  it("has as few neighbours as any order has, where none is without", () => {
    for (const letters of ["AA", "AAAB", "AAAAB", "AAAAABB", "AAAA.", "AAAAABC"]) {
      const fewest = Math.min(...listOrders(letters).map(countPairs));
      for (let seed = 0; seed < 20; seed += 1) {
        const { order, neighbours } = draw(makeRoster(letters), String(seed));
        expect(neighbours).toBe(fewest);
        expect(countPairs(spell(makeRoster(letters), order))).toBe(fewest);
      }
    }
  });

  it("draws place by place where a shuffle would hardly ever do", () => {
    const roster = makeRoster("A".repeat(30) + "B".repeat(29));
    const drawn = draw(roster, "crowded");
    expect(drawn.attempt).toBeNull();
    expect(spell(roster, drawn.order)).toBe(`${"AB".repeat(29)}A`);
    const equal = makeRoster("A".repeat(20) + "B".repeat(20));
    const starts = new Set(Array.from({ length: 20 }, (_, seed) => spell(equal, draw(equal, String(seed)).order)[0]));
    expect(starts).toEqual(new Set(["A", "B"]));
    const forced = makeRoster("A".repeat(40) + "B".repeat(20));
    expect(draw(forced, "forced")).toMatchObject({ neighbours: 19, attempt: null });
  });

  it("gives every order the same chance (chi-square, 24 orders, 12,000 seeds)", () => {
    const roster = makeRoster("....");
    const seen = new Map<string, number>();
    for (let seed = 0; seed < 12_000; seed += 1) {
      const key = draw(roster, `uniform ${seed}`, false).order.join();
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
    expect(seen.size).toBe(24);
    expect(computeChiSquare([...seen.values()], 12_000)).toBeLessThan(CHI_SQUARE_23);
  });

  it("gives every entry every place as often (chi-square, 12 entries, 10,000 draws without the neighbour rule)", () => {
    const roster = makeRoster("AAAABBBCC...");
    const size = roster.length;
    const draws = 10_000;
    const seen = roster.map(() => new Array<number>(size).fill(0));
    for (let seed = 0; seed < draws; seed += 1) {
      for (const [place, ref] of draw(roster, `place ${seed}`, false).order.entries()) {
        const own = seen[Number(ref.slice(1))];
        if (own) own[place] = (own[place] ?? 0) + 1;
      }
    }
    // Each entry alone has size - 1 degrees of freedom, all together (size - 1)²; 0.001 of chi-square, by fixed seeds.
    const boundOf = (degrees: number) => degrees * (1 - 2 / (9 * degrees) + 3.09 * Math.sqrt(2 / (9 * degrees))) ** 3;
    const each = seen.map((counts) => computeChiSquare(counts, draws));
    for (const chiSquare of each) expect(chiSquare).toBeLessThan(boundOf(size - 1));
    expect(each.reduce((sum, chiSquare) => sum + chiSquare, 0)).toBeLessThan(boundOf((size - 1) ** 2));
  });

  it("gives every allowed order the same chance under the neighbour rule (48 of the 120 of AABBC)", () => {
    const roster = makeRoster("AABBC");
    const allowed = listOrders("01234").filter(
      (order) => countPairs([...order].map((index) => "AABBC"[Number(index)]).join("")) === 0,
    );
    expect(allowed).toHaveLength(48);
    const seen = new Map<string, number>();
    const draws = allowed.length * 500;
    for (let seed = 0; seed < draws; seed += 1) {
      const key = draw(roster, `allowed ${seed}`).order.join();
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
    expect(seen.size).toBe(allowed.length);
    const degrees = allowed.length - 1;
    // 0.001 of chi-square by Wilson and Hilferty; the seeds are fixed, so that this never fails by chance.
    const bound = degrees * (1 - 2 / (9 * degrees) + 3.09 * Math.sqrt(2 / (9 * degrees))) ** 3;
    expect(computeChiSquare([...seen.values()], draws)).toBeLessThan(bound);
  });

  it("would notice a shuffle that favours places", () => {
    // Swapping with any place instead of those left is the usual mistake.
    const seen = new Map<string, number>();
    for (let seed = 0; seed < 12_000; seed += 1) {
      const order = [0, 1, 2, 3];
      const words = sha256(`biased ${seed}`);
      for (let place = 0; place < 4; place += 1) {
        const chosen = Number.parseInt(words.slice(place * 8, place * 8 + 8), 16) % 4;
        [order[place], order[chosen]] = [order[chosen] ?? 0, order[place] ?? 0];
      }
      seen.set(order.join(), (seen.get(order.join()) ?? 0) + 1);
    }
    expect(computeChiSquare([...seen.values()], 12_000)).toBeGreaterThan(CHI_SQUARE_23);
  });

  it("throws words away that would favour the low places", () => {
    // 2^32 is not a multiple of 3: the last word leaves one remainder over.
    const words = ["ffffffff", "00000002", "00000001"];
    const stream = (text: string): string => (text.endsWith(":0") ? words.join("").padEnd(64, "0") : "0".repeat(64));
    const roster = makeRoster("...");
    const drawn = computeDraw({ roster, seed: "0".repeat(64), sha256: stream, avoidNeighbours: false });
    expect(drawn.order).toEqual(["e000", "e001", "e002"]);
  });

  it("draws rosters of nobody and of one", () => {
    expect(draw([], "x")).toEqual({ order: [], neighbours: 0, attempt: 1 });
    expect(draw(makeRoster("A"), "x").order).toEqual(["e000"]);
  });

  it("refuses a seed that is no hash and an entry that stands twice", () => {
    const roster = makeRoster("A");
    expect(() => computeDraw({ roster, seed: "abc", sha256, avoidNeighbours: true })).toThrow(RangeError);
    expect(() => draw([...roster, ...roster], "x")).toThrow(RangeError);
  });
});

describe("what is published around a draw", () => {
  it("hashes a frozen roster whatever its order, and notices any change of what was fixed", () => {
    const roster = makeRoster("AAB");
    const frozen: FrozenDraw = {
      format: 2,
      id: "d",
      kind: "seat",
      module: null,
      avoidNeighbours: true,
      sessions: [{ number: 1, seats: 3 }],
      roster,
    };
    const hash = computeRosterHash(frozen, sha256);
    expect(computeRosterHash({ ...frozen, roster: [...roster].reverse() }, sha256)).toBe(hash);
    const changes: readonly Partial<FrozenDraw>[] = [
      { roster: makeRoster("ABB") },
      { roster: makeRoster("AA") },
      { id: "e" },
      { kind: "session" },
      { module: "B" },
      { avoidNeighbours: false },
      { sessions: [] },
      { sessions: [{ number: 1, seats: null }] },
      { format: 1 },
    ];
    for (const change of changes) expect(computeRosterHash({ ...frozen, ...change }, sha256)).not.toBe(hash);
  });

  it("hashes rosters of the first format as they were published", () => {
    const frozen = { format: 1, id: "d", kind: "seat", module: null, avoidNeighbours: true, sessions: [] } as const;
    const text = '["roster",["e000","A"],["e001","B"]]';
    expect(computeRosterHash({ ...frozen, roster: makeRoster("AB") }, sha256)).toBe(sha256(text));
  });

  it("binds the secret, and takes every contribution into the seed", () => {
    expect(computeCommitment("secret", sha256)).not.toBe(computeCommitment("Secret", sha256));
    const contributions = [
      { by: "u-1", text: "通州 2025" },
      { by: "u-2", text: "8 6 3" },
    ];
    const seed = computeSeed({ secret: "secret", rosterHash: "r", contributions }, sha256);
    expect(seed).toMatch(/^[0-9a-f]{64}$/);
    const others = [
      { secret: "other", rosterHash: "r", contributions },
      { secret: "secret", rosterHash: "s", contributions },
      { secret: "secret", rosterHash: "r", contributions: [...contributions].reverse() },
      { secret: "secret", rosterHash: "r", contributions: contributions.slice(1) },
      {
        secret: "secret",
        rosterHash: "r",
        contributions: [
          { by: "u-1", text: "通州 20258" },
          { by: "u-2", text: " 6 3" },
        ],
      },
    ];
    for (const other of others) expect(computeSeed(other, sha256)).not.toBe(seed);
  });
});

/** The value that chi-square of 23 degrees of freedom exceeds once in a thousand (published table). */
const CHI_SQUARE_23 = 49.728;

function computeChiSquare(counts: readonly number[], total: number): number {
  const expected = total / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}
