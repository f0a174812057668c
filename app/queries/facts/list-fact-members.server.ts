/** The people of recorded facts by name, document masked, with their relations of that time, for readers who may see names. */
import { maskDocument } from "#app/domain/registration/document.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

export type FactMemberView = {
  readonly memberId: string;
  readonly personId: string;
  /** Empty when the person was erased. */
  readonly name: string;
  readonly maskedDocument: string;
  readonly residenceRegion: string | null;
  readonly employerId: string | null;
  readonly employerRegion: string | null;
  readonly schoolId: string | null;
  readonly schoolRegion: string | null;
  readonly trainingOrganisationId: string | null;
  readonly trainingRegion: string | null;
};

/** By fact id, in the order of positions. */
export async function listFactMembers(
  runtime: Runtime,
  factIds: readonly string[],
): Promise<ReadonlyMap<string, readonly FactMemberView[]>> {
  const byFact = new Map<string, FactMemberView[]>();
  for (const part of chunk([...factIds])) {
    const members = await runtime.database.read.recordedMember.findMany({
      where: { factId: { in: part } },
      orderBy: [{ factId: "asc" }, { position: "asc" }],
      include: { person: { select: { sealed: true, key: { select: { wrapped: true } } } } },
    });
    for (const { id, factId, person, position: _position, ...member } of members) {
      const opened = openPerson(runtime.keys, person);
      const view = {
        ...member,
        memberId: id,
        name: opened?.name ?? "",
        maskedDocument: opened ? maskDocument(opened.documentNumber) : "",
      };
      byFact.set(factId, [...(byFact.get(factId) ?? []), view]);
    }
  }
  return byFact;
}
