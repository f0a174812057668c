/** The papers of a case for the office: 申诉表, and once it is ruled on 仲裁结论. */
import { hasRole } from "#app/domain/access/access.ts";
import { OFFICE_ROOMS } from "#app/domain/access/office-rooms.ts";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findCasePaper } from "#app/queries/appeals/find-case-paper.server.ts";
import { OBJECTION_READERS, readsNamesWhileBlind } from "#app/queries/appeals/get-cases.server.ts";
import { respondWithCasePaper } from "#app/routes/downloads/case-paper-response.server.ts";

export const loader = defineLoader(
  { access: { roles: OFFICE_ROOMS.cases, within: "scope" } },
  async ({ runtime, actor, params, scope }) => {
    const competitionId = String(scope.competitionId);
    const found = await findCasePaper(runtime, String(params.case), readsNamesWhileBlind(actor, competitionId));
    if (found === null || found.competitionId !== competitionId) throw notFound();
    if (found.kind === "objection" && !hasRole(actor.grants, OBJECTION_READERS, scope)) throw notFound();
    const response = await respondWithCasePaper(found, String(params.paper));
    if (response === null) throw notFound();
    return response;
  },
);
