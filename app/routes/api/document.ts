/** /api/v1/openapi.json: the document of the API, OpenAPI 3.1. */
import { describeApi } from "#app/forms/api-v1.ts";
import { API_EXAMPLES } from "#app/i18n/api-examples.ts";
import { defineLoader } from "#app/platform/access/define.server.ts";

export const loader = defineLoader({ access: "public" }, ({ runtime }) =>
  Response.json(describeApi(runtime.env.publicUrl, API_EXAMPLES)),
);
