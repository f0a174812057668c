/** /api/v1: results, boards, schedules and awards for other programs, with a token. */

import { writeCsv } from "#app/domain/trial/csv.ts";
import { type ApiCall, type ApiErrorCode, ERROR_STATUS, findOperation } from "#app/forms/api-v1.ts";
import { createI18n } from "#app/i18n/index.ts";
import { defineLoader } from "#app/platform/access/define.server.ts";
import { sha256 } from "#app/platform/crypto/digest.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import {
  findApiAwards,
  findApiBoard,
  findApiResults,
  findApiSchedule,
  listApiCompetitions,
} from "#app/queries/api/find-api-answer.server.ts";
import { findTokenUse } from "#app/queries/api/find-token-use.server.ts";

const RETRY_AFTER_SECONDS = 60;

/** Who asks shows a token; the cookies of a browser open nothing here. */
export const loader = defineLoader({ access: "public" }, async ({ runtime, request, url, params }) => {
  const path = params["*"] ?? "";
  const call = findOperation(`/${path}`);
  const use = await findTokenUse(runtime, request.headers.get("Authorization"), call?.operation.scope ?? null);
  if (use !== "allowed") return refuse(use);
  if (call === null) return refuse("not-found");
  const format = url.searchParams.get("format") ?? "json";
  if (format !== "json" && format !== "csv") return refuse("format-unknown");
  const round = url.searchParams.get("round");
  if (round !== null && !(call.operation.takesRound && /^[1-9]$/.test(round))) return refuse("round-malformed");
  const found = await find(runtime, call, round === null ? null : Number(round));
  if (found === null) return refuse("not-found");
  if (format === "json") return answer(request, JSON.stringify(found), "application/json");
  return answer(request, `\uFEFF${writeCsv(call.operation.toTable(found as never), "\r\n")}`, "text/csv; charset=utf-8");
});

function find(runtime: Runtime, { operation, names }: ApiCall, round: number | null): Promise<object | null> {
  const { competition = "", event = "" } = names;
  switch (operation.id) {
    case "listCompetitions":
      return listApiCompetitions(runtime);
    case "getSchedule":
      return findApiSchedule(runtime, competition);
    case "getResults":
      return findApiResults(runtime, competition);
    case "getAwards":
      return findApiAwards(runtime, competition);
    case "getBoard":
      return findApiBoard(runtime, { competition, event, round });
  }
}

/** Whoever keeps it asks each time whether it is still the newest: what was closed or frozen since is not shown from a cache. */
function answer(request: Request, body: string, type: string): Response {
  const etag = `"${sha256(body).slice(0, 32)}"`;
  const headers = {
    ETag: etag,
    "Cache-Control": "private, no-cache",
    Vary: "Authorization",
    "X-Content-Type-Options": "nosniff",
  };
  const known = (request.headers.get("If-None-Match") ?? "").split(",").map((one) => one.trim().replace(/^W\//, ""));
  if (known.includes(etag) || known.includes("*")) return new Response(null, { status: 304, headers });
  return new Response(body, { headers: { ...headers, "Content-Type": type } });
}

async function refuse(code: ApiErrorCode): Promise<Response> {
  const [english, chinese] = [await createI18n("en"), await createI18n("zh-CN")];
  const error = { code, message: english.t(`api:error.${code}`), messageZh: chinese.t(`api:error.${code}`) };
  const status = ERROR_STATUS[code];
  return Response.json(
    { error },
    {
      status,
      headers: {
        "Cache-Control": "no-store",
        ...(status === 401 ? { "WWW-Authenticate": "Bearer" } : {}),
        ...(status === 429 ? { "Retry-After": String(RETRY_AFTER_SECONDS) } : {}),
      },
    },
  );
}
