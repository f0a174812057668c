/** One person with everything that is owed over all tiers, worked out by hand: alone, in a team, and never what is a team mate's. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { OwedState } from "#app/domain/policy/owed-sums.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { type BeneficiaryPage, findBeneficiary } from "#app/queries/beneficiaries/find-beneficiary.server.ts";
import { findFactOwed, type OwedView } from "#app/queries/beneficiaries/list-owed.server.ts";
import { findJourneys } from "#app/queries/public/find-journeys.server.ts";
import { applyEntitlements } from "#app/services/policy/apply-entitlements.server.ts";
import { publiciseEntitlements } from "#app/services/policy/publicise-entitlements.server.ts";
import { refuseEntitlement } from "#app/services/policy/refuse-entitlement.server.ts";
import { reviewEntitlement } from "#app/services/policy/review-entitlement.server.ts";
import { addGround, must } from "../../support/competition-steps.ts";
import { addSystemActor, CRAFTSMAN, plantEntitlement, plantPerson, plantRows } from "../../support/entitlement-steps.ts";
import { makePerson, makeRecord, OUTSIDE_RESULT } from "../../support/fact-steps.ts";
import type { Scene } from "../../support/judging-steps.ts";
import { addFact, createPayingScene, finaliseScene, runJobs } from "../../support/policy-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("a person's page", (provider) => {
  let runtime: TestRuntime;
  let officer: Actor;
  let second: Actor;
  let scene: Scene;
  let [canal, harbour, factId] = ["", "", ""];

  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
    await addGround(runtime);
    officer = await addSystemActor(runtime, "officer", "policy-officer");
    second = await addSystemActor(runtime, "second", "policy-officer");
    const pair = [
      makePerson("运河人", "E10000001"),
      makePerson("海港人", "E10000002", {
        residenceRegion: "210200",
        employerId: "unit-dalian",
        trainingOrganisationId: null,
      }),
    ];
    const content = { ...OUTSIDE_RESULT, entryKind: "pair" } as const;
    factId = await addFact(runtime, [officer, second], makeRecord(pair, { content }));
    const members = await runtime.database.read.recordedMember.findMany({ where: { factId }, orderBy: { position: "asc" } });
    [canal = "", harbour = ""] = members.map(({ personId }) => personId);
    scene = await createPayingScene(runtime, {
      tier: "city",
      host: "110000",
      packs: ["tongzhou", "dalian"],
      employer: { id: "unit-works", regionCode: "110112" },
      trainer: { id: "unit-college", regionCode: "110112" },
    });
    // The first of the city is the same person.
    const [first] = scene.entries;
    await plantRows(runtime, (tables) =>
      tables.entryMember.updateMany({ where: { entryId: String(first?.entryId) }, data: { personId: canal } }),
    );
    await finaliseScene(runtime, scene);
    await runJobs(runtime);
  }, 120_000);
  afterAll(() => runtime.dispose());

  const find = async (personId: string): Promise<BeneficiaryPage> => {
    const page = await findBeneficiary(runtime, personId);
    if (!page) throw new Error("There is no such person.");
    return page;
  };
  const owedOf = ({ results }: BeneficiaryPage, tier: string) =>
    (results.find((result) => result.tier === tier)?.findings ?? []).flatMap(
      ({ pack, rowId, recipient, beneficiary, outcome, draft, amount, entitlement }) =>
        outcome === "not-met" || amount?.kind === "none"
          ? []
          : [{ row: `${pack} ${rowId}`, recipient, beneficiary, outcome, draft, amount, next: entitlement?.next.kind }],
    );
  const linesOf = (findings: readonly OwedView[]) =>
    findings.flatMap(({ pack, rowId, recipient, beneficiary, outcome, amount }) =>
      outcome === "not-met" || amount?.kind === "none" ? [] : [[`${pack} ${rowId}`, recipient, beneficiary, outcome, amount]],
    );
  const exact = (yuan: number) => ({ kind: "exact", fen: yuan * 100 });

  it("shows results tier by tier, in the system and recorded from outside, each with the clauses that were looked at", async () => {
    const page = await find(canal);
    expect(page).toMatchObject({
      name: "运河人",
      maskedDocument: "E*****001",
      organisation: { name: "运河机电有限公司" },
      region: { name: "通州区" },
    });
    expect(page.results.map(({ tier, place, award, team, isFinal }) => [tier, place, award, team, isFinal])).toEqual([
      ["nation", 1, "gold", ["运河人", "海港人"], true],
      ["city", 1, "first", [], true],
    ]);
    const [nation, city] = page.results;
    expect([nation?.competition.code, city?.competition.code]).toEqual([null, scene.competitionCode]);
    // Dalian was asked too, and says why not.
    const dalian = city?.findings?.filter(({ pack }) => pack === "dalian") ?? [];
    expect(dalian.length).toBeGreaterThan(0);
    for (const { outcome, reasons } of dalian) {
      expect(outcome).toBe("not-met");
      expect(reasons.length).toBeGreaterThan(0);
    }
  });

  it("says of each what is owed, whose it is and what comes next: Tongzhou (14) by hand", async () => {
    const page = await find(canal);
    expect(owedOf(page, "city")).toEqual([
      {
        row: "tongzhou 14-city-winner-grade-1",
        recipient: "person",
        beneficiary: "运河人",
        outcome: "owed",
        draft: true,
        amount: exact(100_000),
        next: "in-force",
      },
      {
        row: "tongzhou 14-city-training-organisation",
        recipient: "organisation",
        beneficiary: "通州区技师学院",
        outcome: "owed",
        draft: true,
        amount: exact(50_000),
        next: "in-force",
      },
    ]);
    const [team] = owedOf(page, "nation");
    expect(team).toEqual({
      row: "tongzhou 14-nation-winner-grade-1",
      recipient: "team",
      beneficiary: "运河人、海港人",
      outcome: "needs-decision",
      draft: true,
      amount: exact(200_000),
      next: "in-force",
    });
  });

  it("says of the record itself what everyone in it is owed, the team and either's unit; of none that is not there nothing", async () => {
    const owed = await findFactOwed(runtime, factId);
    expect(linesOf(owed?.findings ?? [])).toEqual([
      ["dalian 14-nation-finalist", "organisation", "大连海港装备厂", "owed", exact(5_000)],
      ["tongzhou 14-nation-winner-grade-1", "team", "运河人、海港人", "needs-decision", exact(200_000)],
      ["tongzhou 14-nation-training-organisation", "organisation", "通州区技师学院", "owed", exact(80_000)],
    ]);
    expect(await findFactOwed(runtime, "no-such-record")).toBeNull();
  });

  it("adds up by document and recipient; a draft and a team's reward are never the person's own", async () => {
    const { sums } = await find(canal);
    expect(
      sums.map(({ pack, recipient, owedFen, draftFen, draftOthers }) => [pack, recipient, owedFen, draftFen, draftOthers]),
    ).toEqual([
      // 200,000 to the team is to be decided, and nobody's part of it is a figure.
      ["tongzhou", "team", 0, 0, 1],
      // 80,000 and 50,000.
      ["tongzhou", "organisation", 0, 13_000_000, 0],
      ["tongzhou", "person", 0, 10_000_000, 0],
    ]);
  });

  it("shows nobody what is a team mate's alone, neither the officer on his page nor himself", async () => {
    const own = JSON.stringify([await find(canal), await findJourneys(runtime, canal)]);
    const mates = JSON.stringify([await find(harbour), await findJourneys(runtime, harbour)]);
    // Dalian pays 5,000 for its own employer's finalist: the control is that the mate's pages do say it.
    for (const his of [/大连海港装备厂/, /"fen":500000\b/]) {
      expect(his.test(mates)).toBe(true);
      expect(his.test(own)).toBe(false);
    }
    // And the other way round: what Tongzhou pays who trained the first one, and his own 100,000 of the city.
    for (const hers of [/通州区技师学院/, /"fen":8000000\b/, /"fen":10000000\b/]) {
      expect(hers.test(own)).toBe(true);
      expect(hers.test(mates)).toBe(false);
    }
    // Nobody reads a document or an entitlement's handle of his own page.
    const journeys = JSON.stringify(await findJourneys(runtime, harbour));
    const hasAny = (text: string, secrets: readonly string[]) => secrets.some((secret) => text.includes(secret));
    const ids = (await runtime.database.read.entitlement.findMany({ select: { id: true } })).map(({ id }) => id);
    expect(hasAny(journeys, ["E10000001", "E10000002", ...ids])).toBe(false);
    expect(hasAny(JSON.stringify(await find(harbour)), ids)).toBe(true);
  });

  it("follows what officers do to the payment, in the words of the next step and in the sums", async () => {
    const { entitlement } = (await find(harbour)).results[0]?.findings?.find(({ rowId }) => rowId === "14-nation-finalist") ?? {};
    const entitlementId = String(entitlement?.id);
    const everywhere = { competitionId: null, entitlementId } as const;
    const standing = async () => {
      const page = await find(harbour);
      const one = page.results[0]?.findings?.find(({ rowId }) => rowId === "14-nation-finalist")?.entitlement;
      const sum = page.sums.find(({ pack, recipient }) => pack === "dalian" && recipient === "organisation");
      return [one?.state, one?.next.kind, sum?.owedFen, one && sum?.byState[one.state as OwedState]];
    };
    expect(await standing()).toEqual(["computed", "apply", 500_000, 500_000]);
    must(await applyEntitlements(runtime, officer, { competitionId: null, entitlementIds: [entitlementId] }));
    expect(await standing()).toEqual(["applied", "review", 500_000, 500_000]);
    must(await reviewEntitlement(runtime, second, { ...everywhere, decisions: [], settledFen: null, organisationId: null }));
    expect(await standing()).toEqual(["reviewed", "publicise", 500_000, 500_000]);
    must(await publiciseEntitlements(runtime, officer, { competitionId: null, entitlementIds: [entitlementId], workingDays: 5 }));
    expect(await standing()).toEqual(["publicised", "publicity", 500_000, 500_000]);
    const own = (await findJourneys(runtime, harbour))?.recorded[0]?.findings?.find(
      ({ kind, outcome }) => kind === "head-count-subsidy" && outcome === "owed",
    );
    const { publicityEndsAt } = await runtime.database.read.entitlement.findUniqueOrThrow({ where: { id: entitlementId } });
    expect(own?.entitlement).toEqual({
      state: "publicised",
      settledFen: 500_000,
      next: { kind: "publicity", at: publicityEndsAt?.toISOString() },
      paidFen: 0,
    });
    runtime.clock.set(publicityEndsAt ?? "");
    expect(await standing()).toEqual(["publicised", "list", 500_000, 500_000]);
    must(await refuseEntitlement(runtime, officer, { ...everywhere, reason: "单位已注销" }));
    expect((await standing()).slice(0, 3)).toEqual(["refused", "refused", 0]);
  });

  it("keeps what was acted on where no clause yields it any more, and says so", async () => {
    const { entitlementId, personIds } = await plantEntitlement(runtime, CRAFTSMAN, {
      names: ["王海港"],
      state: "publicised",
      difference: {
        kind: "gone",
        before: { outcome: "owed", draft: false, amountKind: "exact", amountFen: CRAFTSMAN.fen },
        now: null,
        settled: false,
      },
    });
    const page = await find(String(personIds[0]));
    expect(page.facts).toMatchObject([
      {
        content: { kind: "honour", honour: "dalian-craftsman" },
        state: "confirmed",
        findings: [
          { recipient: "person", beneficiary: "王海港", entitlement: { id: entitlementId, next: { kind: "settle-difference" } } },
        ],
      },
    ]);
    expect(page.sums).toMatchObject([{ pack: "dalian", recipient: "person", owedFen: 12_000_000 }]);
  });

  it("is there for nobody whom policy does not look at", async () => {
    const outsider = await plantRows(runtime, (tables) => plantPerson(tables, runtime, "路人"));
    expect(await findBeneficiary(runtime, outsider)).toBeNull();
    expect(await findBeneficiary(runtime, "no-such-person")).toBeNull();
  });
});
