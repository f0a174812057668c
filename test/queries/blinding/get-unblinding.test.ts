/** The unblinding page: nothing of the mapping before two people opened it, the whole record after. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { getUnblinding } from "#app/queries/blinding/get-unblinding.server.ts";
import { confirmUnblinding } from "#app/services/blinding/confirm-unblinding.server.ts";
import { requestUnblinding } from "#app/services/blinding/request-unblinding.server.ts";
import { submitRound } from "#app/services/marking/submit-round.server.ts";
import { completeRound, createScene, recheckRound, value } from "../../support/judging-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("unblinding page", (provider) => {
  let runtime: TestRuntime;
  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
  });
  afterAll(() => runtime.dispose());

  it("shows who did what, and the record only after both", async () => {
    const scene = await createScene(runtime, { entries: [{}, {}, { participation: "absent" }] });
    const { roundId, blinding, supervisor } = scene;
    await completeRound(runtime, scene);
    value(await submitRound(runtime, scene.chief, { roundId }));
    await recheckRound(runtime, scene);
    value(await requestUnblinding(runtime, blinding, { roundId }));
    const asked = await getUnblinding(runtime, supervisor, roundId);
    expect(asked).toMatchObject({
      next: 3,
      lines: [],
      layers: [3, 2, 1].map((layer) => ({
        layer,
        isOpen: false,
        requested: { displayName: blinding.displayName },
        confirmed: null,
        keepers: [blinding.displayName],
      })),
    });
    expect(asked.confirm.flatMap(({ unmet }) => unmet)).toEqual([]);
    const own = await getUnblinding(runtime, blinding, roundId);
    expect(own.confirm.flatMap(({ unmet }) => unmet.map(({ code }) => code))).toEqual(["unblinding-same-person"]);
    for (const secret of scene.secrets) expect(JSON.stringify(asked)).not.toContain(secret);
    value(await confirmUnblinding(runtime, supervisor, { roundId }));
    const { layers, lines, next } = await getUnblinding(runtime, blinding, roundId);
    expect(layers.map(({ confirmed }) => confirmed?.displayName)).toEqual(Array(3).fill(supervisor.displayName));
    expect(next).toBeNull();
    expect(lines).toMatchObject([
      { code: "R899", entrantNumber: "E1002", seatCode: "002", names: [scene.secrets[3]] },
      { code: "R900", entrantNumber: "E1001", seatCode: "001", names: [scene.secrets[2]] },
    ]);
  });
});
