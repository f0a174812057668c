/** Every act of the code has its sentence in both languages, and the rule finds one that has none. */
import { expect, it } from "vitest";
import { AUDIT_ACTS, PUBLIC_ACTS } from "#app/domain/audit/acts.ts";
import { CHANGED_FIELDS } from "#app/domain/audit/changes.ts";
import { OBJECT_KINDS } from "#app/domain/audit/object-kinds.ts";
import en from "#app/i18n/en/history.ts";
import zh from "#app/i18n/zh-CN/history.ts";
import { findActFaults, findIdleActs, listObjectKinds } from "./audit-acts.ts";
import { parseSource, readSources, toLines } from "./source.ts";

const sources = readSources(["app", "server", "seeds"]);

it("holds for every act and every kind of object", () => {
  expect(toLines(findActFaults(sources, AUDIT_ACTS))).toEqual([]);
  expect(findIdleActs(sources, AUDIT_ACTS)).toEqual([]);
  expect(listObjectKinds(sources).filter((kind) => !OBJECT_KINDS.some((known) => known === kind))).toEqual([]);
  expect(PUBLIC_ACTS.filter((act) => !AUDIT_ACTS.some((known) => known === act))).toEqual([]);
});

it("has a sentence for each, that says on what, in both languages", () => {
  for (const texts of [zh, en]) {
    expect(Object.keys(texts.does).sort()).toEqual([...AUDIT_ACTS].sort());
    expect(Object.entries(texts.does).filter(([, text]) => text.split("{{what}}").length !== 2)).toEqual([]);
    expect(Object.keys(texts.kind).sort()).toEqual([...OBJECT_KINDS].sort());
    expect(CHANGED_FIELDS.filter((field) => !(field in texts.field))).toEqual([]);
  }
});

it("finds an act without a sentence, one that is put together, and a sentence that nothing uses", () => {
  const find = (text: string) =>
    findActFaults([parseSource("app/services/x.server.ts", text)], ["known"], {}).map(({ what }) => what);
  expect(find(`audit({ act: "known", objectKind: "form", objectId })`)).toEqual([]);
  expect(find(`audit({ act: "new-act", objectKind: "form", objectId })`)).toEqual(["act new-act has no sentence"]);
  expect(find(`audit({ act: is ? "known" : "other", objectKind: "form", objectId })`)).toEqual(["act other has no sentence"]);
  expect(find("audit({ act: `${word}-form`, objectKind: 'form', objectId })")).toEqual([
    "an act that is put together is not listed",
  ]);
  expect(findIdleActs(sources, ["enter-mark", "sign-in", "never-done"])).toEqual(["never-done"]);
});
