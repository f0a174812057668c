/** The requests about data that somebody decides or decided: whose they are, and what stands against an erasure. */
import { type DataRequestKind, type DataRequestState, decideErasure } from "#app/domain/people/data-request.ts";
import { maskDocument } from "#app/domain/registration/document.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getErasureFacts } from "#app/queries/people/get-erasure-facts.server.ts";
import { whereWithinReach } from "#app/queries/people/person-reach.server.ts";

export type DataRequestRow = {
  readonly id: string;
  readonly kind: DataRequestKind;
  readonly state: DataRequestState;
  /** Empty: erased. */
  readonly name: string;
  readonly maskedDocument: string;
  /** Empty: the person himself. */
  readonly requestedBy: string;
  /** ISO. */
  readonly requestedAt: string;
  readonly decidedBy: string;
  readonly decidedAt: string | null;
  readonly decision: string;
  /** What stands against granting it; empty where it may be, or was. */
  readonly unmet: readonly Refusal[];
  /** Of an export that was granted. */
  readonly hasFile: boolean;
};

/** Open ones first, the oldest of them first; then the decided, the latest first. */
export async function listDataRequests(runtime: Runtime, actor: Actor): Promise<readonly DataRequestRow[]> {
  const { read } = runtime.database;
  const found = await read.dataRequest.findMany({
    where: { person: whereWithinReach(actor.grants) },
    orderBy: { requestedAt: "asc" },
    include: { person: { select: { id: true, erasedAt: true, sealed: true, key: { select: { wrapped: true } } } } },
  });
  const userIds = found.flatMap(({ requestedById, decidedById }) => [requestedById, decidedById].filter((id) => id !== null));
  const users = await read.user.findMany({ where: { id: { in: userIds } }, select: { id: true, displayName: true } });
  const nameOf = new Map(users.map(({ id, displayName }) => [id, displayName]));
  const rows: DataRequestRow[] = [];
  for (const { person, ...request } of found) {
    const data = openPerson(runtime.keys, person);
    const isOpen = request.state === "open";
    const erasure =
      isOpen && request.kind === "erasure" ? decideErasure(await getErasureFacts(read, person.id)) : { ok: true as const };
    rows.push({
      id: request.id,
      kind: request.kind as DataRequestKind,
      state: request.state as DataRequestState,
      name: data?.name ?? "",
      maskedDocument: maskDocument(data?.documentNumber ?? ""),
      requestedBy: nameOf.get(request.requestedById ?? "") ?? "",
      requestedAt: request.requestedAt.toISOString(),
      decidedBy: nameOf.get(request.decidedById ?? "") ?? "",
      decidedAt: request.decidedAt?.toISOString() ?? null,
      decision: request.decision ?? "",
      unmet: [
        ...(isOpen && request.requestedById === actor.userId ? [{ code: "request-by-own" }] : []),
        ...(erasure.ok ? [] : erasure.refusals),
      ],
      hasFile: request.kind === "export" && request.state === "done" && data !== null,
    });
  }
  const [open, decided] = [rows.filter(({ state }) => state === "open"), rows.filter(({ state }) => state !== "open")];
  return [...open, ...decided.reverse()];
}

/** The person of a granted export within reach; null where there is none. */
export async function findGrantedExport(runtime: Runtime, actor: Actor, requestId: string): Promise<string | null> {
  const found = await runtime.database.read.dataRequest.findFirst({
    where: { id: requestId, kind: "export", state: "done", person: { erasedAt: null, ...whereWithinReach(actor.grants) } },
    select: { personId: true },
  });
  return found?.personId ?? null;
}
