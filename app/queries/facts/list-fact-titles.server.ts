/** The titles that a record lets its people apply for directly: of a result outside the system, of an honour. */
import { findFactState } from "#app/domain/policy/check-recorded-fact.ts";
import type { Finding } from "#app/domain/policy/findings.ts";
import type { Honour, PolicyDocument, PolicyPack, Title } from "#app/domain/policy/pack.ts";
import type { RecordedContent } from "#app/domain/policy/recorded-fact.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listFactMembers } from "#app/queries/facts/list-fact-members.server.ts";

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

/** None before a second person confirmed it, once it was dropped, and of an honour's own procedure, whose page says it. */
export async function listFactTitles(runtime: Runtime, factId: string): Promise<readonly FactTitle[]> {
  const fact = await runtime.database.read.recordedFact.findUnique({
    where: { id: factId },
    select: { confirmedAt: true, droppedAt: true, honour: { select: { id: true } } },
  });
  if (!fact || findFactState(fact) !== "confirmed" || fact.honour !== null) return [];
  return listTitlesOfFact(runtime, factId);
}

/** Whatever its state and procedure: what the clauses said of it; none while they were not asked. */
export async function listTitlesOfFact(runtime: Runtime, factId: string): Promise<readonly FactTitle[]> {
  const { read } = runtime.database;
  const assessment = await read.policyAssessment.findUnique({
    where: { factId },
    select: { findings: true, computedAt: true, fact: { select: { content: true, reference: true } } },
  });
  const ground = assessment?.fact ? toGround(assessment.fact.content as unknown as RecordedContent) : null;
  if (!assessment || ground === null) return [];
  const packs = (await read.policyPack.findMany({ select: { content: true } })).map(
    ({ content }) => content as unknown as PolicyPack,
  );
  const members = (await listFactMembers(runtime, [factId])).get(factId) ?? [];
  const people = new Map(members.map(({ memberId, name }) => [memberId, name]));
  return (assessment.findings as unknown as readonly Finding[]).flatMap((finding): FactTitle[] => {
    const { beneficiary } = finding;
    const pack = packs.find(({ name, version }) => name === finding.pack && version === finding.version);
    const row = pack?.rows.find(({ id }) => id === finding.rowId);
    if (finding.outcome === "not-met" || beneficiary.kind !== "person") return [];
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
  });
}

function toGround(content: RecordedContent): TitleGround | null {
  if (content.kind === "honour") return { honour: content.honour };
  if (content.kind !== "result") return null;
  return { competition: { name: content.competition }, event: { name: content.event }, award: content.award };
}
