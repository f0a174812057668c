/** Who may make a link to whose account: an organiser takes nothing that reaches beyond his own competitions. */
import { describe, expect, it } from "vitest";
import type { Grant } from "#app/domain/access/access.ts";
import { decideLink, getLinkState, LINK_HOURS } from "#app/domain/access/account-link.ts";
import type { Role } from "#app/domain/shared/vocabulary.ts";

const grant = (role: Role, competitionId: string | null, eventId: string | null = null): Grant => ({
  role,
  competitionId,
  eventId,
  delegationId: null,
});
const HOLDER = { isDisabled: false, hasPassword: true, hasSecondFactor: false };
const ORGANISER = [grant("organiser", "A")];
const ADMINISTRATOR = [grant("administrator", null)];

function codes(makerGrants: readonly Grant[], grants: readonly Grant[], more: Partial<typeof HOLDER> = {}, reset = false) {
  const holder = { ...HOLDER, ...more, grants };
  const decision = decideLink({ makerGrants, isOwnAccount: false, holder, resetsSecondFactor: reset });
  return decision.ok ? [] : decision.refusals.map(({ code }) => code);
}

describe("an organiser", () => {
  it("renews those whose every duty is in his competition", () => {
    expect(codes(ORGANISER, [grant("marking-judge", "A", "A1"), grant("chief-judge", "A", "A2")])).toEqual([]);
    expect(codes([...ORGANISER, grant("organiser", "B")], [grant("floor-judge", "A"), grant("floor-judge", "B")])).toEqual([]);
  });

  it("takes no account that reaches elsewhere, and none of the system", () => {
    expect(codes(ORGANISER, [grant("marking-judge", "A"), grant("marking-judge", "B")])).toEqual(["account-of-others"]);
    expect(codes(ORGANISER, [grant("marking-judge", "A"), grant("administrator", null)])).toEqual(["account-of-system"]);
    expect(codes(ORGANISER, [grant("policy-officer", null)])).toEqual(["account-of-system"]);
    expect(codes(ORGANISER, [])).toEqual(["account-without-duty"]);
    expect(codes([grant("reviewer", "A")], [grant("marking-judge", "A")])).toEqual(["account-of-others"]);
  });

  it("does not become the second person of what he does", () => {
    for (const role of ["organiser", "supervisor", "arbitrator", "blinding-judge"] as const) {
      expect(codes(ORGANISER, [grant(role, "A")])).toEqual(["account-checks-organiser"]);
      expect(codes(ORGANISER, [grant(role, "A")], { hasSecondFactor: true })).toEqual([]);
      expect(codes(ORGANISER, [grant(role, "A")], { hasPassword: false })).toEqual([]);
    }
  });

  it("resets no second factor, and opens no disabled account", () => {
    expect(codes(ORGANISER, [grant("supervisor", "A")], { hasSecondFactor: true }, true)).toEqual([
      "second-factor-of-administrator",
    ]);
    expect(codes(ORGANISER, [grant("marking-judge", "A")], { isDisabled: true })).toEqual(["account-disabled"]);
  });

  it("of the whole system reaches every competition, and no other office of the system", () => {
    const wide = [grant("organiser", null)];
    expect(codes(wide, [grant("marking-judge", "A"), grant("marking-judge", "B")])).toEqual([]);
    expect(codes(wide, [grant("treasurer", null)])).toEqual(["account-of-system"]);
  });
});

describe("an administrator", () => {
  it("renews everyone, with the second factor too", () => {
    for (const grants of [[], [grant("organiser", "A")], [grant("administrator", null)]])
      expect(codes(ADMINISTRATOR, grants, {}, true)).toEqual([]);
  });

  it("uses no link to his own account", () => {
    const holder = { ...HOLDER, grants: ADMINISTRATOR };
    const decision = decideLink({ makerGrants: ADMINISTRATOR, isOwnAccount: true, holder, resetsSecondFactor: false });
    expect(decision).toEqual({ ok: false, refusals: [{ code: "own-account-link" }] });
  });
});

it("a link is open until it was used, withdrawn or 72 hours old", () => {
  const expiresAt = new Date("2026-11-23T01:00:00Z");
  const link = { expiresAt, usedAt: null, revokedAt: null };
  expect(LINK_HOURS).toBe(72);
  expect(getLinkState(link, new Date("2026-11-23T00:59:59Z"))).toBe("open");
  expect(getLinkState(link, expiresAt)).toBe("expired");
  expect(getLinkState({ ...link, revokedAt: expiresAt }, new Date("2026-11-21T00:00:00Z"))).toBe("withdrawn");
  expect(getLinkState({ ...link, usedAt: expiresAt, revokedAt: expiresAt }, expiresAt)).toBe("used");
});
