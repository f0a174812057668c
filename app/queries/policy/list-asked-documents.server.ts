/** The policy documents that a competition asks, and those it does not with how many of its people come from their regions. */
import { concernsRegions } from "#app/domain/policy/asked-documents.ts";
import type { PolicyPack } from "#app/domain/policy/pack.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listCurrentPacks } from "#app/queries/policy/list-current-packs.server.ts";

export type AskedDocument = {
  readonly name: string;
  readonly document: PolicyPack["document"];
  /** The version that it pinned, or the current one of a document that it does not ask. */
  readonly version: number;
  readonly isAsked: boolean;
  /** Of the accepted entries: whose residence, employer, school, training organisation or delegation was frozen in the document's region. */
  readonly people: number;
  /** Those of them who won a prize. */
  readonly winners: number;
};

/** Asked ones first, then those that concern most winners. */
export async function listAskedDocuments({ database }: Runtime, competitionId: string): Promise<readonly AskedDocument[]> {
  const tables = database.read;
  const pinned = await tables.competitionPack.findMany({
    where: { competitionId },
    select: { pack: { select: { content: true } } },
  });
  const asked = pinned.map(({ pack }) => pack.content as unknown as PolicyPack);
  const others = (await listCurrentPacks(tables)).filter(({ content }) => !asked.some(({ name }) => name === content.name));
  const members = await tables.entryMember.findMany({
    where: { frozenAt: { not: null }, entry: { event: { competitionId }, status: "accepted" } },
    select: {
      personId: true,
      residenceRegion: true,
      employerRegion: true,
      schoolRegion: true,
      trainingRegion: true,
      delegationRegion: true,
      entry: { select: { certificates: { where: { kind: "prize", revokedAt: null }, take: 1, select: { id: true } } } },
    },
  });
  const describe = ({ name, version, document }: PolicyPack, isAsked: boolean): AskedDocument => {
    const concerned = members.filter(({ residenceRegion, employerRegion, schoolRegion, trainingRegion, delegationRegion }) =>
      concernsRegions(document.regionCode, [residenceRegion, employerRegion, schoolRegion, trainingRegion, delegationRegion]),
    );
    const won = concerned.filter(({ entry }) => entry.certificates.length > 0);
    const count = (list: typeof concerned) => new Set(list.map(({ personId }) => personId)).size;
    return { name, version, document, isAsked, people: count(concerned), winners: count(won) };
  };
  return [
    ...asked.map((pack) => describe(pack, true)).sort((left, right) => (left.name < right.name ? -1 : 1)),
    ...others
      .map(({ content }) => describe(content, false))
      .sort((left, right) => right.winners - left.winners || right.people - left.people),
  ];
}
