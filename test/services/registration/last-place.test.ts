/**
 * Two people take the last place at the same moment, a hundred times: exactly one has it. On PostgreSQL they act through two
 * processes' worth of runtimes; a file of SQLite belongs to one process, and both act through its one queue.
 */
import { afterAll, beforeAll, expect, it } from "vitest";
import { allow } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { answerOffer } from "#app/services/registration/answer-offer.server.ts";
import { reviewEntries } from "#app/services/registration/review-entries.server.ts";
import { withdrawEntry } from "#app/services/registration/withdraw-entry.server.ts";
import { actorOf, addUser } from "../../support/competition-steps.ts";
import {
  addRegistrationScene,
  importFile,
  makeRosterFile,
  type RegistrationScene,
  submitDrafts,
} from "../../support/registration-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";
import { openSecondRuntime } from "../../support/two-runtimes.ts";

const TIMES = 100;
const QUOTA = 4;

/** How an act of the race is done: by the service, or by a double without its guard. */
type Accept = (
  runtime: Runtime,
  actor: Actor,
  competitionId: string,
  entry: { readonly id: string; readonly updatedAt: Date },
) => Promise<unknown>;

const acceptGuarded: Accept = (runtime, actor, competitionId, { id, updatedAt }) =>
  reviewEntries(runtime, actor, { competitionId, act: "accept", reason: "", entries: [{ id, seenAt: updatedAt }] });

/** Counts what is committed, then writes: what a service must not do. */
const acceptUnguarded: Accept = async (runtime, _actor, competitionId, { id }) => {
  const { read } = runtime.database;
  const { eventId } = await read.entry.findUniqueOrThrow({ where: { id }, select: { eventId: true } });
  const accepted = await read.entry.count({ where: { eventId, status: "accepted" } });
  if (accepted >= QUOTA) return;
  await runtime.database.write(async ({ tables, audit }) => {
    await tables.entry.update({ where: { id }, data: { status: "accepted" } });
    await audit({ chain: competitionId, actorId: null, act: "accept-entry", objectKind: "entry", objectId: id });
    return allow(null);
  });
};

