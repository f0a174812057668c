/** Every fault of the two files is found, with its row and column; what can be understood is not one. */

import { describe, expect, it } from "vitest";
import { decodeText } from "#app/domain/trial/csv.ts";
import { TRIAL_FAULTS } from "#app/domain/trial/fault.ts";
import { createI18n } from "#app/i18n/index.ts";
import { createSentence } from "#app/i18n/sentence.ts";
import { faultsOf, rowsOf, run } from "./support.ts";

const RULES = { scale: "none", awards: null };
const WEIGHED = {
  ...RULES,
  components: [
    { key: "theory", weight: 30 },
    { key: "practical", weight: 70 },
  ],
};
const TIMED = { ...RULES, tieBreak: [{ key: "time", order: "asc" }] };
const MEDALS = { scheme: "medals-with-tolerance", on: "scaleScore", tolerance: 2, medallionFrom: 700 };

/** Each with where it is found; together they are every fault there is. */
const RULE_CASES: readonly (readonly [string, readonly string[]])[] = [
  ["", ["1:1 json-malformed"]],
  ['{"scale":"none",}', ["1:17 json-malformed"]],
  ['{\n  "scale": "none"\n  "awards": null }', ["3:3 json-malformed"]],
  ['{\n "scale": "none",\n "scale": "scale-700" }', ["3:2 json-key-repeated"]],
  ["[]", ["1:1 rule-wrong-type"]],
  ['{"awards":{"scheme":"share-of-entries"}}', ["1:2 rule-missing"]],
  ['{"awards":{}}', ["1:2 rule-missing"]],
  ['{\n "scales": "none" }', ["2:2 rule-unknown"]],
  ['{"scale":700}', ["1:2 rule-not-one-of"]],
  ['{"scale":"scale-600"}', ["1:2 rule-not-one-of"]],
  ['{"awards":{"scheme":"thirds"}}', ["1:12 rule-not-one-of"]],
  ['{"roundingPlace":3}', ["1:2 rule-not-one-of"]],
  ['{"components":[{"key":"a","weight":"30"}]}', ["1:27 rule-wrong-type"]],
  ['{"components":[{"key":"a"}]}', ["1:16 rule-missing"]],
  ['{"minimumMark":-1}', ["1:2 rule-out-of-range"]],
  ['{"minimumMark":60.005}', ["1:2 rule-too-many-places"]],
  [
    '{"components":[{"key":"a","weight":0.33333},{"key":"b","weight":0.66667}]}',
    ["1:27 rule-too-many-places", "1:56 rule-too-many-places"],
  ],
  ['{"components":[{"key":"a","weight":50},{"key":"a","weight":50}]}', ["1:41 rule-key-repeated"]],
  ['{"tieBreak":[{"key":"a","order":"asc"},{"key":"a","order":"desc"}]}', ["1:41 rule-key-repeated"]],
  ['{"components":[{"key":"Status","weight":1}]}', ["1:17 rule-key-reserved"]],
  ['{"components":[{"key":"a","weight":0}]}', ["1:2 rule-weights-nothing"]],
  ['{"components":[{"key":"a","weight":30},{"key":"b","weight":69}]}', ["1:2 rule-weights-near"]],
  ['{"components":[{"key":"a","weight":0.3},{"key":"b","weight":0.6999}]}', ["1:2 rule-weights-near"]],
  ['{"components":[{"key":"a","weight":60},{"key":"b","weight":60}]}', ["1:2 rule-weights-too-much"]],
  ['{"awards":{"scheme":"share-of-entries","shares":{"first":50,"second":50.01}}}', ["1:40 rule-shares-above-100"]],
  ['{"minimumEntries":[{"below":6,"tiers":["second"]}]}', ["1:31 rule-tiers-not-from-first"]],
  ['{"minimumEntries":[{"below":6,"tiers":["first"]},{"below":6,"tiers":[]}]}', ["1:51 rule-below-repeated"]],
  [JSON.stringify({ awards: MEDALS }), ["1:45 rule-needs-scale"]],
  [JSON.stringify({ scale: "scale-700", awards: { ...MEDALS, tolerance: 2.5 } }), ["1:83 rule-too-many-places"]],
];

