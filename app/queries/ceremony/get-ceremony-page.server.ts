/** The room in which a ceremony is prepared: what can be in it and why not yet, what was prepared, and what has changed since. */
import { compareProgrammes, renewProgramme } from "#app/domain/ceremony/changes.ts";
import { listEventReasons } from "#app/domain/ceremony/preparing.ts";
import { computeProgramme, SPECIALS } from "#app/domain/ceremony/programme.ts";
import { isUnderWay } from "#app/domain/ceremony/steps.ts";
import type { CeremonyPage, CeremonyStepLine } from "#app/domain/ceremony/views.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { getUserNames } from "#app/queries/accounts/get-user-names.server.ts";
import { getCeremonyGround } from "#app/queries/ceremony/get-ceremony-ground.server.ts";
import { getCeremonyStage } from "#app/queries/ceremony/get-ceremony-stage.server.ts";
import { nameGiven } from "#app/queries/ceremony/name-winners.server.ts";

const STEPS_SHOWN = 30;

export async function getCeremonyPage(runtime: Runtime, competitionId: string): Promise<CeremonyPage> {
  const { read } = runtime.database;
  const now = runtime.clock.now();
  const { facts, awards, current } = await getCeremonyGround(read, competitionId, now);
  const choices = facts.events
    .filter(({ isCancelled }) => !isCancelled)
    .map((event) => {
      const { eventId, code, name, nameEn, winners } = event;
      return { eventId, code, name, nameEn, winners, unmet: listEventReasons(event, now.getTime()) };
    });
  const stage = current && (await getCeremonyStage(runtime, competitionId));
  const fresh = current && computeProgramme(current.plan, awards);
  const differences = current && fresh && stage?.isOutdated ? compareProgrammes(current.items, fresh, current.scene) : [];
  const headingOf = await nameGiven(runtime, [...(current?.items ?? []), ...(fresh ?? [])]);
  const renewal = current && fresh ? renewProgramme(current.items, fresh, current) : null;
  const steps = current
    ? await read.ceremonyStep.findMany({
        where: { ceremonyId: current.ceremonyId },
        orderBy: { version: "desc" },
        take: STEPS_SHOWN,
        select: { version: true, act: true, byId: true, at: true },
      })
    : [];
  const names = await getUserNames(runtime, [...steps.map(({ byId }) => byId), current?.preparedById ?? null]);
  return {
    choices,
    specials: SPECIALS.map((special) => ({ special, winners: facts.specials[special] })),
    plan: current?.plan ?? {
      events: choices.filter(({ unmet }) => unmet.length === 0).map(({ eventId }) => eventId),
      specials: [],
      singleTiers: 3,
      hasExcellence: false,
    },
    prepared:
      current && stage
        ? {
            ...stage,
            preparedAt: current.preparedAt.toISOString(),
            preparedBy: names.get(current.preparedById) ?? "",
            isUnderWay: isUnderWay(current, current.items),
          }
        : null,
    differences: differences.map(({ given, kind, isShown }) => ({ heading: headingOf(given), kind, isShown })),
    renewal: renewal && !renewal.ok ? renewal.refusals : [],
    steps: steps.map(({ version, act, byId, at }) => ({
      version,
      act: act as CeremonyStepLine["act"],
      by: names.get(byId) ?? "",
      at: at.toISOString(),
    })),
  };
}
