/** The boards that were asked for as a workbook: medals, points, and over the years. */
import { readBoardRequest } from "#app/domain/boards/board-request.ts";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findBoards } from "#app/queries/boards/get-boards.server.ts";
import { boardsResponse } from "#app/routes/downloads/boards-response.server.ts";

export const loader = defineLoader({ access: "public" }, async ({ runtime, url, request }) => {
  const page = await findBoards(
    runtime,
    readBoardRequest((name) => url.searchParams.get(name)),
  );
  if (page === null) throw notFound();
  return boardsResponse(request, page);
});