const ENTRY_CASES: readonly (readonly [object, readonly string[], readonly string[]])[] = [
  [RULES, [""], ["1:1 file-empty"]],
  [RULES, ["name,points", "a,1"], ["1:1 column-missing", "1:1 column-missing"]],
  [RULES, ["entry,total,Total", "a,1,1"], []],
  [RULES, ["entry,total,total", "a,1,1"], ["1:3 column-repeated"]],
  [WEIGHED, ["entry,theory", "a,1"], ["1:1 column-missing"]],
  [TIMED, ["entry,total", "a,1"], ["1:1 column-missing"]],
  [RULES, ["entry,total", 'a,"1'], ["2:2 quote-not-closed"]],
  [RULES, ["entry,total", '"a"b,1'], ["2:1 quote-followed"]],
  [RULES, ["entry,total", "a", "b,1,2", "c,3,,"], ["2:1 row-length", "3:3 row-length"]],
  [RULES, ["entry,total", ",1", "b,2", "b,3"], ["2:1 entry-missing", "4:1 entry-repeated"]],
  [
    RULES,
    ["entry,total", "a,ninety", "b,90;5", "c,1e2", "d,90."],
    ["2:2", "3:2", "4:2", "5:2"].map((at) => `${at} mark-not-decimal`),
  ],
  [
    RULES,
    ["entry,total", "a,-1", "b,1.005", "c,10000000"],
    ["2:2 mark-negative", "3:2 mark-too-many-places", "4:2 mark-too-large"],
  ],
  [WEIGHED, ["entry,theory,practical", "a,85,100000"], ["2:3 mark-too-large"]],
  [WEIGHED, ["entry,theory,practical,total", "a,85,90.5,88.85", "b,85,90.5,88.84"], ["3:4 total-differs"]],
  [RULES, ["entry,total,status,eligible", "a,1,gone,maybe"], ["2:3 status-unknown", "2:4 eligible-unknown"]],
  [
    TIMED,
    ["entry,total,time", "a,1,fast", "b,1,1:60", "c,1,1:60:00"],
    ["2:3", "3:3", "4:3"].map((at) => `${at} value-not-comparable`),
  ],
  [TIMED, ["entry,total,time", "a,1,90", "b,1,1:30"], ["3:3 value-kinds-mixed"]],
  [
    { ...RULES, chiefOrderColumn: "order" },
    ["entry,total,order", "a,1,0", "b,1,x"],
    ["2:3 order-not-whole", "3:3 order-not-whole"],
  ],
];

describe("the rules", () => {
  it.each(RULE_CASES)("%s", (text, faults) => {
    expect(faultsOf(text)).toEqual(faults);
  });

  it("tell every fault at once", () => {
    expect(faultsOf({ scale: "x", lastTie: "y", more: 1, components: [{ key: "", weight: -1 }] })).toHaveLength(5);
  });
});

describe("the entries", () => {
  it.each(ENTRY_CASES)("%j %j", (rules, lines, faults) => {
    expect(faultsOf(rules, lines)).toEqual(faults);
  });
});

it("every fault has a case here, and a sentence in both languages that shows all it has to show", async () => {
  const found = [
    ...RULE_CASES.map(([text]) => run(text, "entry,total")),
    ...ENTRY_CASES.map(([rules, lines]) => run(rules, lines)),
  ]
    .flatMap((result) => ("faults" in result ? result.faults : []))
    .map(({ refusal }) => refusal);
  expect(new Set(found.map(({ code }) => code))).toEqual(new Set(TRIAL_FAULTS));
  for (const locale of ["zh-CN", "en"] as const) {
    const sentence = createSentence(await createI18n(locale), "trial");
    for (const refusal of found) {
      expect(sentence(refusal)).not.toMatch(/\{\{|undefined/);
      expect(sentence(refusal).length).toBeGreaterThan(8);
    }
  }
});

describe("what can be understood", () => {
  const expected = ["a,90.50,1,,", "b,80.00,2,,"];

  it.each([
    ["a mark of UTF-8 and breaks of Windows", "\uFEFFentry,total\r\na,90.5\r\nb,80\r\n"],
    ["old breaks", "entry,total\ra,90.5\rb,80"],
    ["spaces, capitals, zeros", "Entry , TOTAL\n a , 90.50\nb,080.000\n"],
    ["quotes", '"entry","total"\n"a","90.5"\n"b","80"\n'],
    ["semicolons", "entry;total\na;90.5\nb;80"],
    ["tabs", "entry\ttotal\na\t90.5\nb\t80"],
    ["empty rows", "entry,total\n\na,90.5\n,\nb,80\n\n"],
    ["columns that nothing needs", "no,entry,name,total\n1,a,甲,90.5\n2,b,乙,80"],
    ["empty cells after the last column", "entry,total\na,90.5,,\nb,80,"],
    ["full-width digits", "entry,total\na,９０．５\nb,８０"],
    ["Chinese headings", "参赛号,总分,状态,是否参评\na,90.5,,是\nb,80,参赛,否"],
  ])("%s", (_what, text) => {
    expect(rowsOf(RULES, text)).toEqual(expected);
  });

  it("a file of a Chinese spreadsheet in gb18030, or of another in UTF-16", () => {
    // 参赛号,总分 and 甲 in gb18030.
    const gb = Uint8Array.from([
      0xb2, 0xce, 0xc8, 0xfc, 0xba, 0xc5, 0x2c, 0xd7, 0xdc, 0xb7, 0xd6, 0x0a, 0xbc, 0xd7, 0x2c, 0x39, 0x30,
    ]);
    expect(rowsOf(RULES, decodeText(gb))).toEqual(["甲,90.00,1,,"]);
    const utf16 = Uint8Array.from([0xff, 0xfe, ...[..."entry,total\na,90"].flatMap((letter) => [letter.charCodeAt(0), 0])]);
    expect(rowsOf(RULES, decodeText(utf16))).toEqual(["a,90.00,1,,"]);
  });

  it("rows are counted as a spreadsheet counts them, whatever a cell holds", () => {
    expect(faultsOf(RULES, 'entry,total\n"a\nb",1\n\nc,x')).toEqual(["4:2 mark-not-decimal"]);
  });
});
