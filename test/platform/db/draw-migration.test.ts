/** Draws of the foundation version, brought up to date: what was published of them still verifies, and every seat stays its entry's. */
import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { computeDraw } from "#app/domain/draw/draw.ts";
import { DEFAULT_RULES } from "#app/domain/results/rules.ts";
import { createBus } from "#app/platform/bus.server.ts";
import { type Database, openDatabase } from "#app/platform/db/database.server.ts";
import { findDrawDocument } from "#app/queries/draw/find-draw-document.server.ts";
import { getDrawSlots } from "#app/queries/draw/get-draw-slots.server.ts";
import { applyMigrations } from "#prisma/migrate.ts";
import { insertRows, type StoredRow } from "../../support/insert-rows.ts";
import { createTestClock, createTestDatabase, describeOnEachDatabase } from "../../support/runtime.ts";

const PROGRAM = fileURLToPath(new URL("../../../app/public/verify-draw.mjs", import.meta.url));
const { verifyDraw } = (await import(PROGRAM)) as {
  verifyDraw(document: unknown): { state: string; faults: { code: string }[] };
};

const AT = "2026-11-20T01:00:00.000Z";
const HELD_AT = "2026-11-20T02:00:00.000Z";
const sha256 = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");

/** Twelve entries of four delegations, by ids whose order is not that of their numbers. */
const ENTRIES = Array.from({ length: 12 }, (_, index) => ({
  entryId: `entry-${String((index * 7) % 12).padStart(2, "0")}`,
  delegationId: `delegation-${index % 4}`,
  entrantNumber: `E1${String(index + 1).padStart(3, "0")}`,
}));
const ROSTER = ENTRIES.map(({ entryId, delegationId }) => ({ entryId, delegationId }));

/** As the foundation version computed them, here once more by its published recipe. */
const SECRET = "0123456789abcdef0123456789abcdef";
const ROSTER_HASH = sha256(
  JSON.stringify([
    "roster",
    ...[...ROSTER].sort((one, other) => (one.entryId < other.entryId ? -1 : 1)).map((line) => [line.entryId, line.delegationId]),
  ]),
);
const COMMITMENT = sha256(JSON.stringify(["commitment", SECRET]));
const SEED = sha256(JSON.stringify(["seed", SECRET, ROSTER_HASH, [["supervisor-user", "公平公正"]]]));
const { order: ORDER } = computeDraw({
  roster: ROSTER.map(({ entryId, delegationId }) => ({ ref: entryId, group: delegationId })),
  seed: SEED,
  sha256,
  avoidNeighbours: true,
});
const SEAT_OF = new Map(ORDER.map((entryId, index) => [entryId, String(index + 1).padStart(2, "0")]));

function listRows(): readonly StoredRow[] {
  const event = { name: "数控车", nameEn: "CNC", occupationCode: "6-18-01-01", group: "workers", entryKind: "individual" };
  const round = { eventId: "e", kind: "final", disclosure: "closed", phase: "draw" };
  const draw = { roster: JSON.stringify(ROSTER), rosterHash: ROSTER_HASH, commitment: COMMITMENT, secret: SECRET };
  const frozen = { ...draw, frozenAt: AT, frozenById: "organiser-user" };
  const rules = JSON.stringify({ ...DEFAULT_RULES, draw: undefined });
  return [
    [
      "Competition",
      {
        ...{ id: "c", code: "old", name: "区级大赛", nameEn: "District", tier: "district", class: "class-2", phase: "running" },
        ...{ venue: "一号馆", registrationClosesAt: AT, startsOn: AT, endsOn: AT, publicityWorkingDays: 5, createdAt: AT },
      },
    ],
    ["Event", { id: "e", competitionId: "c", code: "E1", ...event, teamSize: 1, quota: 30 }],
    ["EventRules", { id: "r", eventId: "e", version: 1, reason: "", createdById: "setup", createdAt: AT, content: rules }],
    ...[0, 1, 2, 3].map(
      (index): StoredRow => [
        "Delegation",
        { id: `delegation-${index}`, competitionId: "c", name: `第 ${index} 代表队`, nameEn: "D", regionCode: "110112" },
      ],
    ),
    ...ENTRIES.map(
      ({ entryId, delegationId, entrantNumber }, index): StoredRow => [
        "Entry",
        {
          ...{ id: entryId, eventId: "e", delegationId, entrantNumber, rosterNumber: String(index + 1), coach: "" },
          ...{ status: "accepted", eligible: 1, createdAt: AT, updatedAt: AT },
        },
      ],
    ),
    ...["held", "frozen", "open"].map((id, index): StoredRow => ["Round", { ...round, id, number: index + 1 }]),
    [
      "Draw",
      { roundId: "held", ...frozen, contribution: "公平公正", contributorId: "supervisor-user", seed: SEED, drawnAt: HELD_AT },
    ],
    ["Draw", { roundId: "frozen", ...frozen, contribution: null, contributorId: null, seed: null, drawnAt: null }],
    ...ENTRIES.flatMap(({ entryId }): StoredRow[] => [
      ["RoundEntry", { roundId: "held", entryId, participation: "expected", seatCode: SEAT_OF.get(entryId) ?? null }],
      ["RoundEntry", { roundId: "frozen", entryId, participation: "expected", seatCode: null }],
    ]),
  ];
}

