/** Records what policy looks at beside the system's own results, with its evidence; a second person confirms it. */
import {
  checkFactDraft,
  type FactDraft,
  findRecordedAlready,
  type KnownFact,
  type RecordFactRefusal,
} from "#app/domain/policy/check-recorded-fact.ts";
import { decideEvidence } from "#app/domain/policy/evidence-file.ts";
import type { RecordedContent } from "#app/domain/policy/recorded-fact.ts";
import { shanghaiDay } from "#app/domain/shared/day.ts";
import { allow, type Decision, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import { newId, sha256 } from "#app/platform/crypto/digest.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findPeople, type KnownPerson, storeMembers } from "#app/services/facts/store-people.server.ts";

export type RecordFactCommand = FactDraft & {
  /** 文号, or where it was published. */
  readonly reference: string;
  readonly evidence: { readonly fileName: string; readonly bytes: Uint8Array<ArrayBuffer> };
};

/** @returns the fact's id, or every reason why it is not taken: nothing is stored then, no person either. */
export function recordFact(
  runtime: Runtime,
  actor: Actor,
  command: RecordFactCommand,
): Promise<Decision<{ readonly factId: string }>> {
  const { content, evidence, organisationId } = command;
  return runtime.database.write<{ factId: string }, string>(async ({ tables, audit }) => {
    const now = runtime.clock.now();
    const file = decideEvidence(evidence.bytes);
    const found = await findPeople(tables, runtime, command.people);
    const refusals: Refusal<RecordFactRefusal>[] = [
      ...checkFactDraft(command, shanghaiDay(now)),
      ...found.refusals,
      ...(await checkPlaces(tables, command)),
      ...findRecordedAlready(
        command,
        await listKnown(tables, command, found.people),
        await tables.competition.findMany({ select: { name: true, code: true } }),
      ),
      ...(file.ok ? [] : file.refusals),
    ];
    if (refusals.length > 0 || !file.ok) return refuse(...refusals);
    const factId = newId();
    const members = await storeMembers(tables, runtime, found.people);
    const organisation =
      organisationId === null ? null : await tables.organisation.findUniqueOrThrow({ where: { id: organisationId } });
    const digest = sha256(evidence.bytes);
    await tables.recordedFact.create({
      data: {
        id: factId,
        kind: content.kind,
        content,
        occurredOn: command.occurredOn,
        organisationId: organisation?.id ?? null,
        regionCode: organisation?.regionCode ?? null,
        reference: command.reference,
        evidenceName: evidence.fileName.slice(-120),
        evidenceType: file.value,
        evidenceSha256: digest,
        evidence: evidence.bytes,
        recordedById: actor.userId,
        recordedAt: now,
        members: { create: members },
      },
    });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "record-fact",
      objectKind: "recorded-fact",
      objectId: factId,
      payload: { kind: content.kind, people: members.map(({ personId }) => personId), evidence: digest },
    });
    return allow({ factId });
  });
}

async function checkPlaces(tables: Tables, { content, organisationId }: FactDraft): Promise<Refusal<RecordFactRefusal>[]> {
  const refusals: Refusal<RecordFactRefusal>[] = [];
  for (const region of content.kind === "result" ? content.hostRegionCodes : []) {
    if ((await tables.region.count({ where: { code: region } })) > 0) continue;
    refusals.push({ code: "fact-region-unknown", params: { field: "hostRegionCodes", position: 0, region } });
  }
  if (organisationId !== null && (await tables.organisation.count({ where: { id: organisationId } })) === 0) {
    refusals.push({ code: "fact-organisation-unknown", params: { field: "organisationId", position: 0 } });
  }
  return refusals;
}

/** What stands already that the draft may repeat. Of a person coached it is his own record that counts, not his leader's. */
async function listKnown(tables: Tables, draft: FactDraft, people: readonly KnownPerson[]): Promise<readonly KnownFact[]> {
  const { content, organisationId } = draft;
  const position = content.kind === "mentoring" ? 2 : null;
  const meant = position === null ? people : people.slice(position - 1);
  const ids = meant.flatMap(({ personId }) => personId ?? []);
  const facts = await tables.recordedFact.findMany({
    where: {
      kind: content.kind,
      droppedAt: null,
      ...(content.kind === "carrier"
        ? { organisationId: organisationId ?? "" }
        : { members: { some: { personId: { in: ids }, ...(position === null ? {} : { position }) } } }),
    },
    orderBy: { recordedAt: "asc" },
    select: { content: true, occurredOn: true, reference: true, recordedAt: true },
  });
  return facts.map(({ recordedAt, ...fact }) => ({
    ...fact,
    content: fact.content as unknown as RecordedContent,
    recordedOn: shanghaiDay(recordedAt),
  }));
}
