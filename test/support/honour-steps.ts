/** The procedure of an honour as officers carry it out, for tests of one step and of what follows. */
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { conferHonour } from "#app/services/honours/confer-honour.server.ts";
import { inspectHonour } from "#app/services/honours/inspect-honour.server.ts";
import { publiciseHonour } from "#app/services/honours/publicise-honour.server.ts";
import { type Nominee, type RecommendHonourCommand, recommendHonour } from "#app/services/honours/recommend-honour.server.ts";
import { must } from "./competition-steps.ts";
import { EVIDENCE } from "./fact-steps.ts";
import type { TestRuntime } from "./runtime.ts";

export const DECISION = { number: "人社部函〔2027〕5号", inPost: true } as const;

/** Working for the works of Tongzhou in the ground of tests, unless said otherwise. */
export function makeNominee(memberId: string, more: Partial<Nominee> = {}): Nominee {
  return {
    memberId,
    residenceRegion: null,
    employerId: "unit-works",
    schoolId: null,
    trainingOrganisationId: null,
    ...more,
  };
}

export function makeRecommendation(
  basis: RecommendHonourCommand["basis"],
  nominees: readonly Nominee[],
  more: Partial<RecommendHonourCommand> = {},
): RecommendHonourCommand {
  return {
    honour: "national-technical-expert",
    basis,
    nominees,
    reason: "全国大赛第一名，长期带徒",
    reference: "通人社推〔2026〕2号",
    evidence: EVIDENCE,
    ...more,
  };
}

/** The officers who recommend and inspect; the second may confer, too. */
export type Officers = readonly [Actor, Actor];

/** Recommended and inspected; public for five working days unless that is not asked for. @returns the case's id */
export async function openHonourCase(
  runtime: Runtime,
  [first, second]: Officers,
  command: RecommendHonourCommand,
  upTo: "recommended" | "inspected" | "publicised" = "publicised",
): Promise<string> {
  const { caseId } = must(await recommendHonour(runtime, first, command));
  if (upTo === "recommended") return caseId;
  must(await inspectHonour(runtime, second, { caseId, text: "单位同意，群众无异议", outcome: "passed" }));
  if (upTo === "inspected") return caseId;
  must(await publiciseHonour(runtime, second, { caseId, workingDays: 5, telephone: "010-69546000" }));
  return caseId;
}

/** Sets the clock to the day after the publicity and confers by a decision of that day. @returns the fact's id */
export async function confer(
  runtime: TestRuntime,
  actor: Actor,
  caseId: string,
  more: { readonly inPost?: boolean | null } = {},
): Promise<string> {
  const decidedOn = await passPublicity(runtime, caseId);
  const { factId } = must(await conferHonour(runtime, actor, { caseId, ...DECISION, decidedOn, ...more }));
  return factId;
}

/** To nine in the morning of the first day after it. @returns that day, YYYY-MM-DD */
export async function passPublicity(runtime: TestRuntime, caseId: string): Promise<string> {
  const { publicityEndsAt } = await runtime.database.read.honourCase.findUniqueOrThrow({ where: { id: caseId } });
  const endsAt = publicityEndsAt ?? runtime.clock.now();
  runtime.clock.set(new Date(endsAt.getTime() + 9 * 3_600_000));
  return new Date(endsAt.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}
