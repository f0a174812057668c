/** The room in which a ceremony is prepared: what can be in it and why not yet, what was prepared, and what has changed since. */
import { compareProgrammes, type ItemDifference, renewProgramme } from "#app/domain/ceremony/changes.ts";
import { listEventReasons } from "#app/domain/ceremony/preparing.ts";
import { type CeremonyPlan, computeProgramme, SPECIALS, type Special } from "#app/domain/ceremony/programme.ts";
import type { Heading } from "#app/domain/ceremony/shown.ts";
import { isUnderWay } from "#app/domain/ceremony/steps.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { getUserNames } from "#app/queries/accounts/get-user-names.server.ts";
import { getCeremonyGround } from "#app/queries/ceremony/get-ceremony-ground.server.ts";
import { type CeremonyStage, getCeremonyStage } from "#app/queries/ceremony/get-ceremony-stage.server.ts";
import { nameGiven } from "#app/queries/ceremony/name-winners.server.ts";

export type CeremonyChoice = {
  readonly eventId: string;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  /** How many won something; 0 before the publication. */
  readonly winners: number;
  /** Why it cannot be in a programme. */
  readonly unmet: readonly Refusal[];
};

export type CeremonyStepLine = {
  readonly version: number;
  readonly act: string;
  readonly by: string;
  /** ISO. */
  readonly at: string;
};

export type CeremonyPage = {
  readonly choices: readonly CeremonyChoice[];
  readonly specials: readonly { readonly special: Special; readonly winners: number }[];
  /** The plan that the form begins with: as prepared last, else everything that can be in it. */
  readonly plan: CeremonyPlan;
  readonly prepared:
    | (CeremonyStage & { readonly preparedAt: string; readonly preparedBy: string; readonly isUnderWay: boolean })
    | null;
  /** Of what was prepared. */
  readonly differences: readonly (Omit<ItemDifference, "given"> & { readonly heading: Heading })[];
  /** Why the changes cannot be taken in now. */
  readonly renewal: readonly Refusal[];
  /** The last ones, latest first. */
  readonly steps: readonly CeremonyStepLine[];
};

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
    steps: steps.map(({ version, act, byId, at }) => ({ version, act, by: names.get(byId) ?? "", at: at.toISOString() })),
  };
}
