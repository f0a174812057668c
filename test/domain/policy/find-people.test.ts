/** What can be asked for when looking for a person, and when a name is found in another. */
import { expect, it } from "vitest";
import { isNameFound, readPeopleQuery } from "#app/domain/policy/find-people.ts";

const ask = (name: string, documentNumber = "") => readPeopleQuery({ name, documentNumber });
const codes = (name: string, documentNumber = "") => {
  const query = ask(name, documentNumber);
  return query.ok ? [] : query.refusals.map(({ code, params }) => [code, params?.field ?? null]);
};

it("asks by name, by document, or by both", () => {
  expect(ask(" 王 海港 ")).toEqual({ ok: true, value: { name: "王海港", documents: null } });
  expect(ask("", " e1000 0001")).toMatchObject({ ok: true, value: { name: null, documents: [{ kind: "passport" }] } });
  expect(ask("王海港", "11010519491231002X")).toEqual({
    ok: true,
    value: {
      name: "王海港",
      documents: [
        { kind: "resident-id", text: "11010519491231002X" },
        { kind: "residence-permit", text: "11010519491231002X" },
      ],
    },
  });
});

it("says everything that is wrong at once, each at its field", () => {
  expect(codes(" ", " ")).toEqual([["people-search-empty", null]]);
  expect(codes("王", "110105194912310021")).toEqual([
    ["people-search-short", "name"],
    ["id-check-digit", "documentNumber"],
  ]);
});

it("counts a rare character once: one of them is too short, two are enough", () => {
  expect(codes("𠮷")).toEqual([["people-search-short", "name"]]);
  expect(codes("𠮷𠮷")).toEqual([]);
});

it("finds a part of a name in any case and with any middle dot", () => {
  expect(isNameFound("欧阳𠮷", "阳𠮷")).toBe(true);
  expect(isNameFound("Li Wei", "LI WEI")).toBe(true);
  expect(isNameFound("阿依古丽•买买提", "古丽·买")).toBe(true);
  expect(isNameFound("欧阳吉", "阳𠮷")).toBe(false);
});
