/** Rosters: each fault at its row and column, teams as wholes, and the second import of a corrected file. */
import { describe, expect, it } from "vitest";
import { makeRegionIndex } from "#app/domain/organisations/region-label.ts";
import { findMinimumAge } from "#app/domain/registration/eligibility.ts";
import { computeCheckDigit } from "#app/domain/registration/resident-id.ts";
import { checkRoster, listDocuments } from "#app/domain/registration/roster.ts";
import {
  type ExistingMember,
  ROSTER_COLUMNS,
  type RosterCell,
  type RosterColumn,
  type RosterContext,
  type RosterMember,
  type RosterReport,
  type RosterRow,
} from "#app/domain/registration/roster-facts.ts";

const EVENTS = [
  { id: "electrician", name: "电工", group: "workers", entryKind: "individual", size: 1 },
  { id: "network", name: "网络系统管理", group: "workers", entryKind: "pair", size: 2 },
  { id: "student-network", name: "网络系统管理（学生组）", group: "students", entryKind: "pair", size: 2 },
  { id: "teaching", name: "教学技能", group: "teachers", entryKind: "individual", size: 1 },
] as const;

const ORGANISATIONS = [
  { id: "o-1", name: "北京运通电气有限公司", kind: "enterprise", regionCode: "110112" },
  { id: "o-2", name: "通州区职业技术学校", kind: "school", regionCode: "110112" },
  { id: "o-3", name: "运河技能培训中心（通州）", kind: "training", regionCode: "110112" },
] as const;

const named = (name: string) => ({ name, nameEn: name });
const REGIONS = [
  { code: "110112", ...named("通州区"), within: [named("北京市")] },
  { code: "320612", ...named("通州区"), within: [named("南通市"), named("江苏省")] },
  { code: "110105", ...named("朝阳区"), within: [named("北京市")] },
];

let serial = 0;
function makeId(birth = "19900307"): string {
  serial += 1;
  const digits = `110112${birth}${String(serial).padStart(3, "0")}`;
  return digits + computeCheckDigit(digits);
}

function makeContext(changes: Partial<RosterContext> = {}): RosterContext {
  return {
    delegationId: "d-1",
    delegations: [{ id: "d-1", name: "通州区代表队" }],
    events: EVENTS,
    organisations: ORGANISATIONS,
    regions: makeRegionIndex(REGIONS),
    findExisting: () => [],
    findFixedName: () => null,
    onDate: "2025-09-01",
    oneEventPerPerson: true,
    ...changes,
  };
}

type Cells = Partial<Record<RosterColumn, string | Partial<RosterCell>>>;

function makeRows(...rows: Cells[]): RosterRow[] {
  return rows.map((cells, index) => {
    const row = index + 2;
    const entries = Object.entries(cells).map(([column, value]) => {
      const cell = typeof value === "string" ? { text: value } : value;
      return [column, { text: "", type: "text", ...cell }];
    });
    // Every column has its letter, those of the row first: a column without one would keep what is registered.
    const columns = [...new Set([...Object.keys(cells), ...ROSTER_COLUMNS])];
    const letters = Object.fromEntries(columns.map((column, position) => [column, "ABCDEFGHIJKLMNOP".charAt(position)]));
    return { sheet: "报名表", row, cells: Object.fromEntries(entries) as RosterRow["cells"], letters };
  });
}

function worker(changes: Cells = {}): Cells {
  return { event: "电工", name: "李雷", documentNumber: makeId(), employer: "北京运通电气有限公司", ...changes };
}

function faults(report: RosterReport): string[] {
  return report.refusals.map((refusal) => `${refusal.row} ${refusal.column} ${refusal.code}`);
}

function register(rows: RosterRow[], status: ExistingMember["status"] = "submitted"): RosterContext {
  const known = new Map<string, ExistingMember>();
  checkRoster(rows, makeContext()).entries.forEach((entry, index) => {
    for (const member of entry.members) {
      known.set(member.documentNumber, {
        entryId: `e-${index + 1}`,
        eventId: entry.eventId ?? "",
        delegationId: "d-1",
        status,
        member,
      });
    }
  });
  return makeContext({
    findExisting: (document) => {
      const found = known.get(document.text);
      return found === undefined ? [] : [found];
    },
  });
}

