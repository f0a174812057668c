/** A pack file with a fault is refused with the exact place; all faults at once. */
import { describe, expect, it } from "vitest";
import { readPolicyPack } from "#app/forms/policy-pack.ts";
import { readSeed } from "./cases.ts";

type Json = null | string | number | boolean | Json[] | { [key: string]: Json };

/** The Tongzhou file with one value put at a path; undefined takes the key out. */
function withValue(path: (string | number)[], value: Json | undefined, file = "tongzhou"): unknown {
  const pack = readSeed(`policies/${file}.json`);
  let place = pack as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) place = place[step] as Record<string | number, unknown>;
  const last = path.at(-1) ?? "";
  if (value === undefined) delete place[last];
  else place[last] = value;
  return pack;
}

function faultsOf(value: unknown): string[] {
  const decision = readPolicyPack(value);
  return decision.ok
    ? []
    : decision.refusals.map(({ code, params }) => `${code} ${params?.path} ${params?.problem} ${params?.expected ?? ""}`.trim());
}

it.each(["tongzhou", "xinjiang", "dalian", "jiading", "lianyungang"])("%s.json is whole, and reading changes nothing", (name) => {
  const file = readSeed(`policies/${name}.json`);
  expect(readPolicyPack(file)).toEqual({ ok: true, value: file });
});

describe("one fault, one place", () => {
  it.each<[(string | number)[], Json | undefined, string[]]>([
    [["rows", 3, "amount", "fen"], 1.5, ["rows[3].amount.fen wrong-type int"]],
    [["rows", 3, "amount", "fen"], "80000", ["rows[3].amount.fen wrong-type number"]],
    [["rows", 3, "amount", "fen"], 0, ["rows[3].amount.fen too-small"]],
    [["rows", 3, "amount", "fen"], -100, ["rows[3].amount.fen too-small"]],
    [["rows", 3, "amount", "fen"], undefined, ["rows[3].amount.fen missing number"]],
    [["rows", 3, "amount"], { kind: "unknown", fen: 0 }, ["rows[3].amount.fen unknown-key"]],
    [["rows", 3, "amount", "kind"], "about", ["rows[3].amount.kind invalid-union"]],
    [["rows", 2, "kind"], "prize", ["rows[2].kind invalid-union"]],
    [["rows", 2, "beneficiary"], "employer-or-school", ["rows[2].beneficiary not-in-list person-or-team"]],
    [["rows", 2, "per"], "head", ["rows[2].per not-in-list person-or-team"]],
    [["rows", 2, "tests", "relation"], "employer-or-school", ["rows[2].tests.relation not-in-list person"]],
    [["rows", 0, "tests", "tiers", 0], "county", ["rows[0].tests.tiers[0] not-in-list district,city,province,nation,world"]],
    [["rows", 0, "tests", "tiers"], [], ["rows[0].tests.tiers too-small"]],
    [["rows", 0, "tests", "tiers"], ["city", "city"], ["rows[0].tests.tiers[1] repeated"]],
    [["rows", 0, "tests", "awardGrades", 0], 4, ["rows[0].tests.awardGrades[0] not-in-list 1,2,3"]],
    [["rows", 0, "tests", "hostRegionCode"], "11", ["rows[0].tests.hostRegionCode invalid-format"]],
    [["rows", 0, "tests", "roundReached"], "final", ["rows[0].tests.roundReached unknown-key"]],
    [["rows", 1, "id"], "14-world-winner-grade-1", ["rows[1].id repeated"]],
    [["rows", 1, "text"], "", ["rows[1].text invalid-format"]],
    [["rows", 1, "text"], " 给予 ", ["rows[1].text invalid-format"]],
    [["rows", 1, "text"], undefined, ["rows[1].text missing string"]],
    [["rows", 1, "payer"], undefined, ["rows[1].payer missing string"]],
    [
      ["rows", 1, "conditions", 0],
      "resident",
      [
        "rows[1].conditions[0] not-in-list person-of-district,award-grade-mapping,world-skills-competition,training-organisation-count,qualifies,threshold-unknown,selection,enterprise-or-person,period-stated,local-holder,may",
      ],
    ],
    [["rows"], [], ["rows too-small"]],
    [["version"], 0, ["version too-small"]],
    [["name"], "Tong Zhou", ["name invalid-format"]],
    [["colour"], "red", ["colour unknown-key"]],
    [["document", "status"], "law", ["document.status not-in-list draft,in-force,expired"]],
    [["document", "status"], "in-force", ["document.effectiveFrom date-missing"]],
    [["document", "effectiveFrom"], "2025-01-01", ["document.effectiveFrom draft-with-date"]],
    [["document", "effectiveTo"], "2025-01-01", ["document.effectiveTo draft-with-date"]],
    [["document", "regionCode"], 110112, ["document.regionCode wrong-type string"]],
  ])("%j = %j", (path, value, faults) => {
    expect(faultsOf(withValue(path, value))).toEqual(faults.map((fault) => `policy-pack-invalid ${fault}`));
  });

  it.each<[string, Json, string]>([
    ["effectiveFrom", "2023-02-30", "document.effectiveFrom invalid-format"],
    ["effectiveFrom", "2023.10.30", "document.effectiveFrom invalid-format"],
    ["effectiveTo", "2023-10-29", "document.effectiveTo ends-before-it-starts"],
  ])("Dalian's %s = %j", (key, value, fault) => {
    expect(faultsOf(withValue(["document", key], value, "dalian"))).toEqual([`policy-pack-invalid ${fault}`]);
  });

  it.each<[(string | number)[], Json | undefined, string]>([
    [["awards", 0], "platinum", "awards[0] not-in-list gold,silver,bronze,medallion,first,second,third,excellence"],
    [["awards"], [], "awards too-small"],
    [["tiers"], undefined, "tiers missing array"],
  ])("a prize by its award: %j = %j", (path, value, fault) => {
    const place = ["rows", 2, "tests", "result"];
    expect(faultsOf(withValue([...place, ...path], value, "xinjiang"))).toEqual([
      `policy-pack-invalid rows[2].tests.result.${fault}`,
    ]);
  });

  it("a reward for an honour goes to each, or to a person or team as one, and says so twice alike", () => {
    const index = (readSeed("policies/dalian.json") as { rows: { id: string }[] }).rows.findIndex(
      ({ id }) => id === "15-dalian-craftsman",
    );
    expect(faultsOf(withValue(["rows", index, "per"], "person-or-team", "dalian"))).toEqual([
      `policy-pack-invalid rows[${index}].per not-in-list person`,
    ]);
  });

  it("a last day that is the first one is fine", () => {
    expect(faultsOf(withValue(["document", "effectiveTo"], "2023-10-30", "dalian"))).toEqual([]);
  });
});

it("names every fault at once", () => {
  const pack = withValue(["rows", 0, "amount", "fen"], null) as { rows: { tests: { tiers: string[] } }[] };
  pack.rows[5]?.tests.tiers.push("moon");
  expect(faultsOf(pack)).toEqual([
    "policy-pack-invalid rows[0].amount.fen wrong-type number",
    "policy-pack-invalid rows[5].tests.tiers[1] not-in-list district,city,province,nation,world",
  ]);
});

it.each([[null], [[]], ["{}"], [7]])("%j is no pack", (value) => {
  expect(faultsOf(value)).toEqual(["policy-pack-invalid  wrong-type object"]);
});

it("a read pack cannot be changed", () => {
  const decision = readPolicyPack(readSeed("policies/dalian.json"));
  expect(decision.ok && Object.isFrozen(decision.value) && Object.isFrozen(decision.value.rows[0]?.amount)).toBe(true);
});
