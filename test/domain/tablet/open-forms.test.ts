/** Who has a form open beside one, and which of a judge's own devices holds it. */
import { expect, it } from "vitest";
import { decideHold, describePresence, type OpenForm } from "#app/domain/tablet/open-forms.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const NOW = 100 * HOUR;
const FIRST = "device-of-the-table-aaaa";
const SECOND_DEVICE = "device-of-the-table-bbbb";

const open = (judgeId: string, deviceId: string, changes: Partial<OpenForm> = {}): OpenForm => ({
  judgeId,
  deviceId,
  at: NOW - 5 * SECOND,
  heldSince: NOW - MINUTE,
  ...changes,
});
const asked = (deviceId: string, takesOver = false) => ({ judgeId: "j1", deviceId, takesOver });
const told = (deviceId: string, rows: readonly OpenForm[], now = NOW) => describePresence("f", rows, asked(deviceId), now);

it("gives the form to the device that opens it, and keeps it there", () => {
  expect(decideHold([], asked(FIRST), NOW)).toBe(NOW);
  expect(decideHold([open("j1", FIRST)], asked(FIRST), NOW)).toBe(NOW - MINUTE);
  expect(told(FIRST, [open("j1", FIRST)])).toEqual({ formId: "f", others: [], hold: { kind: "here" } });
});

it("lets a second device of the same judge have it only when he says so, and tells the first", () => {
  const first = open("j1", FIRST);
  expect(decideHold([first], asked(SECOND_DEVICE), NOW)).toBeNull();
  const second = open("j1", SECOND_DEVICE, { heldSince: null });
  expect(told(SECOND_DEVICE, [first, second]).hold).toMatchObject({
    kind: "elsewhere",
    device: { device: "aaaa", isOnline: true },
  });
  // Telling again is no take-over.
  expect(decideHold([first, second], asked(SECOND_DEVICE), NOW)).toBeNull();
  expect(told(FIRST, [first, second]).hold).toEqual({ kind: "here" });

  const taken = open("j1", SECOND_DEVICE, { heldSince: decideHold([first, second], asked(SECOND_DEVICE, true), NOW) });
  expect(told(SECOND_DEVICE, [first, taken]).hold).toEqual({ kind: "here" });
  expect(told(FIRST, [first, taken]).hold).toEqual({
    kind: "taken",
    device: { judgeId: "j1", device: "bbbb", at: new Date(NOW - 5 * SECOND).toISOString(), isOnline: true },
    since: new Date(NOW).toISOString(),
  });
  // And back again.
  const back = open("j1", FIRST, { heldSince: decideHold([first, taken], asked(FIRST, true), NOW + SECOND) });
  expect(told(FIRST, [back, taken]).hold.kind).toBe("here");
  expect(told(SECOND_DEVICE, [back, taken]).hold.kind).toBe("taken");
});

it("names a silent device of his own all day, because values may lie on it, and then no more", () => {
  const silent = open("j1", FIRST, { at: NOW - 3 * HOUR });
  expect(decideHold([silent], asked(SECOND_DEVICE), NOW)).toBeNull();
  expect(told(SECOND_DEVICE, [silent, open("j1", SECOND_DEVICE, { heldSince: null })]).hold).toMatchObject({
    device: { isOnline: false },
  });
  expect(decideHold([open("j1", FIRST, { at: NOW - 12 * HOUR })], asked(SECOND_DEVICE), NOW)).toBe(NOW);
});

it("needs no take-over from a device that has gone on to another form", () => {
  expect(decideHold([open("j1", SECOND_DEVICE, { heldSince: null })], asked(SECOND_DEVICE), NOW)).toBe(NOW);
});

it("shows colleagues with when they were heard of last, for ten minutes, and takes nothing from anyone", () => {
  const rows = [
    open("j1", FIRST),
    open("j2", "phone-cccc", { at: NOW - 2 * MINUTE }),
    open("j3", "phone-dddd"),
    open("j4", "phone-eeee", { at: NOW - 10 * MINUTE }),
  ];
  const { others, hold } = told(FIRST, rows);
  expect(others.map(({ judgeId, device, isOnline }) => [judgeId, device, isOnline])).toEqual([
    ["j3", "dddd", true],
    ["j2", "cccc", false],
  ]);
  expect(hold).toEqual({ kind: "here" });
  expect(decideHold(rows.slice(1), asked(FIRST), NOW)).toBe(NOW);
});