describe("checkRoster on one row", () => {
  it("reads a complete row", () => {
    const documentNumber = makeId("19880512");
    const rows = makeRows({
      event: " 电 工 ",
      name: "李 雷",
      documentKind: "resident-id",
      documentNumber,
      employer: "北京运通电气有限公司",
      trainingOrganisation: "运河技能培训中心(通州)",
      level: "senior",
      phone: { text: "13800001111", type: "number" },
      coach: "王芳，赵敏",
    });
    const report = checkRoster(rows, makeContext());
    expect(report.refusals).toEqual([]);
    expect(report.counts).toEqual({ added: 1, changed: 0, unchanged: 0, refused: 0 });
    expect(report.entries).toEqual([
      {
        delegationId: "d-1",
        eventId: "electrician",
        teamNumber: null,
        entryId: null,
        change: "added",
        rowIndexes: [0],
        members: [
          {
            name: "李雷",
            documentKind: "resident-id",
            documentNumber,
            birthDate: "1988-05-12",
            sex: serial % 2 === 1 ? "male" : "female",
            residenceRegion: null,
            employerId: "o-1",
            schoolId: null,
            trainingOrganisationId: "o-3",
            level: "senior",
            yearsOfService: null,
            phone: "13800001111",
            coach: "王芳、赵敏",
            coaches: [],
          },
        ],
      },
    ]);
    expect(report.rows[0]).toMatchObject({ name: "李雷", change: "added", refusals: [] });
    expect(report.rows[0]?.maskedDocument).toMatch(/^110112\*{8}\d{3}[\dX]$/);
  });

  it("takes a Chinese identity number where no kind of document is given, and other kinds by their form", () => {
    const birthDate = "1990-03-07";
    const report = checkRoster(
      makeRows(
        worker({ documentKind: "passport", documentNumber: "E12345678", birthDate }),
        worker({ documentKind: "passport", documentNumber: { text: "123456789", type: "number" }, birthDate }),
        worker({ documentKind: "taiwan-permit", documentNumber: "T1", birthDate }),
      ),
      makeContext(),
    );
    expect(faults(report)).toEqual(["4 documentNumber permit-format"]);
  });

  describe("of a document that tells no date of birth", () => {
    const passport = (birthDate: Cells["birthDate"], cells: Cells = {}) =>
      worker({
        documentKind: "passport",
        documentNumber: "E12345678",
        ...(birthDate === undefined ? {} : { birthDate }),
        ...cells,
      });
    const check = (birthDate: Cells["birthDate"], cells: Cells = {}) =>
      checkRoster(makeRows(passport(birthDate, cells)), makeContext());

    it.each([
      ["1990-03-07"],
      ["1990/3/7"],
      ["1990.03.07"],
      ["1990 年 3 月 7 日"],
      ["１９９００３０７"],
      [{ text: "1990-03-07", type: "date" }],
      [{ text: "19900307", type: "number" }],
    ] as const)("reads %j", (birthDate) => {
      const report = check(birthDate);
      expect(report.refusals).toEqual([]);
      expect(report.entries[0]?.members[0]?.birthDate).toBe("1990-03-07");
    });

    it.each([
      [undefined, "birthDate birth-date-needed"],
      ["1990-02-30", "birthDate birth-date-impossible"],
      ["1990-03", "birthDate birth-date-impossible"],
      ["2025-09-02", "birthDate birth-date-impossible"],
      ["2009-09-02", "birthDate under-age"],
      [{ text: "#N/A", type: "error" }, "birthDate cell-error"],
    ] as const)("refuses %j", (birthDate, expected) => {
      expect(faults(check(birthDate))).toEqual([`2 ${expected}`]);
    });

    it("counts the years that somebody of this age can have worked, of every document", () => {
      expect(check("2000-09-01", { yearsOfService: "9" }).refusals).toEqual([]);
      expect(faults(check("2000-09-01", { yearsOfService: "10" }))).toEqual(["2 yearsOfService years-beyond-age"]);
      const young = worker({ documentNumber: makeId("20000901"), yearsOfService: "10" });
      expect(faults(checkRoster(makeRows(young), makeContext()))).toEqual(["2 yearsOfService years-beyond-age"]);
    });

    it("asks for it beside an earlier permanent residence card, and not beside a current one", () => {
      const card = (documentNumber: string, birthDate: string) =>
        worker({ documentKind: "permanent-residence-card", documentNumber, birthDate });
      const rows = makeRows(card("USA110190010112", ""), card("USA110190010113", "1990-01-01"), card("91184019900101123X", ""));
      const report = checkRoster(rows, makeContext());
      expect(faults(report)).toEqual(["2 birthDate birth-date-needed"]);
      expect(report.entries.flatMap(({ members }) => members.map(({ birthDate: born }) => born))).toEqual([
        "1990-01-01",
        "1990-01-01",
      ]);
      const lost = worker({
        documentKind: "permanent-residence-card",
        documentNumber: { text: "911840199001011000", type: "number" },
      });
      expect(faults(checkRoster(makeRows(lost), makeContext()))).toEqual(["2 documentNumber id-stored-as-number"]);
    });

    it("looks at no date beside a document that tells it", () => {
      expect(checkRoster(makeRows(worker({ birthDate: "1990-03" })), makeContext()).refusals).toEqual([]);
    });

    it("keeps what is known where the sheet has no column for it, and asks for it where nothing is", () => {
      const row = passport("1990-03-07");
      const without = makeRows(passport(undefined)).map(({ letters, ...line }) => {
        const { birthDate: _birthDate, ...others } = letters ?? {};
        return { ...line, letters: others };
      });
      expect(faults(checkRoster(without, makeContext()))).toEqual(["2 birthDate birth-date-needed"]);
      const context = register(makeRows(row));
      expect(checkRoster(without, context).counts.unchanged).toBe(1);
      const changed = checkRoster(makeRows(passport("1990-03-08")), context);
      expect(changed.rows[0]?.changedColumns).toEqual(["birthDate"]);
    });
  });

  describe("of a person whose residence is given", () => {
    const DOCUMENT = makeId("19880512");
    const check = (residence: Cells["residence"], context = makeContext()) =>
      checkRoster(makeRows(worker({ documentNumber: DOCUMENT, ...(residence === undefined ? {} : { residence }) })), context);

    it.each([
      ["110112", "110112"],
      [{ text: "110112", type: "number" }, "110112"],
      ["北京市通州区", "110112"],
      ["江苏省南通市通州区", "320612"],
      ["朝阳区", "110105"],
      ["", null],
      [undefined, null],
    ] as const)("reads %j as %j", (residence, expected) => {
      const report = check(residence);
      expect(report.refusals).toEqual([]);
      expect(report.entries[0]?.members[0]?.residenceRegion).toBe(expected);
    });

    it.each([
      ["某区", "residence region-not-found"],
      ["999999", "residence region-not-found"],
      ["通州区", "residence region-ambiguous"],
      [{ text: "#N/A", type: "error" }, "residence cell-error"],
    ] as const)("refuses %j at its cell", (residence, expected) => {
      const report = check(residence);
      expect(faults(report)).toEqual([`2 ${expected}`]);
      const column = Object.keys(makeRows(worker({ residence: "" }))[0]?.cells ?? {}).indexOf("residence");
      expect(report.refusals[0]?.address).toBe(`${"ABCDEFGHIJKLMNOP".charAt(column)}2`);
    });

    it("keeps what is registered where the sheet has no column for it, and changes it alone", () => {
      const row = worker({ documentNumber: DOCUMENT, residence: "110112" });
      const context = register(makeRows(row));
      const older = makeRows(worker({ documentNumber: DOCUMENT })).map(({ letters, ...line }) => {
        const { residence: _residence, ...others } = letters ?? {};
        return { ...line, letters: others };
      });
      expect(checkRoster(older, context).counts.unchanged).toBe(1);
      expect(check("朝阳区", context).rows[0]?.changedColumns).toEqual(["residence"]);
      expect(check("", context).rows[0]?.changedColumns).toEqual(["residence"]);
    });
  });

  const oneFault: readonly (readonly [string, Cells, string])[] = [
    ["a wrong check digit", { documentNumber: "110105194912310021" }, "documentNumber id-check-digit"],
    [
      "a number that lost its digits",
      { documentNumber: { text: "110112199003071200", type: "number" } },
      "documentNumber id-stored-as-number",
    ],
    ["the same as text", { documentNumber: "1.10112E+17" }, "documentNumber id-stored-as-number"],
    ["no document", { documentNumber: "" }, "documentNumber document-missing"],
    ["an unknown kind of document", { documentKind: "军官证" }, "documentKind document-kind-unknown"],
    ["an unknown employer", { employer: "不存在的公司" }, "employer organisation-unknown"],
    ["an unknown training organisation", { trainingOrganisation: "某培训班" }, "trainingOrganisation organisation-unknown"],
    ["a school that is none", { school: "北京运通电气有限公司" }, "school organisation-not-school"],
    ["an unknown event", { event: "茶艺" }, "event event-unknown"],
    ["no event", { event: "" }, "event event-missing"],
    ["no name", { name: "" }, "name name-missing"],
    ["a name with signs", { name: "李雷*" }, "name name-characters"],
    ["an unknown level", { level: "九级" }, "level level-unknown"],
    ["a child", { documentNumber: makeId("20091002") }, "documentNumber under-age"],
    ["a telephone number that is none", { phone: "待补" }, "phone phone-format"],
    ["a coach that is no name", { coach: "王芳、123" }, "coach name-characters"],
    ["a worker without employer", { employer: "" }, "employer employer-missing"],
    ["a pupil in a workers' event", { employer: "", school: "通州区职业技术学校" }, "school group-mismatch"],
    ["a teacher of an enterprise", { event: "教学技能" }, "employer group-mismatch"],
    ["an error in a cell", { employer: { text: "#N/A", type: "error" } }, "employer cell-error"],
    ["a formula without a value", { name: { text: "", type: "uncalculated" } }, "name cell-uncalculated"],
    ["a date where a number of a team was typed", { teamNumber: { text: "", type: "date" } }, "teamNumber cell-date"],
  ];
  it.each(oneFault)("refuses %s once, at its cell", (_, cells, expected) => {
    const report = checkRoster(makeRows(worker(cells)), makeContext());
    expect(faults(report)).toEqual([`2 ${expected}`]);
    expect(report.counts.refused).toBe(1);
    expect(report.entries[0]?.members).toEqual([]);
  });

  it("gives the address of the cell where there is one", () => {
    const report = checkRoster(makeRows({ event: "电工", name: "李雷", documentNumber: "1" }), makeContext());
    expect(report.refusals.map((refusal) => [refusal.column, refusal.address])).toEqual([
      ["documentNumber", "C2"],
      ["employer", null],
    ]);
  });

  it("gives every reason at once", () => {
    const report = checkRoster(makeRows({ event: "茶艺", name: "1", documentNumber: "12", level: "x" }), makeContext());
    expect(report.refusals.map((refusal) => refusal.code)).toEqual([
      "event-unknown",
      "name-length",
      "name-characters",
      "id-length",
      "level-unknown",
    ]);
  });

  it("is of the age that the event's clause says, and cites it; else of the age of the law", () => {
    const age = { years: 14, clause: "技术文件 3.1" };
    const events = EVENTS.map((event) => ({ ...event, minimumAge: age }));
    const check = (birth: string) => checkRoster(makeRows(worker({ documentNumber: makeId(birth) })), makeContext({ events }));
    expect(check("20110901").refusals).toEqual([]);
    expect(check("20110902").refusals).toMatchObject([
      { column: "documentNumber", code: "under-age-for-event", params: { minimum: 14, clause: "技术文件 3.1" } },
    ]);
    expect(findMinimumAge({ age: { from: null, to: 25, clause: "技术文件 3.1" } })).toEqual({ years: 16, clause: "" });
    expect(findMinimumAge({ age: { from: 14, to: 25, clause: "技术文件 3.1" } })).toEqual(age);
  });

  it("turns sixteen on the birthday", () => {
    const row = makeRows(worker({ documentNumber: makeId("20090901") }));
    expect(checkRoster(row, makeContext()).refusals).toEqual([]);
    expect(faults(checkRoster(row, makeContext({ onDate: "2025-08-31" })))).toEqual(["2 documentNumber under-age"]);
  });
});

