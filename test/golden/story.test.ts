/** The demonstration story as a whole competition: what it leaves behind, checked against the policy documents by hand. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { verifyChain } from "#app/domain/audit/chain.ts";
import { type Finding, hasNoPayingClause, isAboutMoney } from "#app/domain/policy/findings.ts";
import type { RowKind } from "#app/domain/policy/pack.ts";
import { NAME_ONLY } from "#app/domain/registration/coach-by-name.ts";
import { runTrial, type TrialRow } from "#app/domain/trial/compute-trial.ts";
import { readTrialRules } from "#app/forms/trial-rules.ts";
import { sha256 } from "#app/platform/crypto/digest.server.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import { createRuntime, type Runtime } from "#app/platform/runtime.server.ts";
import { findTrialFile } from "#app/queries/results/find-trial-file.server.ts";
import { getRoundResultsByEntry } from "#app/queries/results/get-round-results.server.ts";
import { applyMigrations } from "#prisma/migrate.ts";
import { seed } from "#seeds/seed.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../support/runtime.ts";

const YUAN = 100;
const MONEY_FROM_RESULTS: readonly RowKind[] = ["winner-reward", "training-organisation-reward", "head-count-subsidy"];

describeOnEachDatabase("the demonstration story", (provider) => {
  let test: TestRuntime;
  let runtime: Runtime;

  beforeAll(async () => {
    test = await createTestRuntime(provider);
    await seed(test.env, { demo: true, migrate: applyMigrations });
    runtime = await createRuntime(test.env);
  }, 300_000);

  afterAll(async () => {
    await runtime?.close();
    await test?.dispose();
  });

  const findingsOf = async (code: string): Promise<Finding[]> =>
    (
      await runtime.database.read.policyAssessment.findMany({ where: { competition: { code } }, select: { findings: true } })
    ).flatMap(({ findings }) => findings as unknown as Finding[]);

  it("has a finished competition of three events, one in judging and one in registration", async () => {
    const competitions = await runtime.database.read.competition.findMany({
      select: { code: true, phase: true, events: { select: { rounds: { select: { phase: true } } } } },
    });
    const phases = Object.fromEntries(competitions.map(({ code, phase }) => [code, phase]));
    expect(phases).toEqual({
      "bj-2026": "registration",
      "tongzhou-2026": "final",
      "tongwulang-2026": "running",
      "dalian-2026": "final",
      "bj-2024": "final",
    });
    const judging = competitions.find(({ code }) => code === "tongwulang-2026");
    expect(judging?.events.flatMap(({ rounds }) => rounds.map(({ phase }) => phase))).toEqual(["judging", "judging"]);
  });

  it("can be computed again by anyone from the files of every published round: the same totals, places, scale scores and awards", async () => {
    const rounds = await runtime.database.read.round.findMany({
      where: { publications: { some: { kind: "on-site" } } },
      select: { id: true },
    });
    expect(rounds.length).toBeGreaterThanOrEqual(4);
    for (const { id } of rounds) {
      const files = await Promise.all(["rules.json", "entries.csv"].map((name) => findTrialFile(runtime, id, name, "public")));
      const rules = readTrialRules(files[0] ?? "");
      if (!rules.ok) throw new Error(JSON.stringify(rules.faults));
      const trial = runTrial(files[1] ?? "", rules.value);
      if (!trial.ok) throw new Error(JSON.stringify(trial.faults));
      const { rows } = await getRoundResultsByEntry(runtime.database.read, id);
      const cellsOf = ({ total, place, tied, scaleScore, award }: (typeof rows)[number] | TrialRow) => [
        total,
        place,
        tied,
        scaleScore,
        award,
      ];
      const again = new Map(trial.value.rows.map((row) => [row.entry, cellsOf(row)]));
      expect(again.size).toBe(rows.length);
      for (const row of rows) if (row.publicCode !== null) expect(again.get(row.publicCode)).toEqual(cellsOf(row));
    }
  });

  it("pays nothing for a district result, and names each clause with its reason", async () => {
    const findings = await findingsOf("tongzhou-2026");
    expect(findings.length).toBeGreaterThan(0);
    expect(hasNoPayingClause(findings)).toBe(true);
    const rewards = findings.filter(({ kind }) => MONEY_FROM_RESULTS.includes(kind));
    expect(rewards.every(({ reasons }) => reasons.some(({ code }) => code === "tier-differs"))).toBe(true);
    // Tongzhou (12): what a district prize does open is a level certificate, for who qualifies.
    const opened = new Set(findings.filter(({ outcome }) => outcome === "owed").map(({ kind }) => kind));
    expect([...opened].sort()).toEqual(["level-promotion", "recommendation"]);
    expect(await runtime.database.read.entitlement.count({ where: { competition: { code: "tongzhou-2026" } } })).toBe(0);
  });

  it("owes a Dalian enterprise 1,500 yuan for each finalist, and leaves the hospital's to a person", async () => {
    const findings = (await findingsOf("dalian-2026")).filter(({ rowId }) => rowId === "14-city-finalist");
    // Twelve individual entries reach the final. 西岗区 sends two of the hospital; the others come from enterprises and a college.
    const owed = findings.filter(({ outcome }) => outcome === "owed");
    const decisions = findings.filter(({ outcome }) => outcome === "needs-decision");
    expect([owed.length, decisions.length]).toEqual([10, 2]);
    expect(owed.every(({ amount, draft }) => !draft && amount?.kind === "exact" && amount.fen === 1_500 * YUAN)).toBe(true);
    expect(decisions.every(({ reasons }) => reasons[0]?.code === "organisation-kind-not-named")).toBe(true);
    const totals = await runtime.database.read.entitlement.aggregate({
      where: { competition: { code: "dalian-2026" }, outcome: "owed" },
      _sum: { amountFen: true },
    });
    expect(totals._sum.amountFen).toBe(15_000 * YUAN);
  });

  it("computes a draft's rewards for Tongzhou winners of the city competition, and marks every one as a draft", async () => {
    const owed = (await findingsOf("bj-2024")).filter((finding) => finding.outcome === "owed" && isAboutMoney(finding));
    expect(owed.length).toBeGreaterThan(0);
    expect(owed.every(({ draft }) => draft)).toBe(true);
    const amounts = new Set(owed.map(({ amount }) => (amount?.kind === "exact" ? amount.fen / YUAN : null)));
    // Tongzhou (14), Beijing tier: 100,000, 50,000 and 30,000 to the winner, 50,000 to the training organisation.
    for (const amount of amounts) expect([100_000, 50_000, 30_000]).toContain(amount);
  });

  it("pays four Dalian finalists' enterprises 6,000 yuan in all, by two people, and leaves the others where they are", async () => {
    const { read } = runtime.database;
    const states = await read.entitlement.groupBy({
      by: ["state"],
      where: { competition: { code: "dalian-2026" }, rowId: "14-city-finalist" },
      _count: true,
    });
    const counts = Object.fromEntries(states.map(({ state, _count }) => [state, _count]));
    // Ten owed and two of the hospital: eight applied for, seven reviewed, five made public, four paid.
    expect(counts).toEqual({ computed: 4, applied: 1, reviewed: 2, publicised: 1, paid: 4 });
    const ledger = await read.ledgerEntry.findMany({
      select: { amountFen: true, recordedById: true, approvedById: true, clause: true },
    });
    expect(ledger.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(4 * 1_500 * YUAN);
    expect(ledger.every(({ recordedById, approvedById }) => approvedById !== null && approvedById !== recordedById)).toBe(true);
    expect(new Set(ledger.map(({ clause }) => clause))).toEqual(new Set(["(14)"]));
  });

  it("asks every clause about a national result from outside: Tongzhou (14) names 100,000 and 80,000 yuan for grade 3, as a draft", async () => {
    const fact = await runtime.database.read.recordedFact.findFirstOrThrow({
      where: { kind: "result" },
      select: { confirmedById: true, recordedById: true, assessment: { select: { findings: true } } },
    });
    expect(fact.confirmedById).not.toBe(fact.recordedById);
    const findings = (fact.assessment?.findings ?? []) as unknown as Finding[];
    const owed = findings.filter((finding) => finding.pack === "tongzhou" && finding.outcome === "owed" && isAboutMoney(finding));
    expect(owed.map(({ kind, amount }) => [kind, amount?.kind === "exact" && amount.fen / YUAN])).toEqual([
      ["winner-reward", 100_000],
      ["training-organisation-reward", 80_000],
    ]);
    expect(owed.every(({ draft }) => draft)).toBe(true);
  });

  it("takes the first two of each district event into the city event, with the way they came", async () => {
    const advancements = await runtime.database.read.advancement.findMany({
      select: {
        place: true,
        entryId: true,
        roundId: true,
        newEntry: { select: { status: true, event: { select: { code: true, competition: { select: { code: true } } } } } },
      },
    });
    expect(advancements.length).toBeGreaterThanOrEqual(6);
    for (const { newEntry, entryId, roundId, place } of advancements) {
      expect(newEntry?.event.competition.code).toBe("bj-2026");
      expect(newEntry?.status).toBe("submitted");
      const results = await getRoundResultsByEntry(runtime.database.read, String(roundId));
      expect(results.rows.find((row) => row.entryId === entryId)?.place).toBe(place);
    }
  });

  it("numbers certificates without gaps, one for each member of each awarded entry, in force", async () => {
    const certificates = await runtime.database.read.certificate.findMany({
      where: { competition: { code: "tongzhou-2026" } },
      orderBy: { number: "asc" },
      select: { number: true, inForceAt: true },
    });
    const year = certificates[0]?.number.slice(7, 11);
    expect(certificates.map(({ number }) => number)).toEqual(
      certificates.map((_, index) => `110112-${year}-${String(index + 1).padStart(5, "0")}`),
    );
    expect(certificates.every(({ inForceAt }) => inForceAt !== null)).toBe(true);
    // 12 entries: 10% + 20% + 30% of 12, cut at 1.2, 3.6 and 7.2 entries: 1, 4 and 7 places, so 7 x (1 + 2 + 3) people without ties.
    expect(certificates.length).toBeGreaterThanOrEqual(42);
  });

  it("leaves every audit chain whole", async () => {
    const records = await runtime.database.read.auditRecord.findMany({ orderBy: { sequence: "asc" } });
    const heads = await runtime.database.read.auditChain.findMany();
    expect(heads.length).toBe(6);
    for (const { chain, sequence, head } of heads) {
      const chained = records
        .filter((record) => record.chain === chain)
        .map((record) => ({ ...record, at: record.at.toISOString(), payload: record.payload as Record<string, string> }));
      expect(verifyChain(chained, sha256, { sequence, hash: head })).toMatchObject({ ok: true });
    }
  });

  it("keeps the name and document number of every person out of the audit records and of his own row", async () => {
    const audited = JSON.stringify(
      await runtime.database.read.auditRecord.findMany({ select: { payload: true, objectId: true } }),
    );
    const people = await runtime.database.read.person.findMany({ select: { sealed: true, documentHash: true, key: true } });
    expect(people.length).toBeGreaterThan(100);
    for (const person of people) {
      const data = openPerson(runtime.keys, person);
      if (data?.documentKind !== NAME_ONLY) expect(data?.documentNumber).toMatch(/^\d{17}[\dX]$/);
      for (const secret of [String(data?.name), String(data?.documentNumber)]) {
        expect(audited.includes(secret)).toBe(false);
        expect(Buffer.from(person.sealed).includes(Buffer.from(secret))).toBe(false);
        expect(person.documentHash.includes(secret)).toBe(false);
      }
    }
  });

  it("changes nothing when it is told a second time", async () => {
    const before = await runtime.database.read.auditRecord.count();
    await seed(test.env, { demo: true, migrate: applyMigrations });
    expect(await runtime.database.read.auditRecord.count()).toBe(before);
  });
});
