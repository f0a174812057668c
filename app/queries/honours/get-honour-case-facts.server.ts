/** What the acts on one honour's case are judged on: the same for the services and for the buttons of its page. */
import { doesBasisStand } from "#app/domain/honours/honour-acts.ts";
import type { HonourCaseFacts, HonourCaseState } from "#app/domain/honours/honour-case.ts";
import type { RecordedHonour } from "#app/domain/policy/recorded-fact.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { type FoundBasis, findHonourBasis } from "./find-honour-basis.server.ts";

export type HonourCaseStanding = {
  readonly factId: string;
  readonly content: RecordedHonour;
  readonly facts: HonourCaseFacts;
  /** Null: the entry or the record is not there any more. */
  readonly basis: FoundBasis | null;
};

/** Null for an id that is none. */
export async function getHonourCaseFacts(tables: Tables, caseId: string): Promise<HonourCaseStanding | null> {
  const found = await tables.honourCase.findUnique({
    where: { id: caseId },
    select: {
      entryId: true,
      state: true,
      recommendedById: true,
      inspectedById: true,
      publicityEndsAt: true,
      fact: { select: { id: true, content: true } },
    },
  });
  if (!found) return null;
  const content = found.fact.content as unknown as RecordedHonour;
  const factId = content.procedure?.resultFactId ?? null;
  const basis = await findHonourBasis(tables, { entryId: found.entryId, factId });
  const { state, recommendedById, inspectedById, publicityEndsAt } = found;
  return {
    factId: found.fact.id,
    content,
    basis,
    facts: {
      state: state as HonourCaseState,
      recommendedById,
      inspectedById,
      publicityEndsAt,
      doesBasisStand: doesBasisStand(basis),
    },
  };
}
