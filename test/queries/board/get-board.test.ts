/** What each level of disclosure shows of a round, and above all what it does not. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { DISCLOSURES, ROUND_PHASES } from "#app/domain/shared/vocabulary.ts";
import { getBoard } from "#app/queries/board/get-board.server.ts";
import {
  addBoardWorld,
  type BoardWorld,
  confirmMark,
  publishOnSite,
  setDisclosure,
  setRoundPhase,
  signForm,
} from "../../support/board-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("the public board", (provider) => {
  let runtime: TestRuntime;
  let world: BoardWorld;

  beforeEach(async () => {
    runtime = await createTestRuntime(provider);
    world = await addBoardWorld(runtime);
  });
  afterEach(() => runtime.dispose());

  /** Everything that tells who an entry is, or joins it to marks by a code of marking. */
  function listSecrets(): string[] {
    return world.entries.flatMap((entry) => [
      entry.name,
      entry.documentNumber,
      entry.reviewCode,
      entry.seatCode,
      entry.subjectId,
      entry.entryId,
      entry.personId,
      ...Object.values(entry.forms),
    ]);
  }

  function expectNoSecret(snapshot: unknown): void {
    const text = JSON.stringify(snapshot);
    for (const secret of [...listSecrets(), "ELE00", "潞城", "Lucheng", "运河", "unit-works"]) expect(text).not.toContain(secret);
  }

  it("ranks by public code what is confirmed, and nothing else", async () => {
    const [first, second, third] = world.entries;
    await confirmMark(runtime, first, "A1", 4000);
    runtime.clock.advanceMinutes(1);
    await confirmMark(runtime, second, "A1", 5500);
    await signForm(runtime, String(third.forms.A1), "A1.1", 6000);
    const board = await getBoard(runtime, world.roundId);
    expect(board).toMatchObject({
      competition: "tz-2026",
      event: "ELE",
      version: 3,
      disclosure: "blind",
      phase: "judging",
      maximum: 10000,
      progress: { confirmed: 2, total: 6 },
    });
    expect(board.rows.map(({ publicCode, place, mark, formsDone }) => [publicCode, place, mark, formsDone])).toEqual([
      [second.publicCode, 1, 5500, 1],
      [first.publicCode, 2, 4000, 1],
      [third.publicCode, null, null, 0],
    ]);
    expect(board.rows[0]?.changedAt).toBe("2026-11-20T01:01:00.000Z");
    expect(board.rows.every(({ name }) => name === null)).toBe(true);
  });

  it("carries no name, no delegation, no review code and no seat code before publication, whatever was set", async () => {
    for (const [index, entry] of world.entries.entries()) await confirmMark(runtime, entry, "A1", 1000 * (index + 1));
    for (const phase of ROUND_PHASES.filter((word) => word !== "draw")) {
      await setRoundPhase(runtime, world, phase);
      for (const disclosure of DISCLOSURES) {
        await setDisclosure(runtime, world, disclosure);
        const board = await getBoard(runtime, world.roundId);
        expectNoSecret(board);
        expect(board.disclosure).not.toBe("named");
        expect(JSON.stringify(board)).not.toContain('"award"');
      }
    }
  });

  it("lists equals by public code, so that their order tells nothing", async () => {
    for (const entry of world.entries) await confirmMark(runtime, entry, "A1", 3000);
    const { rows } = await getBoard(runtime, world.roundId);
    expect(rows.map(({ publicCode, place, tied }) => [publicCode, place, tied])).toEqual([
      ["1846", 1, true],
      ["4920", 1, true],
      ["7305", 1, true],
    ]);
  });

  it("shows counts only at progress, and nothing at all while closed", async () => {
    await confirmMark(runtime, world.entries[0], "A1", 4000);
    await setDisclosure(runtime, world, "progress");
    expect(await getBoard(runtime, world.roundId)).toMatchObject({
      disclosure: "progress",
      version: 2,
      progress: { confirmed: 1, total: 6 },
      maximum: null,
      rows: [],
    });
    await setDisclosure(runtime, world, "closed");
    expect(await getBoard(runtime, world.roundId)).toEqual({
      competition: "tz-2026",
      event: "ELE",
      round: 1,
      kind: "final",
      rounds: 1,
      disclosure: "closed",
      phase: "judging",
      version: 0,
      changedAt: null,
      maximum: null,
      frozenAt: null,
      progress: null,
      rows: [],
    });
  });

  it("shows names, delegations and awards once the results are published", async () => {
    const marks = [3000, 6000, 4500];
    for (const [index, entry] of world.entries.entries()) {
      await confirmMark(runtime, entry, "A1", marks[index] ?? 0);
      await confirmMark(runtime, entry, "B1", 2000);
    }
    await setDisclosure(runtime, world, "closed");
    await publishOnSite(runtime, world);
    const board = await getBoard(runtime, world.roundId);
    expect(board.disclosure).toBe("named");
    expect(board.rows.map(({ place, mark, name }) => [place, mark, name?.holders, name?.delegation.name])).toEqual([
      [1, 8000, ["欧阳若琳"], "潞城代表队"],
      [2, 6500, ["曾博"], "潞城代表队"],
      [3, 5000, ["林晓楠"], "潞城代表队"],
    ]);
    expect(board.rows.map(({ name }) => name?.participation)).toEqual(["checked-in", "checked-in", "checked-in"]);
    // The search for secrets finds them where they are.
    expect(() => expectNoSecret(board)).toThrow();
    const text = JSON.stringify(board);
    for (const { reviewCode, seatCode, documentNumber, entryId } of world.entries) {
      for (const secret of [reviewCode, seatCode, documentNumber, entryId]) expect(text).not.toContain(secret);
    }
  });
});
