/** Erasing the person of an account: a judge with a certificate who took another one for somebody; refused while anything runs. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { seal } from "#app/platform/crypto/vault.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { disableAccount } from "#app/services/accounts/disable-account.server.ts";
import { enableAccount } from "#app/services/accounts/enable-account.server.ts";
import { eraseAccount } from "#app/services/accounts/erase-account.server.ts";
import { runNextJob } from "#app/services/jobs/run-next-job.server.ts";
import { addGround, codesOf, must } from "../../support/competition-steps.ts";
import { plantRows } from "../../support/entitlement-steps.ts";
import { createScene, type Scene } from "../../support/judging-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";
import { scanRows } from "../../support/scan-rows.ts";

const NAME = "欧阳琥珀鸢";

describeOnEachDatabase("an account whose person is erased", (provider) => {
  let runtime: TestRuntime;
  let scene: Scene;
  let administrator: Actor;
  let userId: string;
  let wrapped: Record<"own" | "taken" | "other", Uint8Array>;

  beforeEach(async () => {
    runtime = await createTestRuntime(provider);
    scene = await createScene(runtime, { entries: [{}] });
    administrator = { ...(await addGround(runtime)) };
    userId = scene.judges[0].userId;
    const { competitionId } = scene;
    const sealedOf = {
      own: seal(runtime.keys, { name: NAME }),
      taken: seal(runtime.keys, { name: NAME }),
      other: seal(runtime.keys, { name: "别人" }),
    };
    wrapped = { own: sealedOf.own.wrapped, taken: sealedOf.taken.wrapped, other: sealedOf.other.wrapped };
    const at = runtime.clock.now();
    await plantRows(runtime, async (tables) => {
      await tables.user.update({ where: { id: userId }, data: { displayName: NAME, username: "ouyang.hupo" } });
      for (const [id, holderId] of [
        ["judge", userId],
        ["prize", "someone"],
      ] as const) {
        await tables.certificate.create({
          data: { id, competitionId, kind: id, holderId, number: id, verifyCode: id, preparedAt: at },
        });
      }
      await tables.certificateName.create({ data: { id: "own", certificateId: "judge", position: 1, ...sealedOf.own } });
      for (const id of ["taken", "other"] as const) {
        const handOut = { certificateId: "prize", way: "other", handedById: "organiser", handedAt: at };
        await tables.certificateHandOut.create({ data: { id, ...handOut, ...sealedOf[id] } });
      }
      const meeting = {
        competitionId,
        kind: "judges-training",
        heldAt: at,
        place: "",
        recordedById: "organiser",
        recordedAt: at,
      };
      await tables.meeting.create({ data: { id: "m", ...meeting, minutes: `${NAME}主持` } });
      await tables.meetingAttendee.create({ data: { id: "a", meetingId: "m", userId, name: NAME } });
    });
  });
  afterEach(() => runtime.dispose());

  const setPhase = (phase: string) => plantRows(runtime, (tables) => tables.competition.updateMany({ data: { phase } }));
  const erase = () => eraseAccount(runtime, administrator, { userId });

  it("is refused while it is in use or has a duty in what runs, with every reason", async () => {
    expect(codesOf(await erase())).toEqual(["erasure-account-active", "erasure-duty-running"]);
    must(await disableAccount(runtime, administrator, { userId }));
    expect(codesOf(await erase())).toEqual(["erasure-duty-running"]);
    // What is looked for afterwards is there.
    expect((await scanRows(runtime, [NAME])).toSorted()).toEqual(["meeting", "meetingAttendee", "user"]);
  });

  it("leaves no name in the open or under a key, and cannot be enabled again", async () => {
    must(await disableAccount(runtime, administrator, { userId }));
    await setPhase("archived");
    must(await erase());
    while (await runNextJob(runtime));
    expect(await scanRows(runtime, [NAME, "ouyang.hupo", wrapped.own, wrapped.taken])).toEqual([]);
    // Somebody else in the register stays.
    expect(await scanRows(runtime, [wrapped.other])).toEqual(["certificateHandOut"]);
    expect(codesOf(await erase())).toEqual(["erasure-account-erased"]);
    expect(codesOf(await enableAccount(runtime, administrator, { userId }))).toEqual(["erasure-account-erased"]);
    const { payload } = await runtime.database.read.auditRecord.findFirstOrThrow({ where: { act: "erase-account" } });
    expect(payload).toMatchObject({ certificates: 1, takers: 1 });
    expect(await runtime.database.read.auditRecord.count({ where: { act: "sweep-erased" } })).toBe(1);
  });
});
