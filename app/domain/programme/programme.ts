/** 赛展演会: what runs beside a competition, an exhibition, a demonstration or a conference, with place, time and attendance (Dalian (14), Xinjiang 14, Jiading (8)). */

import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";

export const PROGRAMME_KINDS = ["exhibition", "demonstration", "conference", "ceremony", "experience"] as const;
export type ProgrammeKind = (typeof PROGRAMME_KINDS)[number];

/** What an organiser states of one item. */
export type ProgrammePlan = {
  readonly kind: ProgrammeKind;
  readonly title: string;
  readonly titleEn: string;
  readonly place: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** Who holds it, among the competition's hosts; null: all of them together. */
  readonly organisationId: string | null;
  /** How many people are expected; null: not said. */
  readonly expected: number | null;
};

/** An item as pages show it; moments are ISO. */
export type ProgrammeItemView = Omit<ProgrammePlan, "startsAt" | "endsAt" | "organisationId"> & {
  readonly id: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly organisation: { readonly id: string; readonly name: string; readonly nameEn: string } | null;
  /** How many people came; null: not counted yet, which is not nobody. */
  readonly attended: number | null;
};

export const PROGRAMME_REFUSALS = [
  "programme-closed",
  "programme-ends-before-start",
  "programme-too-long",
  "programme-organisation-unknown",
  "programme-place-taken",
  "programme-item-unknown",
  "programme-not-begun",
  "programme-counted",
] as const;
export type ProgrammeRefusal = (typeof PROGRAMME_REFUSALS)[number];

const LONGEST_MS = 31 * 86_400_000;

/** What else stands at the competition. */
export type Occupied = { readonly title: string; readonly place: string; readonly startsAt: Date; readonly endsAt: Date };

/**
 * Whether an item can stand like this: in order, in a place that nothing else takes at that time, of one of the hosts.
 * @param context.others of the competition, without the item itself and what was withdrawn
 */
export function decideItem(
  plan: ProgrammePlan,
  context: {
    readonly phase: CompetitionPhase;
    readonly hostIds: readonly string[];
    readonly others: readonly Occupied[];
  },
): Decision<null, ProgrammeRefusal> {
  const refusals: Refusal<ProgrammeRefusal>[] = checkOpen(context.phase);
  const { startsAt, endsAt, place, organisationId } = plan;
  const length = endsAt.getTime() - startsAt.getTime();
  if (length <= 0) refusals.push({ code: "programme-ends-before-start", params: { field: "endsAt" } });
  if (length > LONGEST_MS) refusals.push({ code: "programme-too-long", params: { field: "endsAt" } });
  if (organisationId !== null && !context.hostIds.includes(organisationId)) {
    refusals.push({ code: "programme-organisation-unknown", params: { field: "organisationId" } });
  }
  const clash = context.others.find((other) => isSamePlace(other.place, place) && overlaps(other, plan));
  if (clash) refusals.push({ code: "programme-place-taken", params: { field: "place", title: clash.title } });
  return decide(refusals, null);
}

/** Whether its attendance can be counted: from its beginning on, as long as the competition is not put away. */
export function decideCount(
  item: { readonly startsAt: Date },
  now: Date,
  phase: CompetitionPhase,
): Decision<null, ProgrammeRefusal> {
  const refusals: Refusal<ProgrammeRefusal>[] = checkOpen(phase);
  if (item.startsAt.getTime() > now.getTime()) {
    refusals.push({ code: "programme-not-begun", params: { at: item.startsAt.getTime() } });
  }
  return decide(refusals, null);
}

/** Whether it can be taken off the programme: what people came to has happened. */
export function decideWithdrawing(
  item: { readonly attended: number | null },
  phase: CompetitionPhase,
): Decision<null, ProgrammeRefusal> {
  const refusals: Refusal<ProgrammeRefusal>[] = checkOpen(phase);
  if (item.attended !== null) refusals.push({ code: "programme-counted" });
  return decide(refusals, null);
}

function checkOpen(phase: CompetitionPhase): Refusal<ProgrammeRefusal>[] {
  return phase === "archived" ? [{ code: "programme-closed" }] : [];
}

function isSamePlace(left: string, right: string): boolean {
  return left.replace(/\s/g, "") === right.replace(/\s/g, "");
}

/** One that ends when the other begins is no clash. */
function overlaps(left: Pick<Occupied, "startsAt" | "endsAt">, right: Pick<Occupied, "startsAt" | "endsAt">): boolean {
  return left.startsAt < right.endsAt && right.startsAt < left.endsAt;
}
