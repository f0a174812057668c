/** Who may be given which duty: where a role holds, which duties exclude each other, whose judges are not neutral (DOMAIN 4, 5, 14). */

import { covers, type Grant, NO_SCOPE } from "#app/domain/access/access.ts";
import { type BlindLayer, isSeatTheCode } from "#app/domain/blinding/layers.ts";
import { MARKING_ROLES, SEATING_ROLES } from "#app/domain/blinding/sight.ts";
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import type { Role } from "#app/domain/shared/vocabulary.ts";

export type RoleScope = "system" | "competition" | "event" | "delegation";

/** What each role is held over in a competition; some are given over the whole system too. */
export const ROLE_SCOPES: Readonly<Record<Role, RoleScope>> = {
  administrator: "system",
  organiser: "competition",
  reviewer: "competition",
  supervisor: "competition",
  arbitrator: "competition",
  "policy-officer": "competition",
  treasurer: "competition",
  "chief-judge": "event",
  "marking-judge": "event",
  "blinding-judge": "event",
  "floor-judge": "event",
  "tally-clerk": "event",
  "team-leader": "delegation",
};

/** The duties that the word judge (裁判) covers: they must be neutral towards every entry of their event. */
export const JUDGE_ROLES: readonly Role[] = ["chief-judge", "marking-judge", "floor-judge", "blinding-judge"];

/** Roles that an administrator may also give over the whole system: the offices that policy and supervision are kept by. */
export const SYSTEM_WIDE_ROLES = ["policy-officer", "treasurer", "supervisor", "organiser"] as const satisfies readonly Role[];
export type SystemWideRole = (typeof SYSTEM_WIDE_ROLES)[number];

/**
 * Pairs that nobody holds together where they meet. Who blinds knows whose work a code is, and so neither marks nor counts, and
 * is not the second person of the unblinding; who marks signs every form, and confirms none; a team leader has entries to win.
 */
const EXCLUSIVE: readonly (readonly [Role, Role])[] = [
  ["blinding-judge", "marking-judge"],
  ["blinding-judge", "chief-judge"],
  ["blinding-judge", "tally-clerk"],
  ["blinding-judge", "supervisor"],
  // They see whose seat is whose, or results by code: together with the codes of the seats that is the whole mapping.
  ["blinding-judge", "organiser"],
  ["blinding-judge", "reviewer"],
  ["blinding-judge", "administrator"],
  // He sees who sits where: a marking judge may not.
  ["floor-judge", "marking-judge"],
  ["floor-judge", "blinding-judge"],
  ["marking-judge", "tally-clerk"],
  ["marking-judge", "supervisor"],
  ["team-leader", "chief-judge"],
  ["team-leader", "marking-judge"],
  ["team-leader", "blinding-judge"],
  ["team-leader", "tally-clerk"],
  ["team-leader", "supervisor"],
  ["team-leader", "reviewer"],
  ["team-leader", "floor-judge"],
  // Who rules on what somebody did must not be that somebody.
  ["arbitrator", "team-leader"],
  ["arbitrator", "organiser"],
  ["arbitrator", "chief-judge"],
  ["arbitrator", "marking-judge"],
  ["arbitrator", "floor-judge"],
  ["arbitrator", "blinding-judge"],
  ["arbitrator", "tally-clerk"],
];

/**
 * Pairs that nobody holds together in an event where the seat is the code of the work: who seats entrants would know whose work he
 * marks or counts.
 */
const EXCLUSIVE_BY_SEAT: readonly (readonly [Role, Role])[] = SEATING_ROLES.flatMap((seating) =>
  MARKING_ROLES.map((marking) => [seating, marking] as const),
);

export const DUTY_REFUSALS = [
  "role-scope-wrong",
  "role-already-held",
  "account-disabled",
  "duties-exclude-each-other",
  "layers-of-no-blinding-judge",
  "layers-not-of-event",
  "judge-of-same-unit",
  "marking-team-at-work",
  "last-organiser",
  "own-account",
] as const;
export type DutyRefusal = (typeof DUTY_REFUSALS)[number];

/**
 * Whether a person may be given a role: every reason against it at once.
 * @param input.held the person's other active grants in the competition
 * @param input.enteredUnits ids of the employers, schools and training organisations of the entries that the event still has
 * @param input.marking how the event is marked; null where there is no event. In open marking a neutral reserve takes the place of
 * a marking judge on the forms of his own unit, so that he may be of an entered one.
 * @param input.layers those of the blinding that a blinding judge is to keep; null: all, or another role
 * @param input.layersOf by event id, in how many layers works are blinded
 */
