/** A database of the foundation version, with a round that was being judged, brought up to date: every form keeps its judges and its marks. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { listSubCriteria } from "#app/domain/marking/scheme.ts";
import { DEFAULT_RULES } from "#app/domain/results/rules.ts";
import { createBus } from "#app/platform/bus.server.ts";
import { type Database, openDatabase } from "#app/platform/db/database.server.ts";
import { getFormAsFound } from "#app/queries/marking/get-form-as-found.server.ts";
import { getPinnedRound } from "#app/queries/marking/get-pinned-round.server.ts";
import { listFormStates } from "#app/queries/marking/list-form-states.server.ts";
import { applyMigrations } from "#prisma/migrate.ts";
import { insertRows, type StoredRow } from "../../support/insert-rows.ts";
import { JUDGING_SCHEME } from "../../support/judging-steps.ts";
import { createTestClock, createTestDatabase, describeOnEachDatabase } from "../../support/runtime.ts";

const AT = "2026-11-20T01:00:00.000Z";
const LATER = "2026-11-20T02:30:00.000Z";
const JUDGES = ["judge-a", "judge-b", "judge-c"];
const SUB_CRITERIA = listSubCriteria(JUDGING_SCHEME).map(({ id }) => id);
const SUBJECTS = ["R900", "R899"];

/** Rows as the foundation version wrote them: a judged round of two codes, another that is still before its draw. */
function listRows(): readonly StoredRow[] {
  const forms = SUBJECTS.flatMap((code) =>
    SUB_CRITERIA.map((subCriterionId) => ({ id: `${code}-${subCriterionId}`, code, subCriterionId })),
  );
  const round = { eventId: "e", kind: "final", disclosure: "closed", submittedAt: null, submittedById: null };
  const version = { eventId: "e", version: 1, reason: "", createdById: "setup", createdAt: AT };
  return [
    [
      "Competition",
      {
        id: "c",
        code: "old",
        name: "区级大赛",
        nameEn: "District",
        tier: "district",
        class: "class-2",
        phase: "running",
        venue: "一号馆",
        registrationClosesAt: AT,
        startsOn: AT,
        endsOn: AT,
        publicityWorkingDays: 5,
        createdAt: AT,
      },
    ],
    [
      "Event",
      {
        id: "e",
        competitionId: "c",
        code: "E1",
        name: "数控车",
        nameEn: "CNC",
        occupationCode: "6-18-01-01",
        group: "workers",
        entryKind: "individual",
        teamSize: 1,
        quota: 30,
      },
    ],
    [
      "EventRules",
      { ...version, id: "rules", content: JSON.stringify({ ...DEFAULT_RULES, recheck: undefined, blindLayers: undefined }) },
    ],
    ["MarkingScheme", { ...version, id: "scheme", fileName: "scheme.xlsx", content: JSON.stringify(JUDGING_SCHEME) }],
    ["Round", { ...round, id: "judged", number: 1, phase: "judging", rulesId: "rules", schemeId: "scheme", judgingAt: AT }],
    ["Round", { ...round, id: "later", number: 2, phase: "draw", rulesId: null, schemeId: null, judgingAt: null }],
    ...JUDGES.map((judgeId) => ["RoundJudge", { roundId: "judged", judgeId }] as const),
    ...SUBJECTS.map((code) => ["BlindSubject", { id: code, roundId: "judged", code }] as const),
    ...forms.map(
      ({ id, code, subCriterionId }) =>
        [
          "MarkingForm",
          {
            id,
            roundId: "judged",
            subjectId: code,
            subCriterionId,
            status: id === "R900-A2" ? "confirmed" : "open",
            revision: id === "R900-A2" ? 1 : 0,
          },
        ] as const,
    ),
    [
      "MarkRevision",
      {
        key: "k1",
        formId: "R900-A2",
        sequence: 1,
        aspectId: "A2.1",
        judgeId: "judge-a",
        scoreRound: 1,
        value: 1850,
        reason: null,
        deviceId: "tablet",
        enteredAt: AT,
        receivedAt: AT,
      },
    ],
    ...JUDGES.map(
      (judgeId) =>
        ["SignOff", { id: `sign-${judgeId}`, formId: "R900-A2", judgeId, revision: 1, signedAt: AT, voidedAt: null }] as const,
    ),
    ["FormConfirmation", { formId: "R900-A2", confirmedById: "clerk", revision: 1, confirmedAt: AT }],
    ["Board", { roundId: "judged", version: 2, changedAt: AT }],
    // Both acts of the one, the first act of the other.
    [
      "Unblinding",
      { roundId: "judged", blindingJudgeId: "keeper", blindingJudgeAt: AT, supervisorId: "watcher", supervisorAt: LATER },
    ],
    [
      "Unblinding",
      { roundId: "later", blindingJudgeId: "keeper", blindingJudgeAt: LATER, supervisorId: null, supervisorAt: null },
    ],
  ];
}

