/** Support for holding a competition: asked of the competition itself once it is final, reviewed to an organisation that holds it, paid to it. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { allow } from "#app/domain/shared/decision.ts";
import type { Sphere } from "#app/domain/shared/vocabulary.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findEntitlement } from "#app/queries/policy/find-entitlement.server.ts";
import { listAssessments } from "#app/queries/policy/list-assessments.server.ts";
import { preparePaymentList } from "#app/services/money/prepare-payment-list.server.ts";
import { applyEntitlements } from "#app/services/policy/apply-entitlements.server.ts";
import { publiciseEntitlements } from "#app/services/policy/publicise-entitlements.server.ts";
import { reviewEntitlement } from "#app/services/policy/review-entitlement.server.ts";
import { addGround, codesOf, must } from "../../support/competition-steps.ts";
import { addSystemActor, payRowBy, plantRows } from "../../support/entitlement-steps.ts";
import type { Scene } from "../../support/judging-steps.ts";
import { createPayingScene, finaliseScene, runJobs } from "../../support/policy-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

const EVENTS = { packName: "dalian", rowId: "14-thirty-events" } as const;

describeOnEachDatabase("support for holding a competition", (provider) => {
  let runtime: TestRuntime;
  let officer: Actor;
  let second: Actor;
  let treasurer: Actor;
  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
    await addGround(runtime);
    officer = await addSystemActor(runtime, "officer", "policy-officer");
    second = await addSystemActor(runtime, "second", "policy-officer");
    treasurer = await addSystemActor(runtime, "treasurer", "treasurer");
    await payRowBy(runtime, officer, EVENTS, "unit-bureau");
  });
  afterAll(() => runtime.dispose());

  const hold = async (sphere: Sphere, packs: readonly string[], host = "210200"): Promise<Scene> => {
    const employer = { id: "unit-dalian", regionCode: "210200" };
    const scene = await createPayingScene(runtime, { tier: "city", host, packs, employer });
    const { competitionId } = scene;
    await plantRows(runtime, async (tables) => {
      await tables.competition.update({ where: { id: competitionId }, data: { sphere } });
      await tables.competitionHost.updateMany({ where: { competitionId }, data: { organisationId: "unit-dalian" } });
    });
    return scene;
  };
  const end = async (scene: Scene) => {
    await finaliseScene(runtime, scene);
    await runJobs(runtime);
  };
  const said = async ({ competitionId }: Scene) =>
    (await listAssessments(runtime, { competitionId })).ofCompetition.map(
      ({ clause, outcome, amount, reasons, conditions }) =>
        `${clause} ${outcome} ${amount?.kind ?? "-"} ${[...reasons, ...conditions].map(({ code }) => code).join()}`,
    );
  const owed = ({ competitionId }: Scene) =>
    runtime.database.read.entitlement.findMany({ where: { competitionId, kind: "competition-support" } });

  it("Dalian (14): a trade competition of the city may be one of the 30, to whom and how much is settled by the review", async () => {
    const scene = await hold("trade", ["dalian"]);
    await runJobs(runtime);
    expect([await said(scene), await owed(scene)]).toEqual([[], []]);
    await end(scene);
    expect(await said(scene)).toEqual(["(14) owed unknown selection"]);
    const [one, ...others] = await owed(scene);
    if (!one) throw new Error("nothing is owed");
    expect(others).toEqual([]);
    expect(one).toMatchObject({
      rowId: EVENTS.rowId,
      state: "computed",
      entryId: null,
      organisationId: null,
      amountKind: "unknown",
    });
    // Computed again it is the same one.
    must(
      await runtime.database.write(async ({ enqueue, audit }) => {
        const { competitionId } = scene;
        await enqueue({ kind: "compute-entitlements", payload: { competitionId }, competitionId });
        await audit({ chain: competitionId, actorId: null, act: "plant", objectKind: "test", objectId: "again" });
        return allow(null);
      }),
    );
    await runJobs(runtime);
    expect((await owed(scene)).map(({ id }) => id)).toEqual([one.id]);

    const everywhere = { competitionId: null, entitlementId: one.id } as const;
    must(await applyEntitlements(runtime, officer, { competitionId: null, entitlementIds: [one.id] }));
    const page = await findEntitlement(runtime, second, everywhere);
    expect([page?.needsOrganisation, page?.organisations.map(({ name }) => name), page?.people]).toEqual([
      true,
      ["大连海港装备厂"],
      [],
    ]);
    const selected = { code: "selection", outcome: "met", reason: "列入本年度 30 个项目" } as const;
    const review = (settledFen: number | null, organisationId: string | null) =>
      reviewEntitlement(runtime, second, { ...everywhere, decisions: [selected], settledFen, organisationId });
    expect(codesOf(await review(null, null))).toEqual(["amount-missing", "organisation-missing"]);
    expect(codesOf(await review(3_000_000, "unit-works"))).toEqual(["organisation-not-concerned"]);
    must(await review(3_000_000, "unit-dalian"));
    must(await publiciseEntitlements(runtime, officer, { competitionId: null, entitlementIds: [one.id], workingDays: 5 }));
    const { publicityEndsAt } = await runtime.database.read.entitlement.findUniqueOrThrow({ where: { id: one.id } });
    runtime.clock.set(publicityEndsAt ?? "");
    const asked = { payerId: "unit-bureau", year: 2026, budgetId: null, month: "2026-11", entitlementIds: [one.id] };
    const { listId } = must(await preparePaymentList(runtime, treasurer, asked));
    const lines = await runtime.database.read.paymentLine.findMany({ where: { listId } });
    expect(lines.map(({ amountFen, personId }) => [amountFen, personId])).toEqual([[3_000_000, null]]);
  });

  it("is not for one held elsewhere; whether one that is registered as comprehensive is a special one is to be decided", async () => {
    const elsewhere = await hold("trade", ["dalian", "tongzhou"], "110000");
    await end(elsewhere);
    expect(await said(elsewhere)).toEqual(["(14) not-met - region-differs"]);
    expect(await owed(elsewhere)).toEqual([]);
    const comprehensive = await hold("comprehensive", ["dalian", "tongzhou"]);
    await end(comprehensive);
    expect(await said(comprehensive)).toEqual(["(14) needs-decision unknown sphere-not-named,selection"]);
    expect((await owed(comprehensive)).map(({ outcome }) => outcome)).toEqual(["needs-decision"]);
  });

  it("Jiading (15) may support one of the district, by a draft: computed and no more", async () => {
    const scene = await hold("comprehensive", ["jiading"], "310114");
    await end(scene);
    expect(await said(scene)).toEqual(["(15) owed unknown may"]);
    const [one] = await owed(scene);
    expect([one?.draft, one?.state]).toEqual([true, "computed"]);
    const refused = await applyEntitlements(runtime, officer, { competitionId: null, entitlementIds: [one?.id ?? ""] });
    expect(codesOf(refused)).toEqual(["draft-computed-only"]);
  });
});