describe("checkRoster on teams", () => {
  const pair = (team: string, changes: Cells = {}): Cells => worker({ event: "网络系统管理", teamNumber: team, ...changes });

  it("groups rows by event and number, wherever they stand", () => {
    const report = checkRoster(makeRows(pair("1"), pair("2"), worker(), pair("１"), pair("2 ")), makeContext());
    expect(report.refusals).toEqual([]);
    expect(report.entries.map((entry) => [entry.eventId, entry.teamNumber, entry.rowIndexes])).toEqual([
      ["network", "1", [0, 3]],
      ["network", "2", [1, 4]],
      ["electrician", null, [2]],
    ]);
  });

  it("refuses a team that is too large or too small on each of its rows", () => {
    const report = checkRoster(makeRows(pair("1"), pair("1"), pair("1"), pair("2")), makeContext());
    expect(faults(report)).toEqual([
      "2 teamNumber team-size",
      "3 teamNumber team-size",
      "4 teamNumber team-size",
      "5 teamNumber team-size",
    ]);
    expect(report.refusals[0]?.params).toEqual({ team: "1", expected: 2, found: 3 });
  });

  it("refuses a row of a team event without a team number", () => {
    expect(faults(checkRoster(makeRows(pair("")), makeContext()))).toEqual(["2 teamNumber team-number-missing"]);
  });

  it("holds back the whole team when one member is refused", () => {
    const report = checkRoster(makeRows(pair("1"), pair("1", { name: "" })), makeContext());
    expect(faults(report)).toEqual(["2 teamNumber team-mate-refused", "3 name name-missing"]);
    expect(report.counts).toEqual({ added: 0, changed: 0, unchanged: 0, refused: 1 });
  });

  it("wants a school from students", () => {
    const student = (changes: Cells): Cells => pair("1", { event: "网络系统管理(学生组)", ...changes });
    const report = checkRoster(makeRows(student({ school: "通州区职业技术学校", employer: "" }), student({})), makeContext());
    expect(faults(report)).toEqual(["2 teamNumber team-mate-refused", "3 employer group-mismatch"]);
    const neither = checkRoster(makeRows(student({ employer: "" }), student({ employer: "" })), makeContext());
    expect(faults(neither)).toEqual(["2 school school-missing", "3 school school-missing"]);
  });
});

