/** A file of organisations beside those that are known: what is added, changed, left alone and refused, with its place. */
import { describe, expect, it } from "vitest";
import {
  checkOrganisationFile,
  type KnownOrganisation,
  type OrganisationColumn,
  type OrganisationFileRow,
} from "#app/domain/organisations/organisation-file.ts";
import { makeRegionIndex } from "#app/domain/organisations/region-label.ts";

const region = (code: string, name: string, ...within: string[]) => {
  return { code, name, nameEn: name, within: within.map((one) => ({ name: one, nameEn: one })) };
};
const REGIONS = makeRegionIndex([
  region("110000", "北京市"),
  region("110112", "通州区", "北京市"),
  region("320600", "南通市", "江苏省"),
  region("320612", "通州区", "南通市", "江苏省"),
]);

const WORKS: KnownOrganisation = {
  id: "works",
  name: "运河机电有限公司",
  nameEn: "Canal",
  kind: "enterprise",
  regionCode: "110112",
  creditCode: "91350100M000100Y43",
  frozen: 3,
};
const COLLEGE: KnownOrganisation = {
  id: "college",
  name: "通州区技师学院",
  nameEn: "College",
  kind: "school",
  regionCode: "110112",
  creditCode: null,
  frozen: 0,
};

function rowOf(row: number, texts: Partial<Record<OrganisationColumn, string>>, type: "text" | "number" = "text") {
  const cells = Object.fromEntries(
    Object.entries(texts).map(([column, text]) => [column, { text, type, address: `${column}${row}` }]),
  );
  return { sheet: "单位", row, cells } as OrganisationFileRow;
}

const check = (...rows: OrganisationFileRow[]) => checkOrganisationFile(rows, [WORKS, COLLEGE], REGIONS);
const placesOf = (...rows: OrganisationFileRow[]) =>
  check(...rows).refusals.map(({ sheet, row, column, address, code }) => [sheet, row, column, address, code]);

describe("a file of organisations", () => {
  it("adds what is new, with the Chinese name where there is no English one", () => {
    const { changes, unchanged, refusals } = check(
      rowOf(2, { name: "南通重工", kind: "enterprise", region: "江苏省南通市通州区", creditCode: "9144030071526726xg" }),
    );
    expect([unchanged, refusals]).toEqual([0, []]);
    expect(changes).toEqual([
      {
        sheet: "单位",
        row: 2,
        organisationId: null,
        facts: {
          name: "南通重工",
          nameEn: "南通重工",
          kind: "enterprise",
          regionCode: "320612",
          creditCode: "9144030071526726XG",
        },
        before: {},
      },
    ]);
  });

  it("changes only what differs, by the code before the name; a blank cell changes nothing", () => {
    const { changes, unchanged } = check(
      rowOf(2, { name: "运河机电集团", creditCode: "91350100M000100Y43" }),
      rowOf(3, { name: "通州区技师学院", region: "110112" }),
    );
    expect(unchanged).toBe(1);
    expect(changes.map(({ organisationId, before, facts }) => [organisationId, before, facts.name, facts.nameEn])).toEqual([
      ["works", { name: "运河机电有限公司" }, "运河机电集团", "Canal"],
    ]);
  });

  it("refuses each mistake at its place, and all of them at once", () => {
    expect(
      placesOf(
        rowOf(2, { name: "新厂", kind: "工厂", region: "通州区", creditCode: "91350100M000100Y44" }),
        rowOf(3, { name: "新厂" }),
        rowOf(4, { name: "通州区技师学院", creditCode: "91350100M000100Y43" }),
        rowOf(5, { name: "运河机电有限公司", kind: "school" }),
        rowOf(6, { name: "数字厂", kind: "enterprise", region: "110112", creditCode: "913501000000001000" }, "number"),
        rowOf(7, { name: "远方厂", kind: "enterprise", region: "火星" }),
      ),
    ).toEqual([
      ["单位", 2, "kind", "kind2", "organisation-kind-unknown"],
      ["单位", 2, "region", "region2", "region-ambiguous"],
      ["单位", 2, "creditCode", "creditCode2", "credit-code-check"],
      ["单位", 3, "name", "name3", "organisation-twice-in-file"],
      ["单位", 3, "kind", null, "organisation-kind-missing"],
      ["单位", 3, "region", null, "region-missing"],
      ["单位", 4, "creditCode", "creditCode4", "organisation-code-of-other"],
      ["单位", 5, "kind", "kind5", "organisation-kind-stands"],
      ["单位", 6, "creditCode", "creditCode6", "code-stored-as-number"],
      ["单位", 7, "region", "region7", "region-not-found"],
    ]);
    expect(placesOf(rowOf(2, { name: "新厂", kind: "enterprise", region: "110112", creditCode: "91350100M000100Y44" }))).toEqual([
      ["单位", 2, "creditCode", "creditCode2", "credit-code-check"],
    ]);
  });
});
