/** Theory marks out of a file: what is matched, what is refused by row and column, who is missing; confirmed by a second person. */
import { describe, expect, it } from "vitest";
import {
  type ComponentCell,
  type ComponentEntry,
  type ComponentRow,
  checkComponentFile,
  compareComponentMarks,
  decideComponentAct,
  decideComponentConfirmation,
} from "#app/domain/results/component-file.ts";
import { hundredths } from "#app/domain/shared/units.ts";

const ENTRIES: readonly ComponentEntry[] = [
  { entryId: "a", entrantNumber: "E1001", names: ["欧阳若琳"], participation: "checked-in" },
  { entryId: "b", entrantNumber: "E1002", names: ["曾博", "林晓楠"], participation: "checked-in" },
  { entryId: "c", entrantNumber: "E1003", names: [""], participation: "absent" },
];

type Values = { readonly entrantNumber?: string; readonly name?: string; readonly mark?: string };

function rows(...lines: (Values & { readonly type?: ComponentCell["type"] })[]): readonly ComponentRow[] {
  const letters = { entrantNumber: "A", name: "B", mark: "C" } as const;
  return lines.map(({ type = "text", ...values }, index) => ({
    sheet: "理论",
    row: index + 2,
    cells: Object.fromEntries(
      Object.entries(values).map(([column, text]) => [
        column,
        { text, type: column === "mark" ? type : "text", address: `${letters[column as keyof typeof letters]}${index + 2}` },
      ]),
    ),
  }));
}

const check = (...lines: Parameters<typeof rows>) => checkComponentFile(rows(...lines), ENTRIES, hundredths(10000));
const codes = (...lines: Parameters<typeof rows>) => check(...lines).refusals.map(({ code }) => code);

describe("a file of component marks", () => {
  it("is matched by entrant number, however it was typed", () => {
    const { marks, refusals, missing } = check(
      { entrantNumber: "ｅ１００２", mark: "８５．５" },
      { entrantNumber: " e1 001 ", mark: "100" },
    );
    expect(refusals).toEqual([]);
    expect(marks).toEqual([
      { entryId: "a", entrantNumber: "E1001", mark: 10000 },
      { entryId: "b", entrantNumber: "E1002", mark: 8550 },
    ]);
    expect(missing).toEqual([]);
  });

  it("tells who checked in and has no mark; an absent one misses nothing", () => {
    const file = check(
      { entrantNumber: "E1001", mark: "absent" },
      { entrantNumber: "E1002" },
      { entrantNumber: "E1003", mark: "60" },
    );
    expect(file.marks).toEqual([{ entryId: "c", entrantNumber: "E1003", mark: 6000 }]);
    expect(file.absent).toEqual(["E1001"]);
    expect(file.missing).toEqual(["E1001", "E1002"]);
    expect(file.refusals).toEqual([]);
  });

  it("is refused by row and column: unknown and repeated numbers, and none", () => {
    expect(
      check(
        { entrantNumber: "E1009", mark: "60" },
        { entrantNumber: "E1001", mark: "60" },
        { entrantNumber: "e1001", mark: "61" },
      ).refusals,
    ).toEqual([
      {
        code: "entrant-number-unknown",
        params: { entrantNumber: "E1009" },
        sheet: "理论",
        row: 2,
        column: "entrantNumber",
        address: "A2",
      },
      {
        code: "entrant-number-twice",
        params: { entrantNumber: "E1001", first: 3 },
        sheet: "理论",
        row: 4,
        column: "entrantNumber",
        address: "A4",
      },
    ]);
    expect(codes({ mark: "60" })).toEqual(["entrant-number-missing"]);
  });

  it("takes hundredths between nothing and the maximum only", () => {
    const codeOf = (mark: string) => codes({ entrantNumber: "E1001", mark });
    for (const mark of ["0", "0.5", "85.25", "85.250", "100.00", "99.9900"]) expect(codeOf(mark), mark).toEqual([]);
    for (const mark of ["100.01", "-1", "101"]) expect(codeOf(mark), mark).toEqual(["mark-out-of-range"]);
    for (const mark of ["85.255", "0.001"]) expect(codeOf(mark), mark).toEqual(["mark-not-hundredths"]);
    for (const mark of ["八十", "85,5", "1e2", "85.5.", "合格", "TRUE", "."])
      expect(codeOf(mark), mark).toEqual(["mark-unreadable"]);
    for (const type of ["date", "error", "uncalculated"] as const) {
      expect(codes({ entrantNumber: "E1001", mark: "x", type })).toEqual([`cell-${type}`]);
    }
  });

  it("compares names where the file has them: one of the entry's people, or all of them", () => {
    expect(codes({ entrantNumber: "E1001", name: "欧 阳若琳", mark: "60" })).toEqual([]);
    expect(codes({ entrantNumber: "E1002", name: "林晓楠", mark: "60" })).toEqual([]);
    expect(codes({ entrantNumber: "E1002", name: "曾博、林晓楠", mark: "60" })).toEqual([]);
    expect(codes({ entrantNumber: "E1001", name: "欧阳若林", mark: "60" })).toEqual(["name-differs"]);
    expect(codes({ entrantNumber: "E1002", name: "曾博、欧阳若琳", mark: "60" })).toEqual(["name-differs"]);
    // An erased person's name is not known any more.
    expect(codes({ entrantNumber: "E1003", name: "任何人", mark: "60" })).toEqual([]);
  });

  it("gives every reason of a row at once, and its mark to nobody", () => {
    const file = check({ entrantNumber: "E1001", name: "别人", mark: "101" });
    expect(file.refusals.map(({ code, column }) => [code, column])).toEqual([
      ["name-differs", "name"],
      ["mark-out-of-range", "mark"],
    ]);
    expect(file.marks).toEqual([]);
  });
});

describe("an import of component marks", () => {
  const codesOf = (decision: ReturnType<typeof decideComponentAct>) =>
    decision.ok ? [] : decision.refusals.map(({ code }) => code);

  it("is possible until the results are public", () => {
    for (const phase of ["draw", "judging", "recheck", "unblinded"] as const) {
      expect(codesOf(decideComponentAct({ phase, isKnown: true }))).toEqual([]);
    }
    for (const phase of ["published", "settled"] as const) {
      expect(codesOf(decideComponentAct({ phase, isKnown: false }))).toEqual(["component-unknown", "round-published"]);
    }
  });

  it("counts when another person has confirmed it", () => {
    const input = { phase: "judging", isKnown: true, isOpen: true, importedById: "x", actorId: "y" } as const;
    expect(codesOf(decideComponentConfirmation(input))).toEqual([]);
    expect(codesOf(decideComponentConfirmation({ ...input, isOpen: false, actorId: "x" }))).toEqual([
      "import-settled",
      "import-by-one-person",
    ]);
  });

  it("says what it changes of an earlier one", () => {
    const before = [
      { entryId: "a", mark: 8000 },
      { entryId: "b", mark: 7000 },
      { entryId: "c", mark: 6000 },
    ];
    const after = [
      { entryId: "b", mark: 7000 },
      { entryId: "c", mark: 6050 },
      { entryId: "d", mark: 0 },
    ];
    expect(compareComponentMarks(before, after)).toEqual([
      { entryId: "a", before: 8000, after: null },
      { entryId: "c", before: 6000, after: 6050 },
      { entryId: "d", before: null, after: 0 },
    ]);
    expect(compareComponentMarks(before, before)).toEqual([]);
  });
});
