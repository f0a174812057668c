/** The register of training bases and studios: what stands, what clauses say to each, and what each document promises. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { listCarriers } from "#app/queries/facts/list-carriers.server.ts";
import { dropFact } from "#app/services/facts/drop-fact.server.ts";
import { recordFact } from "#app/services/facts/record-fact.server.ts";
import { addGround, must } from "../../support/competition-steps.ts";
import { addOfficer, makeRecord } from "../../support/fact-steps.ts";
import { addFact, runJobs } from "../../support/policy-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("the register of carriers", (provider) => {
  let runtime: TestRuntime;
  let officers: readonly [Actor, Actor];
  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
    await addGround(runtime);
    officers = [await addOfficer(runtime, "bureau"), await addOfficer(runtime, "bureau-2")];
  });
  afterAll(() => runtime.dispose());

  const studio = (name: string, organisationId: string, occurredOn: string) =>
    makeRecord([], {
      content: { kind: "carrier", carrier: "master-studio", tier: "nation", name },
      organisationId,
      occurredOn,
    });

  it("shows each with its grants, newest first; what is not confirmed was not asked, and what was dropped is gone", async () => {
    const dalian = await addFact(runtime, officers, studio("海港工作室", "unit-dalian", "2026-03-01"));
    const tongzhou = await addFact(runtime, officers, studio("运河工作室", "unit-works", "2026-04-01"));
    const open = must(await recordFact(runtime, officers[0], studio("待确认工作室", "unit-college", "2026-05-01")));
    const dropped = await addFact(runtime, officers, studio("已撤销工作室", "unit-bureau", "2026-06-01"));
    must(await dropFact(runtime, officers[1], { factId: dropped, reason: "认定被撤销" }));
    await runJobs(runtime);
    const { carriers } = await listCarriers(runtime);
    expect(carriers.map(({ factId, state, recognisedOn }) => [factId, state, recognisedOn])).toEqual([
      [open.factId, "open", "2026-05-01"],
      [tongzhou, "confirmed", "2026-04-01"],
      [dalian, "confirmed", "2026-03-01"],
    ]);
    const [waiting, ofTongzhou, ofDalian] = carriers;
    expect(waiting?.grants).toBeNull();
    // Tongzhou (8) promises a match without a figure, by a draft: unknown, not zero.
    expect(ofTongzhou?.grants?.map(({ clause, amount, draft, state }) => [clause, amount, draft, state])).toEqual([
      ["(8)", { kind: "unknown" }, true, "computed"],
    ]);
    // Dalian (3): at most 300,000 for a national master studio.
    expect(ofDalian?.grants?.map(({ clause, amount, draft, outcome }) => [clause, amount, draft, outcome])).toEqual([
      ["(3)", { kind: "ceiling", fen: 30_000_000 }, false, "owed"],
    ]);
    expect([ofDalian?.organisation.name, ofDalian?.region.name]).toEqual(["大连海港装备厂", "大连市"]);
  });

  it("says what each document promises, recognised or not", async () => {
    const { promises } = await listCarriers(runtime);
    const of = (pack: string) => promises.filter((promise) => promise.pack === pack);
    expect(of("tongzhou").map(({ id, document }) => [id, document.status])).toEqual([["8-master-studio-match", "draft"]]);
    // A world-competition base, and (3): bases of two tiers, master studios of three, innovation studios.
    expect(
      of("dalian").map(({ amount }) => (amount.kind === "unknown" ? null : amount.kind === "none" ? 0 : amount.fen)),
    ).toEqual([500_000_000, 700_000_000, 300_000_000, 30_000_000, 10_000_000, 10_000_000, 3_000_000]);
    expect(promises.every(({ text }) => text.length > 0)).toBe(true);
  });
});
