/** The steps of a competition that need nothing but their conditions: announce, open registration, start. */
import { decideCompetitionAct } from "#app/domain/phases/competition-phases.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";
import { listAudience } from "#app/platform/messages/audience.server.ts";
import { sendMessage } from "#app/platform/messages/send.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getCompetitionFacts } from "#app/queries/competitions/get-competition-facts.server.ts";
import { tellDraftsLapsed } from "#app/services/registration/tell-drafts-lapsed.server.ts";
import { watchRegistrationDeadline } from "#app/services/registration/watch-registration-deadline.server.ts";

/** @returns the phase entered, or every unmet condition. */
type EnterPhase = (
  runtime: Runtime,
  actor: Actor,
  input: { readonly competitionId: string },
) => Promise<Decision<{ phase: CompetitionPhase }>>;

/** Makes a competition known: from here on it can be found, and entered once registration opens. */
export const announceCompetition = enterPhase("announce", "announce-competition");

/** Lets delegations register; what was stated of the competition does not change any more. */
export const openRegistration = enterPhase("open-registration", "open-registration");

/** Starts a competition: registrations are decided, everyone is in his place, the draws can be held. */
export const startCompetition = enterPhase("start", "start-competition");

function enterPhase(act: "announce" | "open-registration" | "start", recordedAs: string): EnterPhase {
  return (runtime, actor, { competitionId }) =>
    runtime.database.write(async (write) => {
      const { tables, audit } = write;
      const facts = await getCompetitionFacts(tables, competitionId, { now: runtime.clock.now(), actorId: actor.userId });
      const decision = decideCompetitionAct(act, facts);
      if (!decision.ok) return decision;
      const phase = decision.value;
      const { count } = await tables.competition.updateMany({
        where: { id: competitionId, phase: facts.phase },
        data: { phase },
      });
      if (count === 0) return refuse({ code: "changed-meanwhile" });
      if (phase === "registration") {
        await watchRegistrationDeadline(write, { competitionId, closesAt: new Date(facts.registrationClosesAt) });
      }
      // Of a deadline that has passed everyone was told then.
      const isCutShort = act === "start" && facts.registrationClosesAt > runtime.clock.now().getTime();
      const lapsed = isCutShort ? await tellDraftsLapsed(write, { competitionId, at: runtime.clock.now() }) : [];
      await audit({
        chain: competitionId,
        actorId: actor.userId,
        act: recordedAs,
        objectKind: "competition",
        objectId: competitionId,
        payload: { from: facts.phase, phase, ...(lapsed.length > 0 ? { lapsed } : {}) },
      });
      const { code } = await tables.competition.findUniqueOrThrow({ where: { id: competitionId }, select: { code: true } });
      const head = {
        competitionId,
        path: `/competitions/${code}`,
        sentById: null,
        at: runtime.clock.now(),
        to: { userIds: await listAudience(tables, { competitionId, roles: null }) },
      };
      if (act === "open-registration") {
        await sendMessage(write, { ...head, kind: "registration-opened", params: { until: facts.registrationClosesAt } });
      } else {
        await sendMessage(write, {
          ...head,
          kind: act === "announce" ? "competition-announced" : "competition-started",
          params: {},
        });
      }
      return allow({ phase });
    });
}