describeOnEachDatabase("draws of the foundation version", (provider) => {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "skillladder-draws-"));
  let stored: Awaited<ReturnType<typeof createTestDatabase>>;
  let database: Database;

  beforeAll(async () => {
    stored = await createTestDatabase(provider, directory, "_foundation");
    const rows = listRows().map(([table, row]): StoredRow => {
      // PostgreSQL takes no number for a truth value.
      return provider === "postgresql" && table === "Entry" ? [table, { ...row, eligible: "true" }] : [table, row];
    });
    await insertRows(provider, stored.url, rows);
    await applyMigrations(stored.url);
    database = await openDatabase({ url: stored.url, bus: createBus(), clock: createTestClock() });
  });
  afterAll(async () => {
    await database?.close();
    await stored?.drop();
    fs.rmSync(directory, { recursive: true, force: true });
  });

  const publish = async (drawId: string) => {
    const document = await findDrawDocument(database.read, { drawId, eventId: "e" });
    if (!document) throw new Error("the draw is gone");
    return document;
  };

  it("still verify by the program that anyone runs, and a changed line does not", async () => {
    const document = await publish("held");
    expect(document).toMatchObject({
      ...{
        format: 1,
        kind: "seat",
        version: 1,
        way: "computer",
        rosterHash: ROSTER_HASH,
        commitment: COMMITMENT,
        secret: SECRET,
      },
      ...{ seed: SEED, frozenAt: AT, drawnAt: HELD_AT, contributed: 1, superseded: null },
    });
    expect(document.contributions).toEqual([{ by: "supervisor-user", text: "公平公正", at: HELD_AT }]);
    const sent = JSON.parse(JSON.stringify(document));
    expect(verifyDraw(sent)).toEqual({ state: "drawn", faults: [] });
    const [first, second, ...rest] = sent.result;
    const swapped = [{ ...first, ref: second.ref }, { ...second, ref: first.ref }, ...rest];
    expect(verifyDraw({ ...sent, result: swapped }).faults.map(({ code }) => code)).toContain("result");
  });

  it("keep every entry at its seat, and who contributed, held and froze", async () => {
    const lines = await database.read.drawLine.findMany({ where: { drawId: "held" } });
    expect(lines).toHaveLength(12);
    for (const { entryId, ref, place } of lines) {
      expect(ref).toBe(entryId);
      expect(String(place).padStart(2, "0")).toBe(SEAT_OF.get(entryId));
    }
    const parts = await database.read.roundEntry.findMany({ where: { roundId: "held" } });
    expect(new Map(parts.map(({ entryId, seatCode }) => [entryId, seatCode]))).toEqual(SEAT_OF);
    const draw = await database.read.draw.findUniqueOrThrow({ where: { id: "held" } });
    expect(draw).toMatchObject({ roundId: "held", slot: "seat", drawnById: "supervisor-user", frozenById: "organiser-user" });
  });

  it("stand on the page of the draw as drawn, frozen and open", async () => {
    const standOf = async (roundId: string) => {
      const { slots } = await getDrawSlots(database.read, roundId);
      return slots.map(({ slot, state, entries }) => [slot.key, state.frozenById, state.isDrawn, entries.length]);
    };
    expect(await standOf("held")).toEqual([["seat", "organiser-user", true, 12]]);
    expect(await standOf("frozen")).toEqual([["seat", "organiser-user", false, 12]]);
    expect(await standOf("open")).toEqual([["seat", null, false, 0]]);
    const sealed = await publish("frozen");
    expect(sealed).toMatchObject({ secret: null, seed: null, drawnAt: null, contributed: 0, result: [] });
    expect(verifyDraw(JSON.parse(JSON.stringify(sealed)))).toEqual({ state: "frozen", faults: [] });
  });
});
