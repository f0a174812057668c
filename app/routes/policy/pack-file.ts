/** The current version of a policy document as the file that can be edited and uploaded again. */
import { POLICY_ROOMS } from "#app/domain/access/policy-rooms.ts";
import { readPolicyPack } from "#app/forms/policy-pack.ts";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findPack } from "#app/queries/policy/find-pack.server.ts";

export const loader = defineLoader({ access: { roles: POLICY_ROOMS.packs, within: "scope" } }, async ({ runtime, params }) => {
  const page = await findPack(runtime, String(params.pack));
  if (page === null) throw notFound();
  const { name, version } = page.pack;
  // A database gives the keys of JSON back in an order of its own; reading it anew puts them in the order of the format.
  const read = readPolicyPack(page.pack);
  const file = read.ok ? read.value : page.pack;
  return new Response(`${JSON.stringify(file, null, 2)}\n`, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}-${version}.json"`,
      "Cache-Control": "private, no-store",
    },
  });
});
