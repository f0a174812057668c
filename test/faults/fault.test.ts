/** What a fault shows: that nothing was found where nothing was broken, and that each control was found out by what looks for it. */
import { expect, it } from "vitest";
import { isSound, listMissed } from "./fault.ts";
import { FAULTS } from "./faults.ts";

it("a run is sound when cases were judged and nothing was found", () => {
  expect(isSound({ cases: 1, findings: { lost: [], wrong: [] } })).toBe(true);
  expect(isSound({ cases: 0, findings: { lost: [] } })).toBe(false);
  expect(isSound({ cases: 1, findings: { lost: ["a"], wrong: [] } })).toBe(false);
});

it("a control is found out by the kinds that it names alone, all of them, and by no run without a case", () => {
  const control = { finds: ["lost", "late"] };
  expect(listMissed(control, { cases: 1, findings: { lost: ["a"], late: ["b"], wrong: [] } })).toEqual([]);
  expect(listMissed(control, { cases: 1, findings: { lost: ["a"], late: [], wrong: ["c"] } })).toEqual(["late"]);
  expect(listMissed(control, { cases: 1, findings: { broken: ["d"] } })).toEqual(["lost", "late"]);
  expect(listMissed(control, { cases: 0, findings: { lost: ["a"], late: ["b"] } })).toEqual(["lost", "late"]);
});

it("every control names what finds it", () => {
  const nameless = FAULTS.flatMap(({ name, controls }) =>
    Object.entries(controls).flatMap(([control, { finds }]) => (finds.length > 0 ? [] : [`${name} ${control}`])),
  );
  expect(nameless).toEqual([]);
});