describe("checkRoster on people who stand twice", () => {
  it("names the first row of a duplicate inside the file, whatever the spelling", () => {
    const documentNumber = makeId();
    const report = checkRoster(
      makeRows(worker({ documentNumber }), worker(), worker({ documentNumber: ` ${documentNumber.toLowerCase()}` })),
      makeContext(),
    );
    expect(report.refusals).toMatchObject([
      { code: "duplicate-in-file", row: 4, column: "documentNumber", params: { sheet: "报名表", row: 2 } },
    ]);
  });

  it("allows a second event only where the competition does", () => {
    const documentNumber = makeId();
    const rows = makeRows(
      worker({ documentNumber }),
      worker({ event: "教学技能", employer: "通州区职业技术学校", documentNumber }),
    );
    expect(faults(checkRoster(rows, makeContext()))).toEqual(["3 documentNumber duplicate-in-file"]);
    expect(faults(checkRoster(rows, makeContext({ oneEventPerPerson: false })))).toEqual([]);
  });

  it("refuses who is registered by another delegation or in another event", () => {
    const rows = makeRows(worker());
    const member = checkRoster(rows, makeContext()).entries[0]?.members[0];
    if (member === undefined) throw new Error("the row must be accepted");
    const existing: ExistingMember = { entryId: "e-1", eventId: "electrician", delegationId: "d-2", status: "accepted", member };
    expect(faults(checkRoster(rows, makeContext({ findExisting: () => [existing] })))).toEqual([
      "2 documentNumber already-registered",
    ]);
    const other = { ...existing, eventId: "network", delegationId: "d-1" };
    const report = checkRoster(rows, makeContext({ findExisting: () => [other] }));
    expect(report.refusals).toMatchObject([{ code: "other-event", params: { event: "网络系统管理" } }]);
  });
});

