/** Findings with the words around them: the clause's own, its document's, and the names of whom they would pay. */
import type { FindingView } from "#app/domain/policy/finding-view.ts";
import type { Finding } from "#app/domain/policy/findings.ts";
import type { PolicyPack } from "#app/domain/policy/pack.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

export type RegionNames = Readonly<Record<string, { readonly name: string; readonly nameEn: string }>>;

/** What findings are described with: every version of every pack, for a result may have been asked under one not pinned any more. */
export type FindingWords = {
  readonly packs: readonly PolicyPack[];
  /** Names by id. */
  readonly organisations: ReadonlyMap<string, string>;
};

export async function loadFindingWords(tables: Tables): Promise<FindingWords> {
  const packs = await tables.policyPack.findMany({ select: { content: true } });
  const organisations = await tables.organisation.findMany({ select: { id: true, name: true } });
  return {
    packs: packs.map(({ content }) => content as unknown as PolicyPack),
    organisations: new Map(organisations.map(({ id, name }) => [id, name])),
  };
}

/** @param members of the entry or the recorded fact, by name @throws Error when there is no such row */
export function describeFinding(
  finding: Finding,
  key: string,
  { packs, organisations }: FindingWords,
  members: readonly { readonly memberId: string; readonly name: string }[],
): FindingView {
  const pack = packs.find(({ name, version }) => name === finding.pack && version === finding.version);
  const row = pack?.rows.find(({ id }) => id === finding.rowId);
  if (!pack || !row) throw new Error(`Row ${finding.rowId} of pack ${finding.pack} version ${finding.version} is not there.`);
  const { beneficiary } = finding;
  const memberIds = beneficiary.kind === "person" ? [beneficiary.memberId] : beneficiary.memberIds;
  const people = members.filter(({ memberId }) => memberIds.includes(memberId)).map(({ name }) => name);
  const { outcome, draft, reasons, conditions, settled, amount, kind, clause } = finding;
  return {
    key,
    outcome,
    draft,
    reasons,
    conditions,
    ...(settled === undefined ? {} : { settled }),
    amount,
    kind,
    clause,
    row: { text: row.text, summary: row.summary, summaryEn: row.summaryEn, heading: row.heading, taxBasis: row.taxBasis },
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

/** Names of the regions whose codes stand in the reasons, one or several with commas between. */
export async function nameRegionsOf(tables: Tables, findings: readonly Finding[]): Promise<RegionNames> {
  const codes = new Set<string>();
  for (const { reasons, conditions } of findings) {
    for (const { params } of [...reasons, ...conditions]) {
      for (const value of Object.values(params ?? {})) {
        for (const code of String(value).split(",")) if (/^\d{6}$/.test(code)) codes.add(code);
      }
    }
  }
  const regions = await tables.region.findMany({
    where: { code: { in: [...codes] } },
    select: { code: true, name: true, nameEn: true },
  });
  return Object.fromEntries(regions.map(({ code, name, nameEn }) => [code, { name, nameEn }]));
}
