/** The request that a decision is about, and whether this person may decide it; a step of its caller's write. */
import type { DataRequestKind, DataRequestRefusal } from "#app/domain/people/data-request.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { isPersonWithinReach } from "#app/queries/people/person-reach.server.ts";

export type OpenRequest = { readonly personId: string; readonly kind: DataRequestKind; readonly erasedAt: Date | null };

/** What an organiser recorded for somebody is decided by another person: nobody erases data by himself. */
export async function findOpenRequest(
  tables: Tables,
  actor: Actor,
  requestId: string,
): Promise<Decision<OpenRequest, DataRequestRefusal | "not-found">> {
  const found = await tables.dataRequest.findUnique({
    where: { id: requestId },
    select: { personId: true, kind: true, state: true, requestedById: true, person: { select: { erasedAt: true } } },
  });
  if (!found || !(await isPersonWithinReach(tables, actor.grants, found.personId))) return refuse({ code: "not-found" });
  if (found.state !== "open") return refuse({ code: "request-decided" });
  if (found.requestedById === actor.userId) return refuse({ code: "request-by-own" });
  const { personId, kind, person } = found;
  return allow({ personId, kind: kind as DataRequestKind, erasedAt: person.erasedAt });
}
