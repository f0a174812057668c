/** The files from which anyone can compute a round again: who may have them when, what stands in them, and that they compute alike. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { runTrial } from "#app/domain/trial/compute-trial.ts";
import { readTrialRules } from "#app/forms/trial-rules.ts";
import { findTrialFile } from "#app/queries/results/find-trial-file.server.ts";
import { getRoundResultsByEntry } from "#app/queries/results/get-round-results.server.ts";
import { completeRound, createScene, defaultMarks, unblindRound } from "../../support/judging-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("the files of a round", (provider) => {
  let runtime: TestRuntime;
  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
  });
  afterAll(() => runtime.dispose());

  it("are nobody's while marks are blind, the office's once unblinded, and everyone's only when published", async () => {
    const scene = await createScene(runtime, { entries: [{}, {}] });
    await completeRound(runtime, scene, defaultMarks);
    const find = (reader: "office" | "public", name = "entries.csv") => findTrialFile(runtime, scene.roundId, name, reader);
    expect([await find("office"), await find("public")]).toEqual([null, null]);
    await unblindRound(runtime, scene);
    expect(await find("public")).toBeNull();
    expect(await find("office")).toContain("entry,status,eligible,total");
    expect(await find("office", "marks.csv")).toBeNull();
    expect(await findTrialFile(runtime, "nowhere", "rules.json", "office")).toBeNull();
  });

  it("compute alike, with components, ties, time, a guest and one who was absent; and name nobody", async () => {
    const scene = await createScene(runtime, {
      entries: [{}, { eligible: false }, {}, {}, { participation: "absent" }],
      rules: {
        components: [
          { key: "theory", name: "理论", weight: 30, passMark: null, source: "file", modules: [] },
          { key: "practical", name: "实操", weight: 70, passMark: null, source: "scheme", modules: [] },
        ],
        tieBreaks: [
          { by: "criterion", id: "B", order: "desc" },
          { by: "time", id: "", order: "asc" },
        ],
        scale: "scale-500",
      },
    });
    const tied = { a11: 3, a12: 650, a21: 2000, b11: 2, b12: 4000 } as const;
    await completeRound(runtime, scene, (index) => (index < 2 ? tied : { ...tied, a12: 750, b12: 3900 }));
    await unblindRound(runtime, scene);
    const { rows } = await getRoundResultsByEntry(runtime.database.read, scene.roundId);
    const [rules, entries] = await Promise.all(
      ["rules.json", "entries.csv"].map((name) => findTrialFile(runtime, scene.roundId, name, "office")),
    );
    const read = readTrialRules(rules ?? "");
    if (!read.ok) throw new Error(JSON.stringify(read.faults));
    const trial = runTrial(entries ?? "", read.value);
    if (!trial.ok) throw new Error(JSON.stringify(trial.faults));
    const published = rows.map((row) => [row.publicCode ?? "uncoded-1", row.total, row.place, row.scaleScore, row.award]);
    const again = trial.value.rows.map((row) => [row.entry, row.total, row.place, row.scaleScore, row.award]);
    expect(again).toEqual(published);
    expect(published.filter(([, total]) => total !== null)).toHaveLength(4);
    for (const secret of [...scene.secrets, ...scene.entries.flatMap(({ entryId, code }) => [entryId, `,${code},`])]) {
      expect(`${rules}${entries}`).not.toContain(secret);
    }
  });
});
