/** What every clause said of each final result, with the words around it: for the ledger, and for a competitor's own page. */
import type { FindingView } from "#app/domain/policy/finding-view.ts";
import type { Finding } from "#app/domain/policy/findings.ts";
import type { PolicyPack } from "#app/domain/policy/pack.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
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
  /** Names of the regions whose codes stand in the reasons. */
  readonly regions: Readonly<Record<string, { readonly name: string; readonly nameEn: string }>>;
};

/** The assessments of a competition, or of single entries; in the order of events and entrant numbers. */
export async function listAssessments(
  runtime: Runtime,
  where: { readonly competitionId: string } | { readonly entryIds: readonly string[] },
): Promise<Assessments> {
  const { read } = runtime.database;
  const found = await read.policyAssessment.findMany({
    where: "competitionId" in where ? where : { entryId: { in: [...where.entryIds] } },
    select: {
      findings: true,
      entry: {
        select: {
          id: true,
          entrantNumber: true,
          event: { select: { code: true, name: true, nameEn: true } },
          certificates: { where: { revokedAt: null }, select: { award: true }, take: 1 },
        },
      },
    },
  });
  const assessments = found.flatMap(({ findings, entry }) => (entry ? [{ findings, entry }] : []));
  // A result may have been asked under a version that is not pinned any more.
  const packs = (await read.policyPack.findMany({ select: { content: true } })).map(
    ({ content }) => content as unknown as PolicyPack,
  );
  const holders = await listEntryHolders(
    runtime,
    assessments.map(({ entry }) => entry.id),
  );
  const organisations = new Map(
    (await read.organisation.findMany({ select: { id: true, name: true } })).map(({ id, name }) => [id, name]),
  );
  const regionCodes = new Set<string>();
  const views = assessments.map(({ entry, findings }): AssessmentView => {
    const members = holders.get(entry.id) ?? [];
    return {
      entryId: entry.id,
      eventCode: entry.event.code,
      eventName: entry.event.name,
      eventNameEn: entry.event.nameEn,
      holders: members.map(({ name }) => name),
      award: (entry.certificates[0]?.award as Award | undefined) ?? null,
      findings: (findings as unknown as Finding[]).map((finding, index) => {
        collectRegions(finding, regionCodes);
        return toView(finding, `${entry.id}-${index}`, packs, members, organisations);
      }),
    };
  });
  const regions = await read.region.findMany({
    where: { code: { in: [...regionCodes] } },
    select: { code: true, name: true, nameEn: true },
  });
  const order = new Map(assessments.map(({ entry }) => [entry.id, `${entry.event.code} ${entry.entrantNumber ?? ""}`]));
  return {
    assessments: views.sort((left, right) => ((order.get(left.entryId) ?? "") < (order.get(right.entryId) ?? "") ? -1 : 1)),
    regions: Object.fromEntries(regions.map(({ code, name, nameEn }) => [code, { name, nameEn }])),
  };
}

function toView(
  finding: Finding,
  key: string,
  packs: readonly PolicyPack[],
  members: readonly { memberId: string; name: string }[],
  organisations: ReadonlyMap<string, string>,
): FindingView {
  const pack = packs.find(({ name, version }) => name === finding.pack && version === finding.version);
  const row = pack?.rows.find(({ id }) => id === finding.rowId);
  if (!pack || !row) throw new Error(`Row ${finding.rowId} of pack ${finding.pack} version ${finding.version} is not there.`);
  const { beneficiary } = finding;
  const memberIds = beneficiary.kind === "person" ? [beneficiary.memberId] : beneficiary.memberIds;
  const people = members.filter(({ memberId }) => memberIds.includes(memberId)).map(({ name }) => name);
  const { outcome, draft, reasons, conditions, amount, kind, clause } = finding;
  return {
    key,
    outcome,
    draft,
    reasons,
    conditions,
    amount,
    kind,
    clause,
    row: { text: row.text, summary: row.summary, summaryEn: row.summaryEn, heading: row.heading },
    document: {
      title: pack.document.title,
      titleEn: pack.document.titleEn,
      number: pack.document.number,
      issuer: pack.document.issuer,
      status: pack.document.status,
    },
    beneficiary:
      beneficiary.kind === "organisation" ? (organisations.get(beneficiary.organisationId ?? "") ?? null) : people.join("、"),
  };
}

/** The parameters of a reason hold region codes, one or several with commas between. */
function collectRegions(finding: Finding, codes: Set<string>): void {
  for (const { params } of [...finding.reasons, ...finding.conditions]) {
    for (const value of Object.values(params ?? {})) {
      for (const code of String(value).split(",")) if (/^\d{6}$/.test(code)) codes.add(code);
    }
  }
}