describe("checkRoster on a file that comes again", () => {
  const team = (number: string, changes: Cells = {}): Cells => worker({ event: "网络系统管理", teamNumber: number, ...changes });

  it("finds everything unchanged", () => {
    const rows = makeRows(worker(), team("1"), team("1"));
    const report = checkRoster(rows, register(rows));
    expect(report.counts).toEqual({ added: 0, changed: 0, unchanged: 2, refused: 0 });
    expect(report.entries.map((entry) => entry.entryId)).toEqual(["e-1", "e-2"]);
    expect(report.rows.map((row) => row.change)).toEqual(["unchanged", "unchanged", "unchanged"]);
  });

  it("names what changed, and adds what is new", () => {
    const first = worker();
    const context = register(makeRows(first));
    const report = checkRoster(makeRows({ ...first, name: "李磊", level: "senior" }, worker()), context);
    expect(report.entries.map((entry) => [entry.change, entry.entryId])).toEqual([
      ["changed", "e-1"],
      ["added", null],
    ]);
    expect(report.rows.map((row) => row.changedColumns)).toEqual([["name", "level"], []]);
  });

  it("follows a substitute into the same entry", () => {
    const [one, two] = [team("1"), team("1")];
    const context = register(makeRows(one, two));
    const report = checkRoster(makeRows(one, team("1")), context);
    expect(report.entries).toMatchObject([{ change: "changed", entryId: "e-1" }]);
    expect(report.rows.map((row) => row.change)).toEqual(["unchanged", "added"]);
    expect(report.entries[0]?.members).toHaveLength(2);
  });

  it("follows two teams that swap a member without giving one entry away twice", () => {
    const [a, b, c, d] = [team("1"), team("1"), team("2"), team("2")];
    const context = register(makeRows(a, b, c, d));
    const report = checkRoster(makeRows(a, { ...d, teamNumber: "1" }, { ...b, teamNumber: "2" }, c), context);
    expect(report.entries.map((entry) => [entry.change, entry.entryId])).toEqual([
      ["changed", "e-1"],
      ["changed", "e-2"],
    ]);
    const split = checkRoster(makeRows(a, team("1"), { ...b, teamNumber: "2" }, team("2")), context);
    expect(split.entries.map((entry) => [entry.change, entry.entryId])).toEqual([
      ["changed", "e-1"],
      ["added", null],
    ]);
  });

  it("takes the coaches of a team from all its rows, so that writing them once or beside everyone is the same", () => {
    const [one, two] = [team("1", { coach: "王芳、赵敏" }), team("1")];
    const context = register(makeRows(one, two));
    const report = checkRoster(makeRows({ ...one, coach: "王芳" }, { ...two, coach: "王芳，赵敏" }), context);
    expect(report.counts.unchanged).toBe(1);
    expect(report.entries[0]?.members.map((member) => member.coach)).toEqual(["王芳、赵敏", "王芳、赵敏"]);
  });

  it("refuses another name for a person whose name stands elsewhere, without telling it", () => {
    const row = worker();
    const context = makeContext({ findFixedName: () => "李 雷" });
    expect(checkRoster(makeRows(row), context).refusals).toEqual([]);
    const report = checkRoster(makeRows({ ...row, name: "李磊" }), context);
    expect(faults(report)).toEqual(["2 name name-differs"]);
    expect(JSON.stringify(report.refusals)).not.toContain("李雷");
  });

  it("leaves an accepted entry alone, and refuses to change it", () => {
    const [one, two] = [team("1"), team("1")];
    const context = register(makeRows(one, two), "accepted");
    expect(checkRoster(makeRows(one, two), context).counts.unchanged).toBe(1);
    const report = checkRoster(makeRows({ ...one, phone: "13800002222" }, two), context);
    expect(faults(report)).toEqual(["2 name entry-not-editable", "3 name entry-not-editable"]);
    expect(report.counts.refused).toBe(1);
  });

  it("compares every field that can be changed", () => {
    const row = worker();
    const context = register(makeRows(row));
    const changes: readonly (readonly [RosterColumn, string])[] = [
      ["name", "李磊"],
      ["employer", "通州区职业技术学校"],
      ["school", "通州区职业技术学校"],
      ["trainingOrganisation", "通州区职业技术学校"],
      ["residence", "110112"],
      ["level", "junior"],
      ["phone", "13800003333"],
      ["yearsOfService", "12年"],
      ["coach", "王芳"],
    ];
    for (const [column, text] of changes) {
      const report = checkRoster(makeRows({ ...row, [column]: text }), context);
      expect(report.rows[0]?.changedColumns, column).toEqual([column]);
    }
    const fields: readonly (keyof RosterMember)[] = ["documentKind", "documentNumber", "birthDate", "sex"];
    const member = checkRoster(makeRows(row), context).entries[0]?.members[0];
    // A coach's document changes beside a coach only: it is compared in the imports of a database.
    expect(Object.keys(member ?? {})).toHaveLength(changes.length + fields.length + ["coaches"].length);
  });
});

describe("listDocuments", () => {
  it("lists what can be read, and nothing else", () => {
    const documentNumber = makeId();
    const rows = makeRows(
      worker({ documentNumber: documentNumber.toLowerCase() }),
      worker({ documentNumber: { text: "110112199003071234", type: "number" } }),
      worker({ documentNumber: "" }),
      worker({ documentKind: "passport", documentNumber: "e 12345678" }),
    );
    expect(listDocuments(rows).map(({ kind, text }) => [kind, text])).toEqual([
      ["resident-id", documentNumber],
      ["passport", "E12345678"],
    ]);
  });
});