describeOnEachDatabase("the last place", (provider) => {
  let runtime: TestRuntime;
  let second: Runtime;
  let scene: RegistrationScene;
  let otherReviewer: Actor;
  /** Three that stand, and two that reach for the fourth place. */
  let ids: readonly string[];

  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
    second = provider === "postgresql" ? await openSecondRuntime(runtime) : runtime;
    scene = await addRegistrationScene(runtime);
    const reviewer = await addUser(runtime, "other-reviewer");
    await runtime.database.write(async ({ tables, audit }) => {
      const { competitionId } = scene;
      const createdAt = runtime.clock.now();
      await tables.roleGrant.create({ data: { id: newId(), userId: reviewer, role: "reviewer", competitionId, createdAt } });
      await audit({ chain: SYSTEM_CHAIN, actorId: null, act: "plant", objectKind: "competition", objectId: competitionId });
      return allow(null);
    });
    otherReviewer = await actorOf(runtime, reviewer);
    const names = ["张一", "张二", "张三", "张四", "张五", "张六"];
    await importFile(runtime, scene, await makeRosterFile(names.map((name) => ({ name }))));
    ids = [...(await submitDrafts(runtime, scene))].sort();
  });
  afterAll(async () => {
    if (second !== runtime) await second.close();
    await runtime.dispose();
  });

  type State = { readonly status: string; readonly entrantNumber?: string; readonly isOffered?: boolean };

  /** Puts the entries into these states, the ones not named aside; a waiting one waits in the order given. */
  async function arrange(states: readonly State[]): Promise<void> {
    runtime.clock.advanceMinutes(1);
    const now = runtime.clock.now();
    await runtime.database.write(async ({ tables, audit }) => {
      await tables.entry.updateMany({ where: { id: { in: [...ids] } }, data: { status: "withdrawn", entrantNumber: null } });
      for (const [index, { status, entrantNumber = null, isOffered = false }] of states.entries()) {
        const offerEndsAt = isOffered ? new Date(now.getTime() + 3_600_000) : null;
        await tables.entry.update({
          where: { id: ids[index] ?? "" },
          data: {
            status,
            entrantNumber,
            waitingSince: status === "waiting" ? new Date(now.getTime() + index) : null,
            offeredAt: isOffered ? now : null,
            offerEndsAt,
            updatedAt: now,
          },
        });
      }
      await audit({
        chain: SYSTEM_CHAIN,
        actorId: null,
        act: "arrange",
        objectKind: "event",
        objectId: scene.electrician.eventId,
      });
      return allow(null);
    });
  }
  const see = () => runtime.database.read.entry.findMany({ where: { id: { in: [...ids] } }, orderBy: { id: "asc" } });

  /** What is wrong with the places as they stand: more taken than there are, or numbers that are not 1 to n. */
  async function listFaults(expectedTaken: number): Promise<readonly string[]> {
    const entries = await see();
    const taken = entries.filter(
      ({ status, offeredAt }) => status === "accepted" || (status === "waiting" && offeredAt !== null),
    );
    const numbers = entries.flatMap(({ entrantNumber }) => entrantNumber ?? []).sort();
    const expected = numbers.map((_, index) => `DG00${index + 1}`);
    const withoutNumber = entries.filter(({ status, entrantNumber }) => status === "accepted" && entrantNumber === null).length;
    return [
      ...(taken.length === expectedTaken ? [] : [`${taken.length} places taken of ${expectedTaken}`]),
      ...(JSON.stringify(numbers) === JSON.stringify(expected) ? [] : [`numbers ${numbers.join(" ")}`]),
      ...(withoutNumber === 0 ? [] : [`${withoutNumber} without a number`]),
    ];
  }

  const STANDING: readonly State[] = ["DG001", "DG002", "DG003"].map((entrantNumber) => ({ status: "accepted", entrantNumber }));

  /** Two reviewers accept another entry each, one in each process. @returns how many rounds ended in a fault */
  async function raceForLastPlace(accept: Accept, times: number): Promise<number> {
    let faulty = 0;
    for (let time = 0; time < times; time += 1) {
      await arrange([...STANDING, { status: "submitted" }, { status: "submitted" }]);
      const entries = await see();
      const [left, right] = [entries[3], entries[4]];
      if (!left || !right) throw new Error("two entries must reach for the place");
      await Promise.all([
        accept(runtime, scene.reviewer, scene.competitionId, left),
        accept(second, otherReviewer, scene.competitionId, right),
      ]);
      if ((await listFaults(QUOTA)).length > 0) faulty += 1;
    }
    return faulty;
  }

  it(`goes to exactly one of two entries accepted at once, ${TIMES} times of ${TIMES}`, async () => {
    expect(await raceForLastPlace(acceptGuarded, TIMES)).toBe(0);
  }, 900_000);

  it("is given twice by a double that counts before it writes: the race is one", async () => {
    expect(await raceForLastPlace(acceptUnguarded, 10)).toBeGreaterThan(0);
  }, 900_000);

  it("is offered once when two places are left and taken at once", async () => {
    const { delegationId, leader, reviewer, competitionId } = scene;
    for (let time = 0; time < TIMES; time += 1) {
      // An accepted entry is withdrawn while a reviewer accepts another one; one waits already. Whoever is first, four have a place.
      await arrange([
        ...STANDING,
        { status: "accepted", entrantNumber: "DG004" },
        { status: "waiting" },
        { status: "submitted" },
      ]);
      const entries = await see();
      await Promise.all([
        withdrawEntry(runtime, leader, { delegationId, entryId: ids[0] ?? "" }),
        acceptGuarded(second, reviewer, competitionId, entries[5] ?? { id: "", updatedAt: new Date() }),
      ]);
      const after = await see();
      expect(await listFaults(QUOTA)).toEqual([]);
      expect([after[4]?.status, after[4]?.offeredAt !== null, after[5]?.status]).toEqual(["waiting", true, "submitted"]);
    }
  }, 900_000);

  it("is answered once, when two people of a delegation answer at once", async () => {
    const { delegationId, leader } = scene;
    for (let time = 0; time < TIMES; time += 1) {
      await arrange([...STANDING, { status: "waiting", isOffered: true }, { status: "waiting" }]);
      const entryId = ids[3] ?? "";
      const decisions = await Promise.all([
        answerOffer(runtime, leader, { delegationId, entryId, act: "accept" }),
        answerOffer(second, leader, { delegationId, entryId, act: time % 2 === 0 ? "accept" : "decline" }),
      ]);
      expect(decisions.filter(({ ok }) => ok)).toHaveLength(1);
      expect(await listFaults(QUOTA)).toEqual([]);
    }
  }, 900_000);
});
