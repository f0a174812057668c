/** What every clause said of one recorded fact, with the words around it, and the titles whose text the fact answers to. */
import type { FindingView } from "#app/domain/policy/finding-view.ts";
import type { Finding } from "#app/domain/policy/findings.ts";
import type { Honour, PolicyDocument, Title } from "#app/domain/policy/pack.ts";
import type { RecordedContent } from "#app/domain/policy/recorded-fact.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listFactMembers } from "#app/queries/facts/list-fact-members.server.ts";
import {
  describeFinding,
  loadFindingWords,
  nameRegionsOf,
  type RegionNames,
} from "#app/queries/policy/describe-findings.server.ts";

/** What opens a title: a result of a competition outside the system, or an honour. */
type TitleGround =
  | { readonly competition: { readonly name: string }; readonly event: { readonly name: string }; readonly award: Award | null }
  | { readonly honour: Honour };

/** A title that a medallist or a holder of the honour may apply for directly, in the document's words. */
export type FactTitle = TitleGround & {
  /** Of the member and the row: what its paper is asked for by. */
  readonly statementId: string;
  readonly name: string;
  readonly title: Title;
  readonly clause: string;
  readonly heading: string;
  readonly text: string;
  readonly document: Pick<PolicyDocument, "title" | "titleEn" | "number" | "issuer" | "issuerEn" | "status">;
  /** What the document leaves open. */
  readonly open: readonly Refusal[];
  readonly decisionNumber: string;
  /** ISO. */
  readonly computedAt: string;
};

export type FactFindings = {
  readonly findings: readonly FindingView[];
  readonly titles: readonly FactTitle[];
  /** Names of the regions whose codes stand in the reasons. */
  readonly regions: RegionNames;
};

/** Null while the clauses were not asked about it. */
export async function listFactFindings(runtime: Runtime, factId: string): Promise<FactFindings | null> {
  const { read } = runtime.database;
  const assessment = await read.policyAssessment.findUnique({
    where: { factId },
    select: { findings: true, computedAt: true, fact: { select: { content: true, reference: true } } },
  });
  if (!assessment?.fact) return null;
  const ground = toGround(assessment.fact.content as unknown as RecordedContent);
  const findings = assessment.findings as unknown as Finding[];
  const words = await loadFindingWords(read);
  const members = (await listFactMembers(runtime, [factId])).get(factId) ?? [];
  const people = new Map(members.map(({ memberId, name }) => [memberId, name]));
  return {
    findings: findings.map((finding, index) => describeFinding(finding, `${factId}-${index}`, words, members)),
    regions: await nameRegionsOf(read, findings),
    titles: findings.flatMap((finding): FactTitle[] => {
      const { beneficiary } = finding;
      const pack = words.packs.find(({ name, version }) => name === finding.pack && version === finding.version);
      const row = pack?.rows.find(({ id }) => id === finding.rowId);
      if (ground === null || finding.outcome === "not-met" || beneficiary.kind !== "person") return [];
      if (!pack || row?.kind !== "title-eligibility") return [];
      return [
        {
          ...ground,
          statementId: `${beneficiary.memberId}.${finding.pack}.${row.id}`,
          name: people.get(beneficiary.memberId) ?? "",
          title: row.tests.title,
          clause: row.clause,
          heading: row.heading,
          text: row.text,
          document: pack.document,
          open: [...finding.reasons, ...finding.conditions],
          decisionNumber: assessment.fact?.reference ?? "",
          computedAt: assessment.computedAt.toISOString(),
        },
      ];
    }),
  };
}

function toGround(content: RecordedContent): TitleGround | null {
  if (content.kind === "honour") return { honour: content.honour };
  if (content.kind !== "result") return null;
  return { competition: { name: content.competition }, event: { name: content.event }, award: content.award };
}
