/** The standalone program, written from the description alone, computes every draw again, and finds whatever was changed. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DRAW_SCHEMA, type DrawDocument } from "#app/domain/draw/document.ts";
import { computeCommitment, computePlaces, computeSeed } from "#app/domain/draw/draw.ts";
import { computeSeatCodes } from "#app/domain/draw/plan.ts";
import { computeRosterHash, type DrawKind, type DrawnSession, type RosterLine } from "#app/domain/draw/roster.ts";

const PROGRAM = fileURLToPath(new URL("../../../app/public/verify-draw.mjs", import.meta.url));
const { verifyDraw, hash } = (await import(PROGRAM)) as {
  verifyDraw(document: unknown): { state: string; faults: { code: string }[] };
  hash(text: string): string;
};
const sha256 = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");
const AT = "2026-12-05T01:00:00.000Z";

type Plan = {
  readonly letters: string;
  readonly kind: DrawKind;
  readonly sessions: readonly DrawnSession[];
  readonly avoidNeighbours: boolean;
  readonly secret: string;
  readonly texts: readonly string[];
};

/** A draw as the system holds and publishes it; a dot belongs to no delegation with others. */
function hold({ letters, kind, sessions, avoidNeighbours, secret, texts }: Plan, format = 2): DrawDocument {
  const roster = [...letters].map(
    (letter, index): RosterLine => ({
      ref: sha256(`ref ${secret} ${index}`).slice(0, 12),
      group: letter === "." ? null : letter,
    }),
  );
  const frozen = { format, id: `draw-${secret}`, kind, module: null, avoidNeighbours, sessions, roster };
  const rosterHash = computeRosterHash(frozen, sha256);
  const contributions = texts.map((text, index) => ({ by: index === 0 ? "supervisor-1" : `leader-${index}`, text, at: AT }));
  const seed = computeSeed({ secret, rosterHash, contributions }, sha256);
  const places = computePlaces({ kind, roster, sessions, avoidNeighbours, seed, sha256 });
  const codes = kind === "seat" ? computeSeatCodes(roster.length, sessions[0]?.number ?? null) : [];
  return {
    ...frozen,
    $schema: DRAW_SCHEMA,
    competition: "c",
    event: "E1",
    round: 1,
    version: 1,
    way: "computer",
    rosterHash,
    commitment: computeCommitment(secret, sha256),
    frozenAt: "2026-12-05T00:00:00.000Z",
    contributed: contributions.length,
    contributions,
    secret,
    seed,
    drawnAt: "2026-12-05T02:00:00.000Z",
    result: [...places].map(([ref, place]) => ({ ref, place, seatCode: codes[place - 1] ?? null })),
    statement: null,
    superseded: null,
  };
}

const anyTexts = fc.array(fc.string({ unit: "grapheme", maxLength: 20 }), { minLength: 1, maxLength: 4 });
const anySeats = fc.record({
  letters: fc.array(fc.constantFrom(..."AABBCD."), { minLength: 1, maxLength: 40 }).map((letters) => letters.join("")),
  kind: fc.constant("seat" as const),
  sessions: fc.constantFrom([], [{ number: 2, seats: 40 }], [{ number: 11, seats: null }]),
  avoidNeighbours: fc.boolean(),
  secret: fc.uuid(),
  texts: anyTexts,
});
const anySessions = fc.record({
  letters: fc.array(fc.constantFrom(..."AAABBCD."), { minLength: 1, maxLength: 60 }).map((letters) => letters.join("")),
  kind: fc.constant("session" as const),
  sessions: fc
    .array(fc.oneof(fc.constant(null), fc.integer({ min: 15, max: 40 })), { minLength: 4, maxLength: 6 })
    .map((all) => all.map((seats, index) => ({ number: index + 1, seats }))),
  avoidNeighbours: fc.constant(false),
  secret: fc.uuid(),
  texts: anyTexts,
});

