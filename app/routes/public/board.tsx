/** 成绩榜: one event's board for everyone, phone first; live while it is marked, with names once the results are published. */
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { type BoardPage, findBoardPage } from "#app/queries/public/find-board-page.server.ts";
import { BoardPart } from "#app/ui/board/board-part.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { LightPage, loadDocument } from "#app/ui/light-page.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { PublicPage } from "#app/ui/public/public-page.tsx";
import { CheckAgain } from "#app/ui/trial/check-again.tsx";
import { useFormats } from "#app/ui/use-formats.ts";
import classes from "./board.module.css";

export const loader = defineLoader({ access: "public" }, async ({ runtime, scope, url }) => {
  const named = url.searchParams.has("round") ? scope.roundNumber : null;
  const page = await findBoardPage(runtime, String(scope.eventId), named);
  if (page === null) throw notFound();
  return page;
});

export const clientLoader = loadDocument;

export const handle: PageHandle<BoardPage> = {
  title: (text, { event }) => [event.name, text("board:title")].join(" "),
  isLight: true,
};

export default function Board() {
  const { publications, ...part } = useLoaderData<typeof loader>();
  const { competition, event, board } = part;
  return (
    <PublicPage width="narrow">
      <LightPage script="board" part={BoardPart} texts={["board", "rounds"]} data={part} />
      <Publications publications={publications} />
      {board.disclosure === "named" && (
        <CheckAgain base={`/competitions/${competition.code}/events/${event.code}/trial`} round={board.round} />
      )}
    </PublicPage>
  );
}

function Publications({ publications }: Pick<BoardPage, "publications">) {
  const { t } = useTranslation("board");
  const formats = useFormats();
  if (publications.length === 0) return null;
  return (
    <div className={classes.publications}>
      <DefinitionList
        items={[...publications].reverse().map(({ kind, version, isLatest, publishedAt, closesAt, resultsHash }) => ({
          term: kind === "winners" ? t("publication.winners") : t("publication.onSite"),
          value: (
            <>
              {version > 1 && isLatest && <strong>{t("publication.corrected", { version })} </strong>}
              {!isLatest && <span>{t("publication.replaced")} </span>}
              <span className="tabular">
                {t("publication.period", { from: formats.dateTime(publishedAt), to: formats.dateTime(closesAt) })}
              </span>
              <details className={classes.hash}>
                <summary>{t("publication.hash")}</summary>
                <code>{resultsHash}</code>
              </details>
            </>
          ),
        }))}
      />
    </div>
  );
}
