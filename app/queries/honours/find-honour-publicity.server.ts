/** The list of names of an honour's publicity: everyone whose case became public for the same period; no document number. */
import { lastPublicDay } from "#app/domain/honours/honour-case.ts";
import type { Honour } from "#app/domain/policy/pack.ts";
import type { RecordedHonour } from "#app/domain/policy/recorded-fact.ts";
import { shanghaiDay } from "#app/domain/shared/day.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listFactMembers } from "#app/queries/facts/list-fact-members.server.ts";
import { namesOfOrganisations } from "#app/queries/facts/names-around-facts.server.ts";

export type HonourPublicity = {
  readonly honour: Honour;
  /** First and last day, YYYY-MM-DD. */
  readonly from: string;
  readonly to: string;
  readonly telephone: string | null;
  readonly nominees: readonly { readonly name: string; readonly organisation: string; readonly reference: string }[];
  /** When the list last changed. */
  readonly changedAt: Date;
};

/** Cases that were refused are not on it any more. Null for an id that is none, or whose case was never public. */
export async function findHonourPublicity(runtime: Runtime, caseId: string): Promise<HonourPublicity | null> {
  const { read } = runtime.database;
  const asked = await read.honourCase.findUnique({ where: { id: caseId } });
  if (!asked?.publicisedAt || !asked.publicityEndsAt || asked.state === "refused") return null;
  const cases = await read.honourCase.findMany({
    where: { honour: asked.honour, publicityEndsAt: asked.publicityEndsAt, state: { in: ["publicised", "conferred"] } },
    orderBy: [{ recommendedAt: "asc" }, { id: "asc" }],
    include: { fact: { select: { id: true, content: true } } },
  });
  const members = await listFactMembers(
    runtime,
    cases.map(({ factId }) => factId),
  );
  const units = await namesOfOrganisations(runtime, [...members.values()].flat());
  const contents = cases.map(({ fact }) => fact.content as unknown as RecordedHonour);
  const times = cases.flatMap(({ publicisedAt }) => publicisedAt ?? []).sort((left, right) => left.getTime() - right.getTime());
  return {
    honour: asked.honour as Honour,
    from: shanghaiDay(times[0] ?? asked.publicisedAt),
    to: lastPublicDay(asked.publicityEndsAt),
    telephone: contents.map(({ procedure }) => procedure?.telephone ?? null).find((telephone) => telephone !== null) ?? null,
    nominees: cases.flatMap(({ factId }, index) =>
      (members.get(factId) ?? []).map(({ name, employerId, schoolId }) => ({
        name,
        organisation: units[employerId ?? schoolId ?? ""]?.name ?? "",
        reference: contents[index]?.procedure?.reference ?? "",
      })),
    ),
    changedAt: times.at(-1) ?? asked.publicisedAt,
  };
}
