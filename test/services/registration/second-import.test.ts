/** A corrected roster that comes again: whatever of it was kept, changed, added, left out or put right, only that differs afterwards. */
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import { storeRosterImport } from "#app/services/registration/store-roster-import.server.ts";
import { codesOf, must } from "../../support/competition-steps.ts";
import {
  addRegistrationScene,
  makeDocument,
  makeRosterFile,
  type RegistrationScene,
  type RosterLine,
  readFile,
} from "../../support/registration-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

const NAMES = ["李雷", "欧阳娜娜", "买买提·吐尔逊", "𠮷田", "韩梅梅"];
const [FIRST_UNIT, OTHER_UNIT] = ["北京运通电气有限公司", "北京运河工匠职业技能培训学校"];
/** What may be corrected in a row, each to something else than every row has at first. */
const CORRECTIONS: Readonly<Record<string, (line: RosterLine) => RosterLine>> = {
  name: (line) => ({ ...line, name: `${line.name?.slice(0, 2)}改` }),
  telephone: (line) => ({ ...line, telephone: "13999990000" }),
  training: (line) => ({ ...line, training: "" }),
  years: (line) => ({ ...line, years: "11" }),
  coach: (line) => ({ ...line, coach: "王新" }),
};
/** What is wrong with a row until it is put right. */
const FAULTS: Readonly<Record<string, Partial<RosterLine>>> = {
  "event-unknown": { event: "茶艺师" },
  "phone-format": { telephone: "1380000x" },
  "organisation-unknown": { employer: "不存在的公司" },
};

const fate = fc.oneof(
  fc.constant({ does: "stays" as const }),
  fc.constant({ does: "is-left-out" as const }),
  fc.constantFrom(...Object.keys(CORRECTIONS)).map((of) => ({ does: "changes" as const, of })),
);
const story = fc.record({
  rows: fc.array(
    fc.record({ name: fc.constantFrom(...NAMES), fault: fc.option(fc.constantFrom(...Object.keys(FAULTS)), { freq: 3 }), fate }),
    { minLength: 1, maxLength: 8 },
  ),
  added: fc.array(fc.constantFrom(...NAMES), { maxLength: 3 }),
  turned: fc.boolean(),
});

describeOnEachDatabase("a corrected roster", (provider) => {
  let runtime: TestRuntime;
  let scene: RegistrationScene;
  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
  });
  afterAll(() => runtime.dispose());

  const place = () => ({ competitionId: scene.competitionId, delegationId: scene.delegationId });
  const hand = async (lines: readonly RosterLine[]) => {
    const view = await readFile(runtime, scene.leader, place(), await makeRosterFile(lines));
    return { ...view, confirm: () => storeRosterImport(runtime, scene.leader, { importId: view.id, ...place() }) };
  };

  /** Everything that is stored of each person of the delegation, by document: as it is, and as people read it. */
  async function readStored() {
    const members = await runtime.database.read.entryMember.findMany({
      where: { entry: { delegationId: scene.delegationId } },
      include: {
        entry: { include: { coaches: { include: { person: { include: { key: true } } } } } },
        person: { include: { key: true } },
      },
    });
    return new Map(
      members.map(({ entry, person, ...member }) => {
        const data = openPerson(runtime.keys, person);
        const { yearsOfService, trainingOrganisationId, employerId } = member;
        const readable = {
          name: data?.name,
          telephone: data?.telephone,
          years: yearsOfService,
          training: trainingOrganisationId !== null,
          employerId,
          coach: entry.coaches.map((coach) => openPerson(runtime.keys, coach.person)?.name).join("、"),
        };
        return [
          String(data?.documentNumber),
          { raw: JSON.stringify([member, entry, person]), entryId: entry.id, personId: person.id, readable },
        ];
      }),
    );
  }

  it("changes only what differs", async () => {
    await fc.assert(
      fc.asyncProperty(story, async ({ rows, added, turned }) => {
        runtime.clock.set("2026-11-20T01:00:00Z");
        scene = await addRegistrationScene(runtime);
        const plain = rows.map(({ name }): RosterLine & { document: string } => ({
          name,
          document: makeDocument(),
          employer: FIRST_UNIT,
          training: OTHER_UNIT,
          telephone: "13800001111",
          coach: "孙立军",
          years: "5",
        }));
        const faulty = rows.filter(({ fault }) => fault !== null);

        const wrong = await hand(plain.map((line, index) => ({ ...line, ...FAULTS[rows[index]?.fault ?? ""] })));
        expect(wrong.preview?.refusals.map(({ row, code }) => [row, code])).toEqual(
          rows.flatMap(({ fault }, index) => (fault === null ? [] : [[index + 2, fault]])),
        );
        expect(wrong.preview?.counts).toEqual({
          added: rows.length - faulty.length,
          changed: 0,
          unchanged: 0,
          refused: faulty.length,
        });
        if (faulty.length > 0) {
          expect(codesOf(await wrong.confirm())).toEqual(["rows-refused"]);
          expect((await readStored()).size).toBe(0);
        }
        must(await (await hand(plain)).confirm());
        const before = await readStored();
        expect(before.size).toBe(rows.length);

        runtime.clock.advanceMinutes(30);
        const second: RosterLine[] = plain.flatMap((line, index) => {
          const own = rows[index]?.fate;
          if (own?.does === "is-left-out") return [];
          return own?.does === "changes" ? [CORRECTIONS[own.of]?.(line) ?? line] : [line];
        });
        const newcomers = added.map((name) => ({ ...plain[0], name, document: makeDocument() }));
        second.push(...newcomers);
        if (turned) second.reverse();
        if (second.length === 0) return;
        const changed = rows.flatMap(({ fate: { does } }, index) => (does === "changes" ? [plain[index]?.document ?? ""] : []));
        const next = await hand(second);
        const unchanged = second.length - changed.length - added.length;
        expect(next.preview?.counts).toEqual({ added: added.length, changed: changed.length, unchanged, refused: 0 });
        const confirmed = await next.confirm();
        if (added.length + changed.length === 0) expect(codesOf(confirmed)).toEqual(["roster-unchanged"]);
        else must(confirmed);

        const after = await readStored();
        expect(after.size).toBe(rows.length + added.length);
        for (const [index, { document }] of plain.entries()) {
          const [old, now] = [before.get(document), after.get(document)];
          const own = rows[index]?.fate;
          if (own?.does !== "changes") {
            expect(now?.raw).toBe(old?.raw);
            continue;
          }
          expect([now?.entryId, now?.personId]).toEqual([old?.entryId, old?.personId]);
          const line = CORRECTIONS[own.of]?.(plain[index] ?? {}) ?? {};
          const expected = {
            name: line.name,
            telephone: line.telephone,
            years: Number(line.years),
            training: line.training !== "",
            coach: line.coach,
          };
          expect(now?.readable).toEqual({ ...old?.readable, ...expected });
          expect(now?.readable).not.toEqual(old?.readable);
        }
        for (const { document, name } of newcomers)
          expect([before.has(document), after.get(document)?.readable.name]).toEqual([false, name]);
        const again = await hand(second);
        expect(again.preview?.counts).toEqual({ added: 0, changed: 0, unchanged: second.length, refused: 0 });
      }),
      { numRuns: 8 },
    );
  }, 180_000);
});
