/** The recorded facts by kind and state, newest first, with the people in them. */
import { type FactState, findFactState } from "#app/domain/policy/check-recorded-fact.ts";
import type { RecordedContent } from "#app/domain/policy/recorded-fact.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { listFactMembers } from "#app/queries/facts/list-fact-members.server.ts";

export type FactRow = {
  readonly factId: string;
  readonly content: RecordedContent;
  readonly occurredOn: string;
  readonly reference: string;
  readonly state: FactState;
  /** Its honour is conferred or refused in its own procedure: the case to go to. */
  readonly honourCaseId: string | null;
  readonly names: readonly string[];
  /** Of a carrier. */
  readonly organisation: { readonly name: string; readonly nameEn: string } | null;
  readonly recordedBy: string;
  readonly recordedAt: string;
  /** Whether this reader is the second person whom it waits for, as far as people go. */
  readonly isMine: boolean;
};

export async function listFacts(runtime: Runtime, actor: Actor): Promise<readonly FactRow[]> {
  const { read } = runtime.database;
  const facts = await read.recordedFact.findMany({
    orderBy: [{ recordedAt: "desc" }, { id: "desc" }],
    select: {
      id: true,
      content: true,
      occurredOn: true,
      reference: true,
      organisationId: true,
      recordedById: true,
      recordedAt: true,
      confirmedAt: true,
      droppedAt: true,
      honour: { select: { id: true } },
    },
  });
  const members = await listFactMembers(
    runtime,
    facts.map(({ id }) => id),
  );
  const organisations = new Map(
    (await read.organisation.findMany({ select: { id: true, name: true, nameEn: true } })).map(({ id, ...named }) => [id, named]),
  );
  const users = new Map((await read.user.findMany({ select: { id: true, displayName: true } })).map((user) => [user.id, user]));
  return facts.map(({ id, content, organisationId, recordedById, recordedAt, honour, occurredOn, reference, ...standing }) => ({
    factId: id,
    content: content as unknown as RecordedContent,
    occurredOn,
    reference,
    state: findFactState(standing),
    honourCaseId: honour?.id ?? null,
    names: (members.get(id) ?? []).map(({ name }) => name),
    organisation: organisationId === null ? null : (organisations.get(organisationId) ?? null),
    recordedBy: users.get(recordedById)?.displayName ?? "",
    recordedAt: recordedAt.toISOString(),
    isMine: recordedById === actor.userId,
  }));
}