describeOnEachDatabase("a database of the foundation version", (provider) => {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "skillladder-migration-"));
  let stored: Awaited<ReturnType<typeof createTestDatabase>>;
  let database: Database;

  beforeAll(async () => {
    stored = await createTestDatabase(provider, directory, "_foundation");
    await insertRows(provider, stored.url, listRows());
    expect((await applyMigrations(stored.url)).length).toBeGreaterThan(0);
    expect(await applyMigrations(stored.url)).toEqual([]);
    database = await openDatabase({ url: stored.url, bus: createBus(), clock: createTestClock() });
  });
  afterAll(async () => {
    await database?.close();
    await stored?.drop();
    fs.rmSync(directory, { recursive: true, force: true });
  });

  it("has a panel of the round's judges for each sub-criterion that was judged, and none for what was not", async () => {
    const { panels, team, rules } = await getPinnedRound(database.read, "judged");
    expect(panels.map(({ subCriterionId, number, judges }) => [subCriterionId, number, judges])).toEqual(
      SUB_CRITERIA.map((id) => [id, 1, JUDGES]),
    );
    expect([team, rules.recheck]).toEqual([JUDGES, DEFAULT_RULES.recheck]);
    expect(await database.read.panel.count({ where: { roundId: "later" } })).toBe(0);
    const [panel] = await database.read.panel.findMany({ where: { roundId: "judged" } });
    expect(panel?.createdAt).toEqual(new Date(AT));
  });

  it("keeps every form with its team, its values, its signatures and its confirmation", async () => {
    const round = await getPinnedRound(database.read, "judged");
    const forms = await listFormStates(database.read, round);
    expect(forms.map(({ formId }) => formId).sort()).toEqual(
      SUBJECTS.flatMap((code) => SUB_CRITERIA.map((id) => `${code}-${id}`)).sort(),
    );
    for (const { team, panelNumber } of forms) expect([team, panelNumber]).toEqual([JUDGES, 1]);
    const confirmed = await getFormAsFound(database.read, "R900-A2");
    expect([confirmed.status, confirmed.state.mark, confirmed.signedBy.toSorted()]).toEqual(["confirmed", 1850, JUDGES]);
    const confirmations = await database.read.formConfirmation.findMany();
    expect(confirmations).toMatchObject([
      { id: "R900-A2", formId: "R900-A2", confirmedById: "clerk", revision: 1, confirmedAt: new Date(AT), voidedAt: null },
    ]);
  });

  it("has every layer unblinded by the two who unblinded the round, and asked for by who asked for it", async () => {
    const rows = await database.read.unblinding.findMany({ orderBy: [{ roundId: "asc" }, { layer: "asc" }] });
    const asked = { blindingJudgeId: "keeper", supervisorId: null, supervisorAt: null };
    expect(rows).toEqual([
      ...[1, 2, 3].map((layer) => ({
        roundId: "judged",
        layer,
        blindingJudgeId: "keeper",
        blindingJudgeAt: new Date(AT),
        supervisorId: "watcher",
        supervisorAt: new Date(LATER),
      })),
      ...[1, 2, 3].map((layer) => ({ ...asked, roundId: "later", layer, blindingJudgeAt: new Date(LATER) })),
    ]);
    const { rules } = await getPinnedRound(database.read, "judged");
    expect(rules.blindLayers).toBe(3);
  });
});
