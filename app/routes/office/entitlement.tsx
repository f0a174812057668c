/** One entitlement of a competition: its clause, the acts open to this reader, and its history. */
import { useLoaderData } from "@remix-run/react";
import { defineAction, defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findEntitlement } from "#app/queries/policy/find-entitlement.server.ts";
import { ENTITLEMENT_INTENTS, OFFICE_DIVIDERS } from "#app/routes/entitlements/entitlement-intents.server.ts";
import type { PageHandle } from "#app/ui/page-title.ts";
import { EntitlementPage } from "#app/ui/policy/entitlement-page.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";

export const loader = defineLoader(
  { access: { roles: ["organiser", "policy-officer", "supervisor", "administrator"], within: "scope" } },
  async ({ runtime, actor, scope, params }) => {
    const one = await findEntitlement(runtime, actor, {
      competitionId: scope.competitionId,
      entitlementId: String(params.owed),
      dividers: OFFICE_DIVIDERS,
    });
    if (one === null) throw notFound();
    return one;
  },
);

export const action = defineAction(ENTITLEMENT_INTENTS);

export const handle: PageHandle = { title: "entitlements:oneTitle" };

export default function Entitlement() {
  return <EntitlementPage one={useLoaderData<typeof loader>()} answer={useAnswer<typeof action>()} />;
}
