/** Passwords and PINs by hand, and every office that a second factor is asked of. */
import { describe, expect, it } from "vitest";
import { DEFAULT_PASSWORD_POLICY, isPasswordOver, type PasswordPolicy } from "#app/domain/access/password-policy.ts";
import { listPasswordRefusals, listPinRefusals } from "#app/domain/access/password-rule.ts";
import { readRecoveryCode } from "#app/domain/access/recovery-code.ts";
import { isOffice, mustEnrol } from "#app/domain/access/second-factor.ts";
import { ROLES } from "#app/domain/shared/vocabulary.ts";

const codes = (password: string, repeated = password, policy: Partial<PasswordPolicy> = {}) =>
  listPasswordRefusals({
    policy: { ...DEFAULT_PASSWORD_POLICY, ...policy },
    username: "li.na",
    displayName: "李娜",
    password,
    repeated,
  }).map(({ code }) => code);

describe("a password", () => {
  it.each([
    ["correct horse", []],
    ["竞赛组委会的密码很长很长", []],
    ["short-pw1", ["password-too-short"]],
    ["aaaaaaaaaa", ["password-too-plain"]],
    ["1234567890", ["password-too-plain"]],
    ["9876543210", ["password-too-plain"]],
    ["abcdefghij", ["password-too-plain"]],
    ["my-LI.NA-2026", ["password-has-username"]],
    ["我叫李娜，今年二十岁", ["password-has-name"]],
    ["Password2026", ["password-common"]],
    ["P@ssw0rd!!!", ["password-common"]],
    ["qwertyuiop", ["password-common"]],
    ["password of the hall", []],
    ["abcdeabcde", []],
    ["𠮷𠮷𠮷𠮷𠮷", ["password-too-short"]],
  ])("%s: %j", (password, expected) => {
    expect(codes(password)).toEqual(expected);
  });

  it("is what the installation asks, every reason at once", () => {
    expect(codes("correct horse", undefined, { shortest: 14, classes: 3 })).toEqual([
      "password-too-short",
      "password-too-few-classes",
    ]);
    expect(codes("Correct horse 1", undefined, { shortest: 14, classes: 4 })).toEqual([]);
    expect(codes("Correcthorse1", undefined, { classes: 3 })).toEqual([]);
    expect(codes("通州技能大赛2026", undefined, { refusedWords: ["通州技能大赛"] })).toEqual(["password-common"]);
    expect(codes("通州技能大赛的密码", undefined, { refusedWords: ["通州技能大赛"] })).toEqual(["password-too-short"]);
  });

  it("is over after the days that it may be in use, not before, and never where there is no limit", () => {
    const at = new Date("2026-11-20T00:00:00Z");
    const policy = { ...DEFAULT_PASSWORD_POLICY, longestDays: 90 };
    expect(isPasswordOver(policy, new Date("2026-08-22T00:00:00Z"), at)).toBe(false);
    expect(isPasswordOver(policy, new Date("2026-08-21T23:59:59Z"), at)).toBe(true);
    expect(isPasswordOver(DEFAULT_PASSWORD_POLICY, new Date("2000-01-01T00:00:00Z"), at)).toBe(false);
  });

  it("is typed twice, and every reason is said at once", () => {
    expect(codes("li.na", "li.nb")).toEqual(["password-too-short", "password-has-username", "passwords-differ"]);
  });
});

it.each([
  ["246810", []],
  ["135246", []],
  ["000000", ["pin-too-plain"]],
  ["123456", ["pin-too-plain"]],
  ["987654", ["pin-too-plain"]],
  ["112211", ["pin-too-plain"]],
  ["850412", ["pin-is-date"]],
  ["120485", ["pin-is-date"]],
  ["041285", ["pin-is-date"]],
  ["19850412", ["pin-is-date"]],
  ["991399", []],
  ["981397", []],
])("PIN %s: %j", (pin, expected) => {
  expect(listPinRefusals(pin, DEFAULT_PASSWORD_POLICY).map(({ code }) => code)).toEqual(expected);
});

it("a PIN has as many digits as the installation asks", () => {
  expect(listPinRefusals("246810", { shortestPin: 8 }).map(({ code }) => code)).toEqual(["pin-too-short"]);
});

it.each([
  ["ABCD-2345-EFGH-6789", "ABCD2345EFGH6789"],
  [" abcd 2345 efgh 6789 ", "ABCD2345EFGH6789"],
  ["ＡＢＣＤ-2345-EFGH-6789", "ABCD2345EFGH6789"],
  ["123456", null],
  ["ABCD-2345-EFGH-678", null],
  ["ABCD-2345-EFGH-678O", null],
])("recovery code %s: %s", (typed, code) => {
  expect(readRecoveryCode(typed)).toBe(code);
});

it("offices prove a second factor, the hall does not", () => {
  expect(ROLES.filter((role) => isOffice([{ role }]))).toEqual(
    ROLES.filter((role) =>
      ["administrator", "organiser", "reviewer", "policy-officer", "treasurer", "supervisor", "arbitrator"].includes(role),
    ),
  );
  const [judge, office] = [[{ role: "marking-judge" as const }], [{ role: "organiser" as const }]];
  expect(mustEnrol({ mode: "required", grants: office, isConfirmed: false })).toBe(true);
  expect(mustEnrol({ mode: "required", grants: [...judge, ...office], isConfirmed: true })).toBe(false);
  expect(mustEnrol({ mode: "required", grants: judge, isConfirmed: false })).toBe(false);
  expect(mustEnrol({ mode: "offered", grants: office, isConfirmed: false })).toBe(false);
});
