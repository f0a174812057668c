/** Founds the next edition of a competition: its plan as stated, its events with rules, schemes and rounds, its delegations; nobody and nothing personal. */
import { decideEdition, type EditionRefusal } from "#app/domain/ladder/series-calendar.ts";
import { type CompetitionPlan, checkPlan, type PlanRefusal } from "#app/domain/phases/competition-plan.ts";
import { shanghaiYear } from "#app/domain/shared/day.ts";
import { allow, type Decision, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import { TIERS, type Tier } from "#app/domain/shared/vocabulary.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findCloneSource } from "#app/queries/competitions/find-clone-source.server.ts";
import { findPlanParts, type PartRefusal } from "#app/queries/competitions/find-plan-parts.server.ts";
import { findSeriesEditions } from "#app/queries/competitions/list-series-editions.server.ts";
import { findUpperEvent } from "#app/queries/competitions/list-upper-events.server.ts";
import { findCurrentScheme } from "#app/queries/schemes/find-current-scheme.server.ts";

/** Why the first versions of rules and schemes are what they are. */
const FIRST_VERSION_REASON = "copy";

export type CloneRefusal = PlanRefusal | PartRefusal | EditionRefusal | "clone-source-unknown";
export type Cloned = {
  readonly competitionId: string;
  readonly code: string;
  /** Codes of events that led to an upper event that is over, or not above any more: their way up is open. */
  readonly openLinks: readonly string[];
};

export function cloneCompetition(
  runtime: Runtime,
  actor: Actor,
  input: CompetitionPlan & { readonly code: string; readonly fromId: string },
): Promise<Decision<Cloned, CloneRefusal>> {
  return runtime.database.write<Cloned, CloneRefusal>(async ({ tables, audit }) => {
    const { fromId, hosts, packs: _packs, ...stated } = input;
    const source = await findCloneSource(tables, actor, { id: fromId });
    if (!source) return refuse({ code: "clone-source-unknown" });
    const parts = await findPlanParts(tables, input);
    const refusals: Refusal<CloneRefusal>[] = [...checkPlan(input), ...parts.refusals];
    if ((await tables.competition.count({ where: { code: input.code } })) > 0) {
      refusals.unshift({ code: "competition-code-taken", params: { field: "code", code: input.code } });
    }
    const edition = source.series && { seriesId: source.series.seriesId, edition: source.series.edition };
    const series = edition && (await findSeriesEditions(tables, edition.seriesId));
    if (edition && series) {
      const candidate = { tier: input.tier, year: shanghaiYear(input.startsOn), hasSeries: false, edition: edition.edition };
      const decision = decideEdition(series, candidate);
      if (!decision.ok) refusals.push(...decision.refusals.map((refusal) => atPlan(refusal)));
    }
    if (refusals.length > 0) return refuse(...refusals);
    const now = runtime.clock.now();
    const competitionId = newId();
    const { specialAwards, promotionRules, gates } = await tables.competition.findUniqueOrThrow({
      where: { id: fromId },
      select: { specialAwards: true, promotionRules: true, gates: true },
    });
    await tables.competition.create({
      data: {
        ...stated,
        ...edition,
        ...(specialAwards === null ? {} : { specialAwards }),
        ...(promotionRules === null ? {} : { promotionRules }),
        ...(gates === null ? {} : { gates }),
        id: competitionId,
        phase: "draft",
        createdAt: now,
      },
    });
    await tables.competitionHost.createMany({ data: hosts.map((host) => ({ ...host, id: newId(), competitionId })) });
    await tables.competitionPack.createMany({ data: parts.packIds.map((packId) => ({ competitionId, packId })) });
    const delegations = await tables.delegation.findMany({
      where: { competitionId: fromId },
      select: { name: true, nameEn: true, regionCode: true },
    });
    await tables.delegation.createMany({ data: delegations.map((one) => ({ ...one, id: newId(), competitionId })) });
    const openLinks = await copyEvents(tables, actor, { source, competitionId, tier: input.tier, now });
    const grantId = newId();
    await tables.roleGrant.create({
      data: { id: grantId, userId: actor.userId, role: "organiser", competitionId, createdAt: now },
    });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "clone-competition",
      objectKind: "competition",
      objectId: competitionId,
      payload: {
        from: fromId,
        code: input.code,
        tier: input.tier,
        class: input.class,
        packs: parts.packIds,
        series: edition?.seriesId ?? null,
        edition: edition?.edition ?? null,
        openLinks,
        grant: grantId,
      },
    });
    return allow({ competitionId, code: input.code, openLinks });
  });
}

/** The fields of the plan that the reason is about. */
function atPlan({ code, params }: Refusal<EditionRefusal>): Refusal<EditionRefusal> {
  const field = code === "edition-tier-differs" ? "tier" : "startsOn";
  return { code, params: { ...params, field } };
}

type Copy = {
  readonly source: { readonly competitionId: string; readonly code: string };
  readonly competitionId: string;
  readonly tier: Tier;
  readonly now: Date;
};

/** Every event in turn: inside a write they share one connection. @returns the codes of those whose way up stays open */
async function copyEvents(tables: Tables, actor: Actor, copy: Copy): Promise<readonly string[]> {
  const { source, competitionId, tier, now } = copy;
  const made = { createdById: actor.userId, createdAt: now };
  const events = await tables.event.findMany({
    where: { competitionId: source.competitionId },
    orderBy: { code: "asc" },
    include: {
      rounds: { orderBy: { number: "asc" } },
      rules: { orderBy: { version: "desc" }, take: 1, select: { content: true } },
      schemes: { distinct: ["roundNumber"], orderBy: { roundNumber: "asc" }, select: { roundNumber: true } },
    },
  });
  const openLinks: string[] = [];
  for (const event of events) {
    const { code, name, nameEn, occupationCode, group, entryKind, teamSize, quota, delegationQuota, paperLevel } = event;
    const upper = event.upperEventId === null ? null : await findUpperEvent(tables, actor, event.upperEventId);
    const isAbove = upper !== null && TIERS.indexOf(upper.tier) > TIERS.indexOf(tier);
    if (event.upperEventId !== null && !isAbove) openLinks.push(code);
    const eventId = newId();
    const upperEventId = isAbove ? event.upperEventId : null;
    await tables.event.create({
      data: {
        id: eventId,
        competitionId,
        code,
        name,
        nameEn,
        occupationCode,
        group,
        entryKind,
        teamSize,
        quota,
        delegationQuota,
        paperLevel,
        upperEventId,
      },
    });
    for (const { number, kind, goingOn } of event.rounds) {
      const planned = goingOn === null ? {} : { goingOn };
      await tables.round.create({
        data: { id: newId(), eventId, number, kind, phase: "draw", disclosure: "closed", ...planned },
      });
    }
    for (const { content } of event.rules) {
      if (content === null) continue;
      await tables.eventRules.create({
        data: { id: newId(), eventId, version: 1, content, reason: FIRST_VERSION_REASON, ...made },
      });
    }
    const fileName = `${source.code} ${code}`;
    for (const [index, { roundNumber }] of event.schemes.entries()) {
      const scheme = await findCurrentScheme(tables, event.id, roundNumber);
      if (!scheme) continue;
      await tables.markingScheme.create({
        data: {
          id: newId(),
          eventId,
          version: index + 1,
          roundNumber,
          content: scheme.scheme,
          source: "copy",
          fileName,
          reason: "",
          ...made,
        },
      });
    }
  }
  return openLinks;
}
