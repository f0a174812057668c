/** What every clause said of a competition itself and of each of its final results, with the words around it: for the ledger. */
import type { FindingView } from "#app/domain/policy/finding-view.ts";
import type { Finding } from "#app/domain/policy/findings.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import {
  describeFinding,
  loadFindingWords,
  nameRegionsOf,
  type RegionNames,
} from "#app/queries/policy/describe-findings.server.ts";
import { listEntryHolders } from "#app/queries/policy/list-entry-holders.server.ts";

export type AssessmentView = {
  readonly entryId: string;
  readonly eventCode: string;
  readonly eventName: string;
  readonly eventNameEn: string;
  readonly holders: readonly string[];
  readonly award: Award | null;
  readonly findings: readonly FindingView[];
};

export type Assessments = {
  readonly assessments: readonly AssessmentView[];
  /** What clauses say of support for the competition itself. */
  readonly ofCompetition: readonly FindingView[];
  /** Names of the regions whose codes stand in the reasons. */
  readonly regions: RegionNames;
};

/** In the order of events and entrant numbers. */
export async function listAssessments(runtime: Runtime, where: { readonly competitionId: string }): Promise<Assessments> {
  const { read } = runtime.database;
  const found = await read.policyAssessment.findMany({
    where,
    select: {
      findings: true,
      holdingId: true,
      entry: {
        select: {
          id: true,
          entrantNumber: true,
          event: { select: { code: true, name: true, nameEn: true } },
          certificates: { where: { kind: "prize", revokedAt: null }, select: { award: true }, take: 1 },
        },
      },
    },
  });
  const assessments = found.flatMap(({ findings, entry }) =>
    entry ? [{ findings: findings as unknown as readonly Finding[], entry }] : [],
  );
  const held = found.filter(({ holdingId }) => holdingId !== null);
  const ofCompetition = held.flatMap(({ findings }) => findings as unknown as readonly Finding[]);
  const words = await loadFindingWords(read);
  const holders = await listEntryHolders(
    runtime,
    assessments.map(({ entry }) => entry.id),
  );
  const views = assessments.map(({ entry, findings }): AssessmentView => {
    const members = holders.get(entry.id) ?? [];
    return {
      entryId: entry.id,
      eventCode: entry.event.code,
      eventName: entry.event.name,
      eventNameEn: entry.event.nameEn,
      holders: members.map(({ name }) => name),
      award: (entry.certificates[0]?.award as Award | undefined) ?? null,
      findings: findings.map((finding, index) => describeFinding(finding, `${entry.id}-${index}`, words, members)),
    };
  });
  const order = new Map(assessments.map(({ entry }) => [entry.id, `${entry.event.code} ${entry.entrantNumber ?? ""}`]));
  return {
    assessments: views.sort((left, right) => ((order.get(left.entryId) ?? "") < (order.get(right.entryId) ?? "") ? -1 : 1)),
    ofCompetition: ofCompetition.map((finding, index) => describeFinding(finding, `competition-${index}`, words, [])),
    regions: await nameRegionsOf(read, [...ofCompetition, ...assessments.flatMap(({ findings }) => findings)]),
  };
}
