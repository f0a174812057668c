/** What is published of a draw: hashes, contributions, and once it is held the secret and the seed. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { DrawDocument } from "#app/domain/draw/document.ts";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { When } from "#app/ui/when.tsx";
import classes from "./draw.module.css";
import { useContributorName } from "./draw-words.ts";

export function DrawProof({ document }: { document: DrawDocument }) {
  const { t } = useTranslation("draw");
  const nameOf = useContributorName();
  const { commitment, secret, seed, contributions, contributed, drawnAt, way, kind } = document;
  const isComputed = way === "computer";
  return (
    <DefinitionList
      items={[
        { term: t("public.way"), value: t(`public.ways.${way}`) },
        { term: t("public.version"), value: document.version },
        ...(isComputed && kind === "seat"
          ? [{ term: t("public.neighbours"), value: t(document.avoidNeighbours ? "public.avoided" : "public.allowed") }]
          : []),
        { term: t("public.frozenAt"), value: <When at={document.frozenAt} /> },
        { term: t("public.rosterHash"), value: <Value>{document.rosterHash}</Value> },
        ...(commitment === null ? [] : [{ term: t("public.commitment"), value: <Value>{commitment}</Value> }]),
        ...(isComputed
          ? [
              {
                term: t("public.contributions"),
                value:
                  contributions.length > 0 ? (
                    <ol className={classes.contributions}>
                      {contributions.map(({ by, text, at }) => (
                        <li key={by}>
                          <span className={classes.by}>{nameOf(by)}</span>
                          <span className={classes.text}>{text}</span> <When at={at} />
                        </li>
                      ))}
                    </ol>
                  ) : contributed > 0 ? (
                    t("public.contributed", { count: contributed })
                  ) : (
                    t("public.noContributions")
                  ),
              },
              { term: t("public.secret"), value: secret === null ? t("public.notOpened") : <Value>{secret}</Value> },
              ...(seed === null ? [] : [{ term: t("public.seed"), value: <Value>{seed}</Value> }]),
            ]
          : []),
        ...(drawnAt === null ? [] : [{ term: t("public.drawnAt"), value: <When at={drawnAt} /> }]),
      ]}
    />
  );
}

/** Text to be copied and compared, whole. */
function Value({ children }: { children: ReactNode }) {
  return <code className={classes.value}>{children}</code>;
}
