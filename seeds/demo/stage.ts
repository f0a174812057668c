/** The stage of the story: a runtime whose clock the story sets, and its people as actors with the grants of the moment. */
import type { Decision } from "#app/domain/shared/decision.ts";
import type { Role } from "#app/domain/shared/vocabulary.ts";
import type { Clock } from "#app/platform/clock.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export type StoryClock = Clock & { set(time: Date): void };

export function createStoryClock(start: Date): StoryClock {
  let time = start;
  return {
    now: () => new Date(time),
    set: (value) => {
      time = value;
    },
  };
}

export type Stage = {
  readonly runtime: Runtime;
  readonly clock: StoryClock;
  /** Organisation ids by name. */
  readonly units: ReadonlyMap<string, string>;
  /** Someone of accounts.ts, by username. */
  actor(username: string): Promise<Actor>;
};

export function createStage(runtime: Runtime, clock: StoryClock, units: ReadonlyMap<string, string>): Stage {
  return {
    runtime,
    clock,
    units,
    actor: async (username) => {
      const user = await runtime.database.read.user.findUniqueOrThrow({
        where: { username },
        include: { grants: { where: { revokedAt: null } } },
      });
      return {
        userId: user.id,
        displayName: user.displayName,
        organisationId: user.organisationId,
        sessionId: "story",
        grants: user.grants.map(({ role, competitionId, eventId, delegationId }) => ({
          role: role as Role,
          competitionId,
          eventId,
          delegationId,
        })),
      };
    },
  };
}

/** The value of a decision. @throws Error: in the story nothing is refused. */
export function must<Value>(decision: Decision<Value>): Value {
  if (!decision.ok) throw new Error(`The story was refused: ${JSON.stringify(decision.refusals)}`);
  return decision.value;
}
