/** The editor's draft says exactly a scheme, names every figure that is none under the id of its row, and its parts keep together when they move. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkScheme } from "#app/domain/marking/check-scheme.ts";
import { EMPTY_ASPECT, readDraft, type SchemeDraft, toDraft } from "#app/domain/marking/scheme-draft.ts";
import { SaveSchemeSchema } from "#app/forms/scheme.ts";
import { type EditorAct, type EditorState, openEditor, reduceEditor, toSchemeDraft } from "#app/ui/setup/scheme-editor-state.ts";
import { anyScheme } from "./schemes.ts";

describe("a draft of a scheme", () => {
  it("is read back as the same scheme, through the form that carries it", () => {
    fc.assert(
      fc.property(anyScheme, ({ scheme, total }) => {
        const sent = { draft: JSON.stringify(toDraft(scheme)), reason: "", basedOn: "0", round: "1" };
        const { draft, basedOn, roundNumber } = SaveSchemeSchema.parse(sent);
        const read = readDraft(draft);
        expect(read).toEqual({ ok: true, value: scheme });
        expect(checkScheme(scheme, { total, judgesPerForm: 3 })).toEqual([]);
        expect([basedOn, roundNumber]).toEqual([null, 1]);
      }),
    );
  });

  it("names every figure that is none at its row", () => {
    const table = {
      ...EMPTY_ASPECT,
      way: "table",
      unit: "mm",
      steps: [
        { upTo: "x", mark: "1" },
        { upTo: "", mark: "" },
      ],
    } as const;
    const draft: SchemeDraft = {
      modules: [],
      criteria: [
        {
          name: "A",
          module: null,
          subCriteria: [
            {
              name: "A1",
              day: "0",
              aspects: [
                { ...EMPTY_ASPECT, maximum: "1.005" },
                { ...EMPTY_ASPECT, maximum: "2", way: "deduction", deduction: "half" },
                { ...table, maximum: "1" },
              ],
            },
          ],
        },
      ],
    };
    expect(readDraft(draft)).toEqual({
      ok: false,
      refusals: [
        { code: "draft-day-unreadable", params: { subCriterion: "A1", value: "0" } },
        { code: "draft-mark-unreadable", params: { aspect: "A1.1", value: "1.005" } },
        { code: "draft-deduction-unreadable", params: { aspect: "A1.2", value: "half" } },
        { code: "draft-bound-unreadable", params: { aspect: "A1.3", value: "x" } },
        { code: "draft-step-mark-unreadable", params: { aspect: "A1.3", value: "" } },
      ],
    });
  });

  it("is refused whole when it is no draft", () => {
    for (const draft of ["", "{", "[]", JSON.stringify({ modules: [], criteria: [{}] }), "null"]) {
      expect(SaveSchemeSchema.safeParse({ draft, reason: "", basedOn: "0", round: "1" }).success, draft).toBe(false);
    }
  });
});

describe("the editor", () => {
  const aspect = (text: string) => ({ ...EMPTY_ASPECT, text, maximum: "1.00" });
  const START = openEditor({
    modules: [
      { id: "M1", name: "Wiring" },
      { id: "M2", name: "Faults" },
    ],
    criteria: [
      { name: "A", module: 0, subCriteria: [{ name: "A1", day: "1", aspects: [aspect("one"), aspect("two"), aspect("three")] }] },
      { name: "B", module: 1, subCriteria: [{ name: "B1", day: "2", aspects: [aspect("four")] }] },
    ],
  });
  const applied = (...acts: EditorAct[]): EditorState => acts.reduce(reduceEditor, START);
  const texts = (state: EditorState) =>
    state.criteria.map(({ subCriteria }) => subCriteria.map(({ aspects }) => aspects.map(({ text }) => text)));
  const keyOf = (text: string) => {
    const found = START.criteria.flatMap((c) => c.subCriteria.flatMap((s) => s.aspects)).find((row) => row.text === text);
    if (!found) throw new Error(text);
    return found.key;
  };

  it("moves rows, and leaves what it does not touch as it is", () => {
    const moved = applied({ act: "move", key: keyOf("three"), by: -1 });
    expect(texts(moved)).toEqual([[["one", "three", "two"]], [["four"]]]);
    expect(moved.criteria[1]).toBe(START.criteria[1]);
    expect(texts(applied({ act: "move", key: keyOf("one"), by: -1 }))).toEqual(texts(START));
  });

  it("takes criteria along with their module", () => {
    const [first] = START.modules;
    const moved = applied({ act: "move", key: first?.key ?? 0, by: 1 });
    const draft = toSchemeDraft(moved);
    expect(draft.modules.map(({ id }) => id)).toEqual(["M2", "M1"]);
    expect(draft.criteria.map(({ module }) => module)).toEqual([1, 0]);
    const removed = toSchemeDraft(applied({ act: "remove", key: first?.key ?? 0 }));
    expect(removed.criteria.map(({ module }) => module)).toEqual([null, 0]);
  });

  it("takes back the last removal, with all that was under it", () => {
    const key = START.criteria[0]?.key ?? 0;
    const removed = applied({ act: "remove", key });
    expect(texts(removed)).toEqual([[["four"]]]);
    expect(toSchemeDraft(reduceEditor(removed, { act: "take-back" }))).toEqual(toSchemeDraft(START));
  });

  it("adds an aspect behind the one that was left, and a module that takes in all criteria when it is the first", () => {
    const sub = START.criteria[0]?.subCriteria[0]?.key ?? 0;
    expect(texts(applied({ act: "add-aspect", subCriterion: sub, behind: keyOf("one") }))).toEqual([
      [["one", "", "two", "three"]],
      [["four"]],
    ]);
    const bare = openEditor({ modules: [], criteria: [{ name: "A", module: null, subCriteria: [] }] });
    const draft = toSchemeDraft(reduceEditor(bare, { act: "add-module" }));
    expect([draft.modules[0]?.id, draft.criteria[0]?.module]).toEqual(["M1", 0]);
  });

  it("never loses or doubles a row, whatever is moved", () => {
    const keys = [...START.modules, ...START.criteria, ...START.criteria.flatMap((c) => c.subCriteria)].map(({ key }) => key);
    const rows = START.criteria.flatMap((c) => c.subCriteria.flatMap((s) => s.aspects)).map(({ key }) => key);
    const anyMove = fc.record({
      act: fc.constant("move" as const),
      key: fc.constantFrom(...keys, ...rows),
      by: fc.constantFrom(1 as const, -1 as const),
    });
    fc.assert(
      fc.property(fc.array(anyMove, { maxLength: 20 }), (moves) => {
        const state = moves.reduce(reduceEditor, START);
        const left = state.criteria.flatMap((c) => c.subCriteria.flatMap((s) => s.aspects)).map(({ key }) => key);
        expect([...left].sort()).toEqual([...rows].sort());
      }),
    );
  });
});
