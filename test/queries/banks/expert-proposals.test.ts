/** Tongzhou (15): who is recommended first for the bank of experts out of recorded results and honours, until he is a member. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Finding } from "#app/domain/policy/findings.ts";
import type { PolicyPack } from "#app/domain/policy/pack.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getBank } from "#app/queries/banks/get-bank.server.ts";
import { addBankMember } from "#app/services/banks/add-bank-member.server.ts";
import { dropFact } from "#app/services/facts/drop-fact.server.ts";
import { addGround, must } from "../../support/competition-steps.ts";
import { plantRows } from "../../support/entitlement-steps.ts";
import { addOfficer, makePerson, makeRecord, OUTSIDE_RESULT } from "../../support/fact-steps.ts";
import { addFact, createPayingScene, finaliseScene, runJobs } from "../../support/policy-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("the bank of experts", (provider) => {
  let runtime: TestRuntime;
  let officers: readonly [Actor, Actor];
  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
    await addGround(runtime);
    officers = [await addOfficer(runtime, "bureau"), await addOfficer(runtime, "bureau-2")];
  });
  afterAll(() => runtime.dispose());

  const names = async () => (await getBank(runtime, "expert")).proposals.map(({ name }) => name);

  it("is recommended winners and holders of the honours that the clause names, of the district, the latest first", async () => {
    expect(await names()).toEqual([]);
    const honour = { kind: "honour", honour: "national-technical-expert", inPost: true } as const;
    await addFact(runtime, officers, makeRecord([makePerson("李卫国", "E10000001")]));
    const conferred = { content: honour, occurredOn: "2026-10-01", reference: "人社部函〔2026〕90号" };
    await addFact(runtime, officers, makeRecord([makePerson("王建军", "E10000002")], conferred));
    // No prize, and a person of elsewhere: no clause recommends them.
    const unplaced = { ...OUTSIDE_RESULT, event: "焊接", place: 9, award: null, awardGrade: null };
    await addFact(runtime, officers, makeRecord([makePerson("赵无名", "E10000003")], { content: unplaced }));
    const away = { residenceRegion: "210200", employerId: null, trainingOrganisationId: null };
    const abroad = { ...OUTSIDE_RESULT, event: "钳工" };
    await addFact(runtime, officers, makeRecord([makePerson("钱远方", "E10000004", away)], { content: abroad }));
    const { proposals } = await getBank(runtime, "expert");
    expect(proposals).toMatchObject([
      { name: "王建军", known: null, recommendation: { clause: "(15)", honour: "national-technical-expert", on: "2026-10-01" } },
      {
        name: "李卫国",
        known: { event: { name: "电工" }, place: 1, award: "gold" },
        recommendation: { clause: "(15)", document: { status: "draft" }, honour: null },
      },
    ]);
  });

  it("is recommended who won in a competition that asked the clause before it said that it is for the bank of experts", async () => {
    const employer = { id: "unit-works", regionCode: "110112" };
    const scene = await createPayingScene(runtime, { tier: "city", host: "110000", packs: ["tongzhou"], employer });
    // As it was published first: the same row, without the bank.
    const pinned = await plantRows(runtime, async (tables) => {
      const current = await tables.policyPack.findFirstOrThrow({ where: { name: "tongzhou" } });
      const pack = current.content as unknown as PolicyPack;
      const rows = pack.rows.map((row) => {
        const { bank: _bank, ...tests } = row.tests as { bank?: string };
        return row.id === "15-expert-bank" ? { ...row, tests } : row;
      });
      const version = pack.version + 1;
      await tables.policyPack.update({ where: { id: current.id }, data: { version, content: { ...pack, version } as object } });
      const content = { ...pack, rows } as object;
      const { id } = await tables.policyPack.create({ data: { ...current, id: newId(), content } as never });
      await tables.competitionPack.updateMany({ where: { competitionId: scene.competitionId }, data: { packId: id } });
      return pack.version;
    });
    const before = await names();
    await finaliseScene(runtime, scene);
    await runJobs(runtime);
    const { findings } = await runtime.database.read.policyAssessment.findFirstOrThrow({
      where: { entryId: scene.entries[0]?.entryId },
    });
    const said = (findings as unknown as readonly Finding[]).find(({ rowId }) => rowId === "15-expert-bank");
    expect([said?.version, said?.outcome]).toEqual([pinned, "owed"]);
    const [winner, ...others] = (await getBank(runtime, "expert")).proposals.filter(({ name }) => !before.includes(name));
    expect(others).toEqual([]);
    expect(winner).toMatchObject({ known: { place: 1 }, recommendation: { clause: "(15)", honour: null } });
  });

  it("is not recommended who is a member, nor for what was dropped", async () => {
    const wang = (await getBank(runtime, "expert")).proposals.find(({ name }) => name === "王建军");
    must(
      await addBankMember(runtime, officers[0], {
        bank: "expert",
        subject: { by: "person", personId: wang?.personId ?? "" },
        skills: ["6-31-01-03"],
        level: null,
        organisationId: null,
        regionCode: "110112",
        lastDuty: "",
        conflicts: "",
        consented: true,
        consentOn: "2026-11-01",
      }),
    );
    expect(await names()).toContain("李卫国");
    expect(await names()).not.toContain("王建军");
    const fact = await runtime.database.read.recordedFact.findFirstOrThrow({ where: { kind: "result" }, orderBy: { id: "asc" } });
    must(await dropFact(runtime, officers[1], { factId: fact.id, reason: "重复登记" }));
    expect(await names()).not.toContain("李卫国");
  });
});
