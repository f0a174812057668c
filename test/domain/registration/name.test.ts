/** Names: long ones, rare characters, the paddings of printed forms, and what no certificate could print. */
import { describe, expect, it } from "vitest";
import { checkName, normaliseName } from "#app/domain/registration/name.ts";

describe("checkName", () => {
  it("accepts names of people", () => {
    for (const name of ["李雷", "欧阳娜娜", "𠮷田𤧛", "阿依古丽·买买提", "〇一", "John O’Neil-Smith", "J. R. Miller"]) {
      expect(checkName(name)).toEqual({ ok: true, value: name });
    }
  });

  it("brings one person's spellings together", () => {
    expect(normaliseName(" 张　 三 ")).toBe("张三");
    expect(normaliseName("买买提•吐尔逊")).toBe("买买提·吐尔逊");
    expect(normaliseName("买买提 ・ 吐尔逊")).toBe("买买提·吐尔逊");
    expect(normaliseName("Anna   Lee")).toBe("Anna Lee");
  });

  it("counts characters, not code units", () => {
    expect(checkName("𠮷")).toEqual({
      ok: false,
      refusals: [{ code: "name-length", params: { length: 1, shortest: 2, longest: 20 } }],
    });
    expect(checkName("𠮷".repeat(20)).ok).toBe(true);
    expect(checkName("李".repeat(21)).ok).toBe(false);
  });

  it("refuses digits, signs, private-use characters and a dot at the edge, and names them", () => {
    expect(checkName("李雷1")).toEqual({ ok: false, refusals: [{ code: "name-characters", params: { characters: "1" } }] });
    expect(checkName("=SUM(A1)")).toEqual({
      ok: false,
      refusals: [{ code: "name-characters", params: { characters: "= ( 1 )" } }],
    });
    expect(checkName("李\ue863").ok).toBe(false);
    expect(checkName("·李雷").ok).toBe(false);
    expect(checkName("李雷（男）").ok).toBe(false);
  });

  it("says missing for an empty name only", () => {
    expect(checkName(" 　")).toEqual({ ok: false, refusals: [{ code: "name-missing" }] });
  });
});
