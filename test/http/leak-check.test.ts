/** The checker itself, on small collections made by hand: what it finds, and what it must not take for a leak. */
import { expect, it } from "vitest";
import { type Collected, decodePageData, findForbidden, findInLog, findLinks, type Planted } from "./leak-check.ts";

const ENTRY = "0192aaaa-0000-7000-8000-00000000000a";
const OTHER = "0192aaaa-0000-7000-8000-00000000000b";
const ROUND = "0192aaaa-0000-7000-8000-00000000000c";
const planted: Planted = {
  identities: new Map([
    ["entry 1", ["欧阳望川", "ZQ01"]],
    ["entry 2", ["东方既白", "ZQ02"]],
  ]),
  codes: new Map([
    ["K7W1", ["K7W1", "7.37"]],
    ["K7W2", ["K7W2"]],
  ]),
  forbidden: ["欧阳望川", "东方既白", "绿孔雀代表队"],
};
const roster: Collected = {
  from: "/roster",
  tree: {
    round: ROUND,
    rows: [
      { id: ENTRY, people: [{ name: "欧阳望川" }] },
      { id: OTHER, people: [{ name: "东方既白" }] },
    ],
  },
};
const results = (rows: readonly object[]): Collected => ({ from: "/results", tree: { round: ROUND, rows } });

it("lets people and codes stand in different places, and a round with both", () => {
  expect(findLinks([roster, results([{ code: "K7W1" }, { code: "K7W2" }])], planted)).toEqual([]);
});

it("finds a person and a code in one part, in data and in the line of a file", () => {
  expect(findLinks([results([{ code: "K7W1", name: "欧阳望川" }, { code: "K7W2" }])], planted)).toEqual([
    "entry 1 – K7W1: both at /results",
  ]);
  const file: Collected = { from: "/sheet", text: "ZQ01  K7W2\nZQ02  K7W1\n" };
  expect(findLinks([file], planted)).toEqual(["entry 1 – K7W2: both at /sheet", "entry 2 – K7W1: both at /sheet"]);
  expect(findLinks([{ from: "/sheet", text: "ZQ01 7.37\nZQ02" }], planted)).toEqual(["entry 1 – K7W1: both at /sheet"]);
});

it("finds an id that stands with one person on one page and with one code on another", () => {
  const leaking = results([{ code: "K7W1", ref: OTHER }, { code: "K7W2" }]);
  expect(findLinks([roster, leaking], planted)).toEqual([`entry 2 – K7W1: ${OTHER} at /roster and at /results`]);
  expect(findLinks([leaking], planted)).toEqual([]);
});

it("takes an id of several for no link, and finds a single row by the page around it", () => {
  const shared = results([
    { code: "K7W1", judge: ROUND },
    { code: "K7W2", judge: ROUND },
  ]);
  expect(findLinks([roster, shared], planted)).toEqual([]);
  const form: Collected = { from: "/form", tree: { entry: ENTRY, form: { code: "K7W2", aspects: [] } } };
  expect(findLinks([roster, form], planted)).toEqual([`entry 1 – K7W2: ${ENTRY} at /roster and at /form`]);
});

it("follows tokens that are no ids where they are named: seats and public codes", () => {
  const seats: Collected = {
    from: "/draw",
    tree: [
      { name: "欧阳望川", seat: "SEAT-01" },
      { name: "东方既白", seat: "SEAT-02" },
    ],
  };
  const codes: Collected = {
    from: "/blinding",
    tree: [
      { seat: "SEAT-01", code: "K7W2" },
      { seat: "SEAT-02", code: "K7W1" },
    ],
  };
  expect(findLinks([seats, codes], planted)).toEqual([]);
  expect(findLinks([seats, codes], { ...planted, joins: ["SEAT-01", "SEAT-02"] })).toEqual([
    "entry 1 – K7W2: SEAT-01 at /draw and at /blinding",
    "entry 2 – K7W1: SEAT-02 at /draw and at /blinding",
  ]);
});

it("finds what a marking role may not see, and what a log may not hold", () => {
  expect(findForbidden([roster, { from: "/file", text: "绿孔雀代表队" }, results([{ code: "K7W1" }])], planted)).toEqual([
    "/roster: 欧阳望川",
    "/roster: 东方既白",
    "/file: 绿孔雀代表队",
  ]);
  expect(findInLog(['{"url":"/a"}', '{"err":"欧阳望川"}'], ["欧阳望川", ""])).toEqual(['{"err":"欧阳望川"}: 欧阳望川']);
});

it("reads the data of a page as it is sent", () => {
  const sent = '[{"_1":2},"rows",[3,6],{"_4":5},"name","欧阳望川",{"_4":7},"东方既白"]\n';
  expect(decodePageData(sent)).toEqual({ rows: [{ name: "欧阳望川" }, { name: "东方既白" }] });
  const refused = '[{"_1":2},"error",["ErrorResponse",3,4],404,"欧阳望川"]\n';
  expect(decodePageData(refused)).toEqual({ error: ["ErrorResponse", 404, "欧阳望川"] });
  expect(decodePageData('[{"_1":2},"at",["D",1]]')).toEqual({ at: ["D", 1] });
});
