/** Asks the API as another program does, without a server: its own loader, with a token. */
import type { ApiScope } from "#app/domain/access/api-token.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { loader } from "#app/routes/api/v1.ts";
import { createApiToken } from "#app/services/api/create-api-token.server.ts";
import { must } from "./competition-steps.ts";

export const ADMINISTRATOR: Actor = {
  userId: "administrator-1",
  displayName: "管理员",
  organisationId: null,
  sessionId: "test",
  grants: [],
};

export async function makeToken(runtime: Runtime, scopes: readonly ApiScope[], days = 30): Promise<string> {
  return must(await createApiToken(runtime, ADMINISTRATOR, { name: "大屏", scopes, days })).token;
}

/** @param path below /api/v1, with its question */
export async function askApi(
  runtime: Runtime,
  path: string,
  { token = null, headers = {} }: { readonly token?: string | null; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<Response> {
  const url = new URL(`https://here.example/api/v1${path}`);
  const request = new Request(url, { headers: { ...headers, ...(token === null ? {} : { Authorization: `Bearer ${token}` }) } });
  const answer: unknown = await loader({
    request,
    params: { "*": url.pathname.replace("/api/v1/", "") },
    context: { runtime, nonce: "", requestId: "" },
  });
  return answer as Response;
}
