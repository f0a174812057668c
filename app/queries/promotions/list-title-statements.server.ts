/** Whom a document lets apply directly for a senior title (正高级, 副高级), as a statement of its text: of results of one competition. */
import type { Finding } from "#app/domain/policy/findings.ts";
import type { PolicyDocument, PolicyPack, Title } from "#app/domain/policy/pack.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listEntryHolders } from "#app/queries/policy/list-entry-holders.server.ts";

type Named = { readonly name: string; readonly nameEn: string };

export type TitleStatement = {
  /** Of the member and the row: what its paper is asked for by. */
  readonly statementId: string;
  readonly name: string;
  readonly title: Title;
  readonly event: Named;
  readonly award: Award | null;
  readonly clause: string;
  readonly heading: string;
  readonly text: string;
  readonly document: Pick<PolicyDocument, "title" | "titleEn" | "number" | "issuer" | "issuerEn" | "status">;
  /** What the document leaves open. */
  readonly open: readonly Refusal[];
  readonly decisionNumber: string | null;
  readonly competition: Named;
  /** ISO. */
  readonly computedAt: string;
};

export async function listTitleStatements(runtime: Runtime, competitionId: string): Promise<readonly TitleStatement[]> {
  const assessments = await runtime.database.read.policyAssessment.findMany({
    where: { competitionId },
    orderBy: { id: "asc" },
    select: {
      entryId: true,
      findings: true,
      computedAt: true,
      competition: {
        select: {
          name: true,
          nameEn: true,
          decisionNumber: true,
          packs: { select: { pack: { select: { content: true } } } },
        },
      },
      entry: {
        select: {
          event: { select: { name: true, nameEn: true } },
          certificates: { where: { kind: "prize", revokedAt: null }, select: { award: true }, take: 1 },
        },
      },
    },
  });
  const holders = await listEntryHolders(
    runtime,
    assessments.flatMap(({ entryId }) => entryId ?? []),
  );
  return assessments.flatMap(({ entryId, entry, competition, findings, computedAt }) => {
    if (entryId === null || !entry || !competition) return [];
    const packs = competition.packs.map(({ pack }) => pack.content as unknown as PolicyPack);
    const people = new Map((holders.get(entryId) ?? []).map(({ memberId, name }) => [memberId, name]));
    return (findings as unknown as Finding[]).flatMap((finding): TitleStatement[] => {
      const { beneficiary } = finding;
      const pack = packs.find(({ name, version }) => name === finding.pack && version === finding.version);
      const row = pack?.rows.find(({ id }) => id === finding.rowId);
      if (finding.outcome === "not-met" || beneficiary.kind !== "person" || row?.kind !== "title-eligibility" || !pack) return [];
      return [
        {
          statementId: `${beneficiary.memberId}.${finding.pack}.${row.id}`,
          name: people.get(beneficiary.memberId) ?? "",
          title: row.tests.title,
          event: entry.event,
          award: (entry.certificates[0]?.award as Award | undefined) ?? null,
          clause: row.clause,
          heading: row.heading,
          text: row.text,
          document: pack.document,
          open: [...finding.reasons, ...finding.conditions],
          decisionNumber: competition.decisionNumber,
          competition: { name: competition.name, nameEn: competition.nameEn },
          computedAt: computedAt.toISOString(),
        },
      ];
    });
  });
}
