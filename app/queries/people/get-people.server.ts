/** Everyone who has something to do in a competition: by role, by event, and the delegations with their team leaders. */
import { hasRole } from "#app/domain/access/access.ts";
import { JUDGE_ROLES } from "#app/domain/access/duties.ts";
import { OFFICE_ACTORS } from "#app/domain/access/office-rooms.ts";
import type { BlindLayer } from "#app/domain/blinding/layers.ts";
import { findCurrentRound } from "#app/domain/phases/event-rounds.ts";
import type { CompetitionPhase, Role, RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { toKeptLayers } from "#app/queries/blinding/list-keepers.server.ts";
import { listEnteredUnits } from "#app/queries/competitions/list-entered-units.server.ts";
import { listOrganisations, type OrganisationChoice } from "#app/queries/competitions/list-plan-choices.server.ts";
import { getCurrentRules } from "#app/queries/rules/get-current-rules.server.ts";

export type Holder = {
  readonly grantId: string;
  readonly userId: string;
  readonly displayName: string;
  readonly username: string;
  /** The name of the person's own unit. */
  readonly unit: string | null;
  /** A judge whose own unit has entered since he was appointed. */
  readonly isOfEnteredUnit: boolean;
  /** Of a blinding judge, the layers that his duty states; null: all, or another role. */
  readonly layers: readonly BlindLayer[] | null;
};

export type DutiesOfEvent = {
  readonly eventId: string;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly roundPhase: RoundPhase;
  /** How many marking judges its rules ask for. */
  readonly judgesPerForm: number;
  readonly holders: Readonly<Partial<Record<Role, readonly Holder[]>>>;
};

export type DelegationRow = {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  readonly region: { readonly name: string; readonly nameEn: string };
  readonly leaders: readonly Holder[];
  readonly entries: number;
};

export type AccountChoice = {
  readonly id: string;
  readonly displayName: string;
  readonly username: string;
  readonly unit: string | null;
};

export type People = {
  /** Roles over the whole competition. */
  readonly holders: Readonly<Partial<Record<Role, readonly Holder[]>>>;
  readonly events: readonly DutiesOfEvent[];
  readonly delegations: readonly DelegationRow[];
  /** For who may appoint: whom. */
  readonly appointing: {
    readonly accounts: readonly AccountChoice[];
    readonly organisations: readonly OrganisationChoice[];
    readonly takesDelegations: boolean;
  } | null;
};

export async function getPeople(runtime: Runtime, actor: Actor, competitionId: string): Promise<People> {
  const { read } = runtime.database;
  const competition = await read.competition.findUniqueOrThrow({
    where: { id: competitionId },
    select: {
      phase: true,
      events: {
        orderBy: { code: "asc" },
        select: {
          id: true,
          code: true,
          name: true,
          nameEn: true,
          rounds: { select: { number: true, phase: true } },
        },
      },
      delegations: {
        orderBy: { name: "asc" },
        select: { id: true, name: true, nameEn: true, regionCode: true, _count: { select: { entries: true } } },
      },
    },
  });
  const grants = await read.roleGrant.findMany({
    where: { competitionId, revokedAt: null },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: {
      id: true,
      role: true,
      layers: true,
      eventId: true,
      delegationId: true,
      user: {
        select: { id: true, displayName: true, username: true, organisationId: true, organisation: { select: { name: true } } },
      },
    },
  });
  const units = await listEnteredUnits(
    read,
    competition.events.map(({ id }) => id),
  );
  const regions = await read.region.findMany({
    where: { code: { in: competition.delegations.map(({ regionCode }) => regionCode) } },
    select: { code: true, name: true, nameEn: true },
  });
  const holdersOf = (isMeant: (grant: (typeof grants)[number]) => boolean) => {
    const byRole: Partial<Record<Role, Holder[]>> = {};
    for (const grant of grants.filter(isMeant)) {
      const role = grant.role as Role;
      const { user } = grant;
      const entered = grant.eventId === null ? undefined : units.get(grant.eventId);
      const holder = {
        grantId: grant.id,
        userId: user.id,
        displayName: user.displayName,
        username: user.username,
        unit: user.organisation?.name ?? null,
        isOfEnteredUnit: JUDGE_ROLES.includes(role) && user.organisationId !== null && entered?.has(user.organisationId) === true,
        layers: toKeptLayers(grant.layers),
      };
      byRole[role] = [...(byRole[role] ?? []), holder];
    }
    return byRole;
  };
  const events: DutiesOfEvent[] = [];
  for (const { id, code, name, nameEn, rounds } of competition.events) {
    const { rules } = await getCurrentRules(read, id);
    events.push({
      eventId: id,
      code,
      name,
      nameEn,
      roundPhase: (findCurrentRound(rounds)?.phase ?? "draw") as RoundPhase,
      judgesPerForm: rules.judgesPerForm,
      holders: holdersOf(({ eventId }) => eventId === id),
    });
  }
  const phase = competition.phase as CompetitionPhase;
  const mayAppoint = hasRole(actor.grants, OFFICE_ACTORS, { competitionId, eventId: null, delegationId: null });
  return {
    holders: holdersOf(({ eventId, delegationId }) => eventId === null && delegationId === null),
    events,
    delegations: competition.delegations.map(({ id, name, nameEn, regionCode, _count }) => {
      const region = regions.find(({ code }) => code === regionCode);
      return {
        id,
        name,
        nameEn,
        region: { name: region?.name ?? regionCode, nameEn: region?.nameEn ?? regionCode },
        leaders: holdersOf(({ delegationId }) => delegationId === id)["team-leader"] ?? [],
        entries: _count.entries,
      };
    }),
    appointing: mayAppoint
      ? {
          accounts: await listAccountChoices(runtime),
          organisations: await listOrganisations(runtime),
          takesDelegations: phase === "draft" || phase === "announced" || phase === "registration",
        }
      : null,
  };
}

/** Everyone who can be appointed, by unit and name. */
async function listAccountChoices(runtime: Runtime): Promise<readonly AccountChoice[]> {
  const users = await runtime.database.read.user.findMany({
    where: { disabledAt: null },
    orderBy: [{ organisation: { name: "asc" } }, { displayName: "asc" }, { username: "asc" }],
    select: { id: true, displayName: true, username: true, organisation: { select: { name: true } } },
  });
  return users.map(({ organisation, ...user }) => ({ ...user, unit: organisation?.name ?? null }));
}
