/** Passwords and PINs by hand, and every office that a second factor is asked of. */
import { describe, expect, it } from "vitest";
import { listPasswordRefusals, listPinRefusals } from "#app/domain/access/password-rule.ts";
import { isOffice, mustEnrol } from "#app/domain/access/second-factor.ts";
import { ROLES } from "#app/domain/shared/vocabulary.ts";

const codes = (password: string, repeated = password) =>
  listPasswordRefusals({ username: "li.na", password, repeated }).map(({ code }) => code);

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
    ["𠮷𠮷𠮷𠮷𠮷", ["password-too-short"]],
  ])("%s: %j", (password, expected) => {
    expect(codes(password)).toEqual(expected);
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
])("PIN %s: %j", (pin, expected) => {
  expect(listPinRefusals(pin).map(({ code }) => code)).toEqual(expected);
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
