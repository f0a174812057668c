/** The cases of honours, newest first, with the nominees and what each waits for. */
import { type HonourCaseState, lastPublicDay } from "#app/domain/honours/honour-case.ts";
import type { Honour } from "#app/domain/policy/pack.ts";
import { shanghaiYear } from "#app/domain/shared/day.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listFactMembers } from "#app/queries/facts/list-fact-members.server.ts";
import { namesOfOrganisations } from "#app/queries/facts/names-around-facts.server.ts";

type Named = { readonly name: string; readonly nameEn: string };

export type HonourCaseRow = {
  readonly caseId: string;
  readonly honour: Honour;
  readonly state: HonourCaseState;
  readonly names: readonly string[];
  /** The nominees' employers or schools, each once. */
  readonly organisations: readonly Named[];
  /** ISO. */
  readonly recommendedAt: string;
  readonly year: number;
  /** Last day of its publicity, YYYY-MM-DD. */
  readonly publicUntil: string | null;
  /** The publicity is over, and nothing was decided yet. */
  readonly isDue: boolean;
  readonly decisionNumber: string | null;
  /** YYYY-MM-DD, of the decision. */
  readonly conferredOn: string | null;
};

export async function listHonourCases(runtime: Runtime): Promise<readonly HonourCaseRow[]> {
  const cases = await runtime.database.read.honourCase.findMany({
    orderBy: [{ recommendedAt: "desc" }, { id: "desc" }],
    include: { fact: { select: { id: true, occurredOn: true } } },
  });
  const members = await listFactMembers(
    runtime,
    cases.map(({ factId }) => factId),
  );
  const organisations = await namesOfOrganisations(runtime, [...members.values()].flat());
  const now = runtime.clock.now().getTime();
  return cases.map(({ id, honour, state, fact, recommendedAt, publicityEndsAt, decisionNumber }) => {
    const nominees = members.get(fact.id) ?? [];
    const units = new Set(nominees.flatMap(({ employerId, schoolId }) => employerId ?? schoolId ?? []));
    return {
      caseId: id,
      honour: honour as Honour,
      state: state as HonourCaseState,
      names: nominees.map(({ name }) => name),
      organisations: [...units].flatMap((unit) => organisations[unit] ?? []),
      recommendedAt: recommendedAt.toISOString(),
      year: shanghaiYear(recommendedAt),
      publicUntil: publicityEndsAt && lastPublicDay(publicityEndsAt),
      isDue: state === "publicised" && publicityEndsAt !== null && publicityEndsAt.getTime() <= now,
      decisionNumber,
      conferredOn: state === "conferred" ? fact.occurredOn : null,
    };
  });
}