export function decideGrant(input: {
  readonly grant: Grant;
  readonly held: readonly Grant[];
  readonly isDisabled: boolean;
  readonly organisationId: string | null;
  readonly enteredUnits: ReadonlySet<string>;
  readonly marking: "blind" | "open" | null;
  readonly layers: readonly BlindLayer[] | null;
  readonly layersOf: ReadonlyMap<string, BlindLayer>;
}): Decision<null, DutyRefusal> {
  const { grant, held, layers, layersOf } = input;
  const { role } = grant;
  if (!isScopeOf(role, scopeOf(grant))) return decide([{ code: "role-scope-wrong", params: { role } }], null);
  const refusals: Refusal<DutyRefusal>[] = [];
  if (held.some((other) => other.role === role && covers(other, grant))) {
    refusals.push({ code: "role-already-held", params: { role } });
  }
  if (input.isDisabled) refusals.push({ code: "account-disabled" });
  const excluded = listExcludingDuties(grant, held, layersOf);
  if (excluded.length > 0) {
    refusals.push({ code: "duties-exclude-each-other", params: { role, held: excluded.join(", ") } });
  }
  if (layers !== null && role !== "blinding-judge") refusals.push({ code: "layers-of-no-blinding-judge", params: { role } });
  const count = layersOf.get(grant.eventId ?? "");
  if (layers !== null && count !== undefined && !layers.some((layer) => layer <= count)) {
    refusals.push({ code: "layers-not-of-event", params: { field: "layers", count } });
  }
  const mustBeNeutral = JUDGE_ROLES.includes(role) && !(role === "marking-judge" && input.marking === "open");
  if (mustBeNeutral && input.organisationId !== null && input.enteredUnits.has(input.organisationId)) {
    refusals.push({ code: "judge-of-same-unit" });
  }
  return decide(refusals, null);
}

/**
 * The duties among these that nobody holds together with this one where they meet.
 * @param layersOf by event id, in how many layers works are blinded; of an event that is not in it the seat is no code
 */
export function listExcludingDuties(
  grant: Grant,
  held: readonly Grant[],
  layersOf: ReadonlyMap<string, BlindLayer> = new Map(),
): readonly Role[] {
  const isSeatCoded = (other: Grant) => {
    const layers = layersOf.get(grant.eventId ?? other.eventId ?? "");
    return layers !== undefined && isSeatTheCode(layers);
  };
  const excluding = held.filter(
    (other) =>
      meet(grant, other) &&
      (isPair(EXCLUSIVE, grant.role, other.role) || (isSeatCoded(other) && isPair(EXCLUSIVE_BY_SEAT, grant.role, other.role))),
  );
  return [...new Set(excluding.map(({ role }) => role))];
}

/**
 * Whether a grant may be taken back.
 * @param input.organisers how many people are organisers of the competition, this grant's own included
 * @param input.hasForms whether the judge is in a panel that has marking forms: he may still have to sign one
 */
export function decideRevocation(input: {
  readonly role: Role;
  readonly organisers: number;
  readonly hasForms: boolean;
}): Decision<null, DutyRefusal> {
  const refusals: Refusal<DutyRefusal>[] = [];
  if (input.role === "organiser" && input.organisers <= 1) refusals.push({ code: "last-organiser" });
  if (input.role === "marking-judge" && input.hasForms) refusals.push({ code: "marking-team-at-work" });
  return decide(refusals, null);
}

/**
 * Whether an administrator may give this role over the whole system: as `decideGrant`, and never to himself.
 * @param input.held the person's other active grants, in every competition
 */
export function decideSystemWideGrant(input: {
  readonly role: SystemWideRole;
  readonly held: readonly Grant[];
  readonly isDisabled: boolean;
  readonly isOwnAccount: boolean;
}): Decision<null, DutyRefusal> {
  const { role, held, isDisabled } = input;
  const grant: Grant = { ...NO_SCOPE, role };
  const decision = decideGrant({ grant, held, isDisabled, organisationId: null, enteredUnits: new Set(), ...NO_EVENT });
  const own: Refusal<DutyRefusal>[] = input.isOwnAccount ? [{ code: "own-account" }] : [];
  return decide([...own, ...(decision.ok ? [] : decision.refusals)], null);
}

function isScopeOf(role: Role, scope: RoleScope | null): boolean {
  return scope === ROLE_SCOPES[role] || (scope === "system" && SYSTEM_WIDE_ROLES.some((wide) => wide === role));
}

/** What is known of a role that is over no event. */
const NO_EVENT = { marking: null, layers: null, layersOf: new Map<string, BlindLayer>() } as const;

function isPair(pairs: readonly (readonly [Role, Role])[], left: Role, right: Role): boolean {
  return pairs.some(([one, other]) => (one === left && other === right) || (one === right && other === left));
}

/** Whether two grants of one competition touch: not when they are for different events. */
function meet(left: Grant, right: Grant): boolean {
  return left.eventId === null || right.eventId === null || left.eventId === right.eventId;
}

/** Null for what is no scope at all: an event and a delegation together, or parts of no competition. */
function scopeOf({ competitionId, eventId, delegationId }: Grant): RoleScope | null {
  if (eventId !== null && delegationId !== null) return null;
  if (competitionId === null) return eventId === null && delegationId === null ? "system" : null;
  if (eventId !== null) return "event";
  return delegationId === null ? "competition" : "delegation";
}
