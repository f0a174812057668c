/** How many forms were confirmed in each quarter of an hour: whether marking keeps its pace. */
import { useTranslation } from "react-i18next";
import type { Desk } from "#app/domain/desk/views.ts";
import { Section } from "#app/ui/section.tsx";
import { useFormats } from "#app/ui/use-formats.ts";
import classes from "./desk.module.css";

const HEIGHT = 140;
const TOP = 18;

export function Pace({ pace }: Pick<Desk, "pace">) {
  const { t } = useTranslation("desk");
  const formats = useFormats();
  const most = Math.max(1, ...pace.map(({ count }) => count));
  const width = 100 / Math.max(8, pace.length);
  /** So many labels have room on a phone. */
  const every = Math.ceil(pace.length / 6);
  return (
    <Section id="pace" title={t("pace.title")}>
      {pace.length === 0 ? (
        <p className={classes.soft}>{t("pace.empty")}</p>
      ) : (
        <svg width="100%" height={HEIGHT + 24} role="img" aria-label={t("pace.caption")} className={classes.pace}>
          {pace.map(({ at, count }, index) => {
            const height = ((HEIGHT - TOP) * count) / most;
            const middle = `${index * width + width / 2}%`;
            return (
              <g key={at}>
                <title>{t("pace.bar", { time: formats.time(at), count })}</title>
                <rect
                  x={`${index * width + width * 0.12}%`}
                  y={HEIGHT - height}
                  width={`${width * 0.76}%`}
                  height={height}
                  rx={2}
                />
                {count > 0 && (
                  <text x={middle} y={HEIGHT - height - 5} textAnchor="middle" className="tabular">
                    {count}
                  </text>
                )}
                {index % every === 0 && (
                  <text x={middle} y={HEIGHT + 18} textAnchor="middle" className="tabular">
                    {formats.time(at)}
                  </text>
                )}
              </g>
            );
          })}
          <line x1="0" x2="100%" y1={HEIGHT} y2={HEIGHT} />
        </svg>
      )}
    </Section>
  );
}
