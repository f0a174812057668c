/** Whose a file is by its name: documents, names, numbers in the roster, and what fits nobody or several. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matchFileName, type NamedPerson } from "#app/domain/registration/match-file-name.ts";
import { dropCommonFolders, readFileName } from "#app/platform/names/read-file-name.ts";

const ELECTRICIAN = { eventCode: "DG", eventName: "电工" };
const NETWORK = { eventCode: "NW", eventName: "网络系统管理" };
const person = (personId: string, name: string, document: string, ...places: NamedPerson["places"]): NamedPerson => ({
  personId,
  name,
  document,
  places,
});
/** Each number carries its check digit. */
const ZHANG = person("zhang", "张三", "11010119900307109X", { ...ELECTRICIAN, rosterNumber: "1" });
const LI_3 = person("li-3", "李伟", "110101199003071057", { ...ELECTRICIAN, rosterNumber: "3" });
const LI_4 = person("li-4", "李伟", "110101199003071073", { ...NETWORK, rosterNumber: "4" });
const MEMET = person("memet", "买买提·阿不都拉", "110101199003071110", { ...NETWORK, rosterNumber: "4" });
const SMITH = person("smith", "Anna Smith-Jones", "E12345678", { ...NETWORK, rosterNumber: "7" });
const PEOPLE = [ZHANG, LI_3, LI_4, MEMET, SMITH];

const match = (path: string, people: readonly NamedPerson[] = PEOPLE) => {
  const found = matchFileName(readFileName(path), people);
  return found.ok ? found.value : found.refusals.map(({ code }) => code).join();
};
const kindOf = (path: string) => readFileName(path).kind;

describe("whose a file is", () => {
  it.each([
    ["11010119900307109X.jpg", "zhang"],
    ["11010119900307109x.JPG", "zhang"],
    ["１１０１０１１９９００３０７１０９Ｘ.jpg", "zhang"],
    ["张三-身份证.pdf", "zhang"],
    ["张三身份证正面.jpg", "zhang"],
    ["张三 (1).jpg", "zhang"],
    ["3张三.jpg", "zhang"],
    ["张三11010119900307109X.png", "zhang"],
    ["照片/张三.jpg", "zhang"],
    ["张三/证书.pdf", "zhang"],
    ["张 三.jpg", "zhang"],
    ["张三-13800001111.jpg", "zhang"],
    ["李伟-3.jpg", "li-3"],
    ["4_李伟.jpg", "li-4"],
    ["李伟-110101199003071073.jpg", "li-4"],
    ["买买提·阿不都拉.jpg", "memet"],
    ["买买提•阿不都拉.jpg", "memet"],
    ["anna_smith-jones photo.jpg", "smith"],
    ["E12345678-passport.jpg", "smith"],
    ["1.jpg", "zhang"],
    ["01.jpg", "zhang"],
    ["第3号.jpg", "li-3"],
    ["DG-3.jpg", "li-3"],
    ["电工3照片.jpg", "li-3"],
    ["照片/NW_7.jpg", "smith"],
  ])("%s is of %s", (path, personId) => expect(match(path)).toBe(personId));

  it.each([
    ["李伟.jpg", "batch-person-ambiguous"],
    // A pair shares its number.
    ["NW-4.jpg", "batch-person-ambiguous"],
    ["张三丰.jpg", "batch-person-unknown"],
    ["IMG_0001.jpg", "batch-person-unknown"],
    ["IMG_20261120_093015.jpg", "batch-person-unknown"],
    ["微信图片_20261120093015.jpg", "batch-person-unknown"],
    ["13800001111.jpg", "batch-person-unknown"],
    // Somebody who is not of the delegation is never taken to be number 3 of it.
    ["王五-3.jpg", "batch-person-unknown"],
    ["王五/3.jpg", "batch-person-unknown"],
    ["DG-7.jpg", "batch-person-unknown"],
    // Right numbers with a wrong check digit, and a right number of nobody here.
    ["110101199003071091.jpg", "batch-document-wrong"],
    ["张三-110101199003071091.jpg", "batch-document-wrong"],
    ["110101199003072017.jpg", "batch-document-unknown"],
    ["李伟-11010119900307109X.jpg", "batch-person-contradicted"],
    ["", "batch-person-unknown"],
  ])("%s: %s", (path, code) => expect(match(path)).toBe(code));

  it("finds nobody but those it is given", () => {
    expect(match("张三.jpg", [SMITH])).toBe("batch-person-unknown");
    expect(matchFileName(readFileName("李伟.jpg"), PEOPLE).candidates).toEqual(["li-3", "li-4"]);
  });

  it("never answers another person than the one whose whole document stands there, whatever is around it", () => {
    const around = fc.constantFrom("", "照片-", "身份证_", "(2)", " ", "复印件 ");
    fc.assert(
      fc.property(fc.constantFrom(...PEOPLE), around, around, (one, before, after) => {
        expect(match(`${before}${one.document}${after}.jpg`)).toBe(one.personId);
      }),
    );
  });
});

describe("what a file is", () => {
  it.each([
    ["张三.jpg", null],
    ["张三-照片.jpg", "photo"],
    ["张三证件照.jpg", "photo"],
    ["张三-身份证.pdf", "identity-document"],
    ["张三身份证照片.jpg", "identity-document"],
    ["照片/张三身份证.jpg", "identity-document"],
    ["身份证/张三.jpg", "identity-document"],
    ["外国人永久居留身份证-Anna.jpg", "identity-document"],
    ["张三_passport.jpg", "identity-document"],
    ["David.jpg", null],
    ["张三-高级技师证书.pdf", "level-certificate"],
    ["张三职业技能等级证书.pdf", "level-certificate"],
    ["张三在职证明.pdf", "employment-proof"],
    ["张三-监护人同意书.pdf", "guardian-consent"],
    ["张三-其他.pdf", "other"],
  ])("%s is %s", (path, kind) => expect(kindOf(path)).toBe(kind));
});

it("passes over the folders of an archive that hold everything and say nothing", () => {
  expect(dropCommonFolders(["报名/一队/1.jpg", "报名/一队/2.jpg"])).toEqual(["1.jpg", "2.jpg"]);
  expect(dropCommonFolders(["报名/身份证/1.jpg", "报名/身份证/2.jpg"])).toEqual(["身份证/1.jpg", "身份证/2.jpg"]);
  expect(dropCommonFolders(["a/1.jpg", "b/1.jpg"])).toEqual(["a/1.jpg", "b/1.jpg"]);
  expect(dropCommonFolders(["1.jpg"])).toEqual(["1.jpg"]);
});
