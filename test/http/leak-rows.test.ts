/** What lists say by their order and by what is said of some, on small lists made by hand. */
import { expect, it } from "vitest";
import type { Collected } from "./leak-check.ts";
import { type Arrangement, findOrders, findTraits } from "./leak-rows.ts";

// Ten works: entry 0 to entry 9 registered in this order, and their codes follow no order of theirs.
const CODES = ["K3", "K8", "K1", "K6", "K9", "K0", "K5", "K2", "K7", "K4"];
const ENTRIES = CODES.map((_, index) => `entry ${index}`);
const arrangement: Arrangement = {
  identities: new Map(ENTRIES.map((entry, index) => [entry, [`ZQ${index}`]])),
  codes: new Map(CODES.map((code) => [code, [code]])),
  pairs: new Map(CODES.map((code, index) => [code, `entry ${index}`])),
  ordersOfEntries: new Map([["registration", ENTRIES]]),
  ordersOfCodes: new Map([["codes", CODES.toSorted()]]),
};
const page = (rows: readonly object[]): Collected => ({ from: "/page", tree: { rows } });

it("finds codes in the order of registration, and backwards, and lets them stand by code", () => {
  const rows = CODES.map((code) => ({ code }));
  expect(findOrders([page(rows)], arrangement)).toEqual(["/page: codes stand in the order of registration"]);
  expect(findOrders([page(rows.toReversed())], arrangement)).toEqual(["/page: codes stand in the order of registration"]);
  expect(findOrders([page(rows.toSorted((one, other) => (one.code < other.code ? -1 : 1)))], arrangement)).toEqual([]);
});

it("finds the order of those that are there, in the lines of a file too, and takes no short list for one", () => {
  const some = CODES.filter((_, index) => index !== 4);
  expect(findOrders([{ from: "/file", text: some.join("\n") }], arrangement)).toEqual([
    "/file: codes stand in the order of registration",
  ]);
  expect(findOrders([page(CODES.slice(0, 7).map((code) => ({ code })))], arrangement)).toEqual([]);
});

it("finds an order in the ids of rows that stand by code", () => {
  const rows = CODES.map((code, index) => ({ code, cells: [{ formId: `01a2-${index}` }] }));
  const sorted = rows.toSorted((one, other) => (one.code < other.code ? -1 : 1));
  expect(findOrders([page(sorted)], arrangement)).toEqual([
    "/page: codes sorted by cells.0.formId stand in the order of registration",
  ]);
});

it("finds people in the order of codes", () => {
  const byCode = CODES.toSorted().map((code) => ({ number: `ZQ${CODES.indexOf(code)}` }));
  expect(findOrders([page(byCode)], arrangement)).toEqual(["/page: entries stand in the order of codes"]);
});

it("finds what is said of some people and of just their codes", () => {
  const isOut = (index: number) => [1, 4, 6, 7].includes(index);
  const people: Collected = {
    from: "/hall",
    tree: ENTRIES.map((_, index) => ({ number: `ZQ${index}`, state: isOut(index) ? "withdrawn" : "in", seats: 1 })),
  };
  const told = CODES.toSorted().map((code) => ({ code, state: isOut(CODES.indexOf(code)) ? "withdrawn" : "in" }));
  expect(findTraits([people, page(told)], arrangement)).toEqual([
    "state: in at /hall and at /page",
    "state: withdrawn at /hall and at /page",
  ]);
  // The same word of other people, and another word of the same, tell nothing; nor does one of all.
  const others = told.map(({ code }, index) => ({ code, state: index < 4 ? "withdrawn" : "in", seats: 1 }));
  expect(findTraits([people, page(others)], arrangement)).toEqual([]);
  expect(findTraits([people, page(told.map(({ code, state }) => ({ code, task: state })))], arrangement)).toEqual([]);
});

it("finds what the lines of two files say of some people and of just their codes", () => {
  const isOut = (index: number) => [1, 4, 6, 7].includes(index);
  const list = ENTRIES.map((_, index) => `ZQ${index} ${isOut(index) ? "弃权" : "已检录"} 选手`).join("\n");
  const sheet = (isSaid: (index: number) => boolean) => ({
    from: "/marks.pdf",
    text: ["评审号 备注", ...CODES.toSorted().map((code) => `${code}${isSaid(CODES.indexOf(code)) ? " 弃权" : ""}`)].join("\n"),
  });
  const people: Collected = { from: "/hall.pdf", text: list };
  expect(findTraits([people, sheet(isOut)], arrangement)).toEqual([
    "word 弃权: false at /hall.pdf and at /marks.pdf",
    "word 弃权: true at /hall.pdf and at /marks.pdf",
  ]);
  expect(findTraits([people, sheet((index) => index < 4)], arrangement)).toEqual([]);
});
