/** The draws of an event as links to what was published of each. */
import { Link } from "@remix-run/react";
import { Ban, CircleCheck, Lock } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { DrawKind } from "#app/domain/draw/roster.ts";
import { ToneBadge } from "#app/ui/tone-badge.tsx";
import { When } from "#app/ui/when.tsx";
import classes from "./draw.module.css";
import { useDrawName } from "./draw-words.ts";

export type LinkedDraw = {
  readonly id: string;
  readonly kind: DrawKind;
  readonly session: number | null;
  readonly module: string | null;
  readonly version: number;
  readonly isDrawn: boolean;
  readonly isSuperseded: boolean;
  readonly frozenAt: string;
};

export type DrawLinksProps = {
  title: string;
  /** The event's public address. */
  base: string;
  draws: readonly LinkedDraw[];
};

export function DrawLinks({ title, base, draws }: DrawLinksProps) {
  const { t } = useTranslation(["public", "draw"]);
  const nameOf = useDrawName();
  return (
    <div>
      <h3 className={classes.event}>{title}</h3>
      <ul className={classes.list}>
        {draws.map((draw) => (
          <li key={draw.id} className={classes.line}>
            <Link to={`${base}/draws/${draw.id}`}>
              {nameOf(draw)}
              {draw.version > 1 || draw.isSuperseded ? ` · ${t("draw:step.version", { version: draw.version })}` : ""}
            </Link>
            {draw.isSuperseded ? (
              <ToneBadge tone="off" icon={Ban}>
                {t("draw:step.superseded")}
              </ToneBadge>
            ) : draw.isDrawn ? (
              <ToneBadge tone="done" icon={CircleCheck}>
                {t("competition.drawn")}
              </ToneBadge>
            ) : (
              <ToneBadge tone="info" icon={Lock}>
                {t("competition.frozen")}
              </ToneBadge>
            )}
            <When at={draw.frozenAt} />
          </li>
        ))}
      </ul>
    </div>
  );
}
