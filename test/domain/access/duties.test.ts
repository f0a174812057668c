/** Who may hold which duty, and with which other. */

import { describe, expect, it } from "vitest";
import { type Grant, NO_SCOPE } from "#app/domain/access/access.ts";
import {
  decideGrant,
  decideRevocation,
  decideSystemWideGrant,
  ROLE_SCOPES,
  SYSTEM_WIDE_ROLES,
} from "#app/domain/access/duties.ts";
import type { Role } from "#app/domain/shared/vocabulary.ts";

/** A grant of the role in competition C: over it, its event E, or its delegation D. */
function grant(role: Role, eventId = "E"): Grant {
  const scope = ROLE_SCOPES[role];
  return {
    role,
    competitionId: scope === "system" ? null : "C",
    eventId: scope === "event" ? eventId : null,
    delegationId: scope === "delegation" ? "D" : null,
  };
}

function codes(given: Grant, rest: Partial<Parameters<typeof decideGrant>[0]> = {}) {
  const decision = decideGrant({
    grant: given,
    held: [],
    isDisabled: false,
    organisationId: "own",
    enteredUnits: new Set(),
    marking: "blind",
    layers: null,
    layersOf: new Map(),
    ...rest,
  });
  return decision.ok ? [] : decision.refusals.map(({ code }) => code);
}

describe("giving a role", () => {
  it.each(Object.keys(ROLE_SCOPES) as Role[])("%s goes to the scope that it is held over", (role) => {
    expect(codes(grant(role))).toEqual([]);
  });

  it("is refused in another scope", () => {
    expect(codes({ ...grant("chief-judge"), eventId: null })).toEqual(["role-scope-wrong"]);
    expect(codes({ ...grant("organiser"), eventId: "E" })).toEqual(["role-scope-wrong"]);
    expect(codes({ ...grant("reviewer"), competitionId: null })).toEqual(["role-scope-wrong"]);
    expect(codes({ ...grant("chief-judge"), competitionId: null, eventId: null })).toEqual(["role-scope-wrong"]);
    expect(codes({ ...grant("team-leader"), delegationId: null })).toEqual(["role-scope-wrong"]);
    // An event and a delegation together are no scope: least of all that of the whole system.
    expect(codes({ ...grant("administrator"), competitionId: "C", eventId: "E", delegationId: "D" })).toEqual([
      "role-scope-wrong",
    ]);
    expect(codes({ ...grant("administrator"), competitionId: null, delegationId: "D" })).toEqual(["role-scope-wrong"]);
  });

  it("is refused to who holds it already, and to a disabled account", () => {
    expect(codes(grant("reviewer"), { held: [grant("reviewer")], isDisabled: true })).toEqual([
      "role-already-held",
      "account-disabled",
    ]);
    expect(codes(grant("marking-judge"), { held: [grant("marking-judge", "other")] })).toEqual([]);
  });

  it("keeps a judge from judging his own unit", () => {
    const enteredUnits = new Set(["own", "another"]);
    for (const role of ["chief-judge", "marking-judge", "blinding-judge"] as const) {
      expect(codes(grant(role), { enteredUnits })).toEqual(["judge-of-same-unit"]);
      expect(codes(grant(role), { enteredUnits, organisationId: "neutral" })).toEqual([]);
      expect(codes(grant(role), { enteredUnits, organisationId: null })).toEqual([]);
    }
    expect(codes(grant("supervisor"), { enteredUnits })).toEqual([]);
  });

  it.each<[Role, Role]>([
    ["blinding-judge", "marking-judge"],
    ["marking-judge", "blinding-judge"],
    ["chief-judge", "blinding-judge"],
    ["tally-clerk", "marking-judge"],
    ["supervisor", "blinding-judge"],
    ["marking-judge", "team-leader"],
    ["blinding-judge", "organiser"],
    ["organiser", "blinding-judge"],
    ["blinding-judge", "reviewer"],
    ["blinding-judge", "administrator"],
  ])("keeps %s from who is %s in the same place", (role, held) => {
    expect(codes(grant(role), { held: [grant(held)] })).toEqual(["duties-exclude-each-other"]);
  });

  it("lets duties of different events stand together, and the chief judge mark", () => {
    expect(codes(grant("blinding-judge"), { held: [grant("marking-judge", "other")] })).toEqual([]);
    expect(codes(grant("chief-judge"), { held: [grant("marking-judge")] })).toEqual([]);
  });

  it("takes a marking judge of an entered unit where marking is open, and no other judge of one", () => {
    const enteredUnits = new Set(["own"]);
    expect(codes(grant("marking-judge"), { enteredUnits, marking: "open" })).toEqual([]);
    expect(codes(grant("chief-judge"), { enteredUnits, marking: "open" })).toEqual(["judge-of-same-unit"]);
  });
});

describe("a role over the whole system", () => {
  const wide = (input: Partial<Parameters<typeof decideSystemWideGrant>[0]>) => {
    const decision = decideSystemWideGrant({
      role: "supervisor",
      held: [],
      isDisabled: false,
      isOwnAccount: false,
      ...input,
    });
    return decision.ok ? [] : decision.refusals.map(({ code }) => code);
  };

  it.each(SYSTEM_WIDE_ROLES)("%s may be given", (role) => {
    expect(wide({ role })).toEqual([]);
  });

  it("is given to nobody by himself, nor twice, nor to a disabled account: every reason at once", () => {
    const held: Grant[] = [{ ...NO_SCOPE, role: "supervisor" }];
    expect(wide({ held, isDisabled: true, isOwnAccount: true })).toEqual([
      "own-account",
      "role-already-held",
      "account-disabled",
    ]);
    // Of one competition only: the whole system is more.
    expect(wide({ held: [grant("supervisor")] })).toEqual([]);
  });

  it("meets the duties of every competition and event", () => {
    expect(wide({ held: [grant("blinding-judge")] })).toEqual(["duties-exclude-each-other"]);
    expect(wide({ held: [grant("team-leader")] })).toEqual(["duties-exclude-each-other"]);
    expect(wide({ role: "treasurer", held: [grant("team-leader")] })).toEqual([]);
  });
});

describe("taking a role back", () => {
  it("leaves a competition its last organiser and a panel with forms its judges", () => {
    const ofLast = decideRevocation({ role: "organiser", organisers: 1, hasForms: false });
    expect(ofLast).toEqual({ ok: false, refusals: [{ code: "last-organiser" }] });
    expect(decideRevocation({ role: "organiser", organisers: 2, hasForms: false }).ok).toBe(true);
    const ofJudge = decideRevocation({ role: "marking-judge", organisers: 1, hasForms: true });
    expect(ofJudge).toEqual({ ok: false, refusals: [{ code: "marking-team-at-work" }] });
    expect(decideRevocation({ role: "marking-judge", organisers: 1, hasForms: false }).ok).toBe(true);
    expect(decideRevocation({ role: "tally-clerk", organisers: 1, hasForms: true }).ok).toBe(true);
  });
});