describe("the standalone program", () => {
  it("has a SHA-256 of its own that is the usual one", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => void expect(hash(text)).toBe(sha256(text))),
      { numRuns: 200 },
    );
  });

  it("computes every draw of seats again", () => {
    fc.assert(
      fc.property(anySeats, (plan) => void expect(verifyDraw(hold(plan))).toEqual({ state: "drawn", faults: [] })),
      { numRuns: 300 },
    );
  });

  it("computes every draw of sessions again", () => {
    fc.assert(
      fc.property(anySessions, (plan) => void expect(verifyDraw(hold(plan))).toEqual({ state: "drawn", faults: [] })),
      { numRuns: 300 },
    );
  });

  it("computes those again that are drawn place by place, and those of the first format", () => {
    const plan = { kind: "seat", sessions: [], avoidNeighbours: true, texts: ["一"] } as const;
    for (const letters of ["A".repeat(12) + "B".repeat(11), `${"A".repeat(20)}${"B".repeat(8)}...`, "AAAB"]) {
      for (const secret of ["s1", "s2", "s3"]) {
        expect(verifyDraw(hold({ ...plan, letters, secret }))).toEqual({ state: "drawn", faults: [] });
        expect(verifyDraw(hold({ ...plan, letters, secret }, 1))).toEqual({ state: "drawn", faults: [] });
      }
    }
  });

  it("finds whatever was changed", () => {
    const swap = (document: DrawDocument): DrawDocument => {
      const [first, second, ...rest] = document.result;
      if (!first || !second) throw new Error("two entries are needed");
      return {
        ...document,
        result: [{ ...first, ref: second.ref }, { ...second, ref: first.ref }, ...rest],
      };
    };
    const changes: readonly [string, (document: DrawDocument) => unknown][] = [
      ["result", swap],
      ["result", (document) => ({ ...document, result: document.result.slice(1) })],
      ["roster-hash", (document) => ({ ...document, roster: document.roster.slice(1) })],
      ["roster-hash", (document) => ({ ...document, roster: document.roster.map((line) => ({ ...line, group: null })) })],
      ["roster-hash", (document) => ({ ...document, avoidNeighbours: false })],
      ["roster-hash", (document) => ({ ...document, id: "another" })],
      ["roster-hash", (document) => ({ ...document, sessions: [{ number: 1, seats: null }] })],
      ["commitment", (document) => ({ ...document, secret: "another" })],
      ["seed", (document) => ({ ...document, contributions: [...document.contributions].reverse() })],
      ["seed", (document) => ({ ...document, contributions: document.contributions.slice(1) })],
      ["seed", (document) => ({ ...document, seed: sha256("wanted") })],
      ["contributions", (document) => ({ ...document, frozenAt: "2026-12-05T01:30:00.000Z" })],
      ["seat-codes", (document) => ({ ...document, result: document.result.map((line) => ({ ...line, seatCode: "01" })) })],
      ["form", (document) => ({ ...document, roster: "none" })],
      ["form", () => null],
    ];
    fc.assert(
      fc.property(fc.uuid(), (secret) => {
        const document = hold({
          letters: "AAABBBCCD.",
          kind: "seat",
          sessions: [],
          avoidNeighbours: true,
          secret,
          texts: ["头条", "八"],
        });
        expect(verifyDraw(document).state).toBe("drawn");
        for (const [code, change] of changes) {
          const { state, faults } = verifyDraw(change(document));
          expect(state, code).toBe("invalid");
          expect(faults.map((fault) => fault.code)).toContain(code);
        }
      }),
      { numRuns: 20 },
    );
  });

  it("finds entries that were moved to another session, and a session that is too full", () => {
    const sessions = [1, 2, 3].map((number) => ({ number, seats: 4 }));
    const document = hold({
      letters: "AAABBBCCD.",
      kind: "session",
      sessions,
      avoidNeighbours: false,
      secret: "s",
      texts: ["一"],
    });
    const moved = document.result.map((line, index) => (index === 0 ? { ...line, place: (line.place % 3) + 1 } : line));
    expect(verifyDraw({ ...document, result: moved }).faults.map(({ code }) => code)).toContain("result");
    const crowded = document.result.map((line) => ({ ...line, place: 1 }));
    expect(verifyDraw({ ...document, result: crowded }).faults.map(({ code }) => code)).toContain("result");
  });

  it("says of a frozen roster that it agrees, and of a draw by hand that it is complete", () => {
    const document = hold({ letters: "AAB", kind: "seat", sessions: [], avoidNeighbours: true, secret: "s", texts: ["一"] });
    const sealed = { ...document, secret: null, seed: null, drawnAt: null, result: [], contributions: [] };
    expect(verifyDraw(sealed)).toEqual({ state: "frozen", faults: [] });
    expect(verifyDraw({ ...sealed, result: document.result }).state).toBe("invalid");
    const byHand = { ...document, way: "hand", commitment: null, secret: null, seed: null, contributions: [] };
    expect(verifyDraw(byHand)).toEqual({ state: "hand", faults: [] });
    const twice = byHand.result.map((line) => ({ ...line, place: 1, seatCode: "01" }));
    expect(verifyDraw({ ...byHand, result: twice }).state).toBe("invalid");
  });

  it("runs alone on a command line, and ends with what it found", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "skillladder-draw-"));
    try {
      fs.copyFileSync(PROGRAM, path.join(folder, "verify-draw.mjs"));
      const document = hold({ letters: "AABBC.", kind: "seat", sessions: [], avoidNeighbours: true, secret: "s", texts: ["一"] });
      const run = (content: string) => {
        fs.writeFileSync(path.join(folder, "draw.json"), content);
        try {
          return {
            code: 0,
            said: execFileSync(process.execPath, ["verify-draw.mjs", "draw.json"], { cwd: folder, encoding: "utf8" }),
          };
        } catch (error) {
          const { status, stdout } = error as { status: number; stdout: string };
          return { code: status, said: stdout };
        }
      };
      expect(run(JSON.stringify(document))).toMatchObject({ code: 0, said: expect.stringMatching(/^ok: /) });
      expect(run(JSON.stringify({ ...document, secret: "t" }))).toMatchObject({
        code: 1,
        said: expect.stringMatching(/^wrong \(commitment\)/),
      });
      expect(run("{").code).toBe(2);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
});
