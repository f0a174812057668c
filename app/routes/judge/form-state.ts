/** One form as a judge of its team may see it now. */
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findFormForJudge } from "#app/queries/marking/get-form.server.ts";

export const loader = defineLoader(
  { access: { roles: ["marking-judge"], within: "scope" } },
  async ({ runtime, actor, scope }) => {
    const form = await findFormForJudge(runtime, actor, String(scope.formId));
    if (!form) throw notFound();
    return Response.json(form);
  },
);
