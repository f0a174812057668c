/** The JSON Schema of the interchange format, for whoever writes or reads such a document. */
import { defineLoader } from "#app/platform/access/define.server.ts";
import { describeDocument } from "#app/platform/interchange/document.ts";

export const loader = defineLoader(
  { access: "public" },
  () => new Response(JSON.stringify(describeDocument()), { headers: { "Content-Type": "application/schema+json" } }),
);
