/** What stands beside the chief judge's matrix: what waits for him and the act that ends judging, then what he submitted; and his judges. */
import { Form, Link } from "@remix-run/react";
import {
  ClipboardCheck,
  FilePen,
  Hourglass,
  type LucideIcon,
  Send,
  Split,
  TrendingDown,
  TrendingUp,
  TriangleAlert,
  UserX,
} from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { formatHundredths } from "#app/domain/shared/units.ts";
import type { Matrix } from "#app/queries/marking/get-matrix.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { toEventPage } from "#app/ui/paths.ts";
import { Section } from "#app/ui/section.tsx";
import { ToneBadge } from "#app/ui/tone-badge.tsx";
import { useFormats } from "#app/ui/use-formats.ts";
import { When } from "#app/ui/when.tsx";
import classes from "./matrix-side.module.css";

const LONGEST_LIST = 8;

type Props = { matrix: Matrix };

/** What waits for the chief judge, most pressing first, and the act that ends judging. */
export function Needs({ matrix }: Props) {
  const { t } = useTranslation("marking");
  const { list } = useFormats();
  const { apart, conflicts, unconfirmed, awaited, recused, conditions, corrections } = matrix;
  const panels = toEventPage(matrix.competition.code, matrix.event.code, "panels");
  return (
    <>
      <Section title={t("matrix.needs")}>
        {apart.length + conflicts.length + unconfirmed.length + awaited.length + recused.length + corrections.length === 0 && (
          <p className={classes.quiet}>{t("matrix.nothing")}</p>
        )}
        <Corrections matrix={matrix} />
        {recused.length > 0 && (
          <Need icon={UserX} title={t("matrix.recused")}>
            {recused.map(({ displayName, subCriteria, forms }) => (
              <li key={displayName} className={classes.item}>
                {t("matrix.recusedJudge", { name: displayName, subCriteria, count: forms })}
              </li>
            ))}
            <li className={classes.item}>
              <Link to={panels}>{t("matrix.toPanels")}</Link>
            </li>
          </Need>
        )}
        <FormsInNeed
          icon={Split}
          title={t("matrix.conflicts", { count: conflicts.length })}
          forms={conflicts}
          detailOf={({ aspects }) => t("matrix.conflictAspects", { aspects })}
        />
        <FormsInNeed
          icon={TriangleAlert}
          title={t("matrix.apart", { count: apart.length })}
          forms={apart}
          detailOf={({ aspects }) => t("matrix.apartAspects", { aspects })}
        />
        <FormsInNeed icon={ClipboardCheck} title={t("matrix.unconfirmed", { count: unconfirmed.length })} forms={unconfirmed} />
        {awaited.length > 0 && (
          <Need icon={Hourglass} title={t("matrix.late")} isQuiet>
            {awaited.map(({ subCriterionId, number, judges }) => (
              <li key={`${subCriterionId} ${number}`} className={classes.item}>
                {number === null
                  ? t("matrix.latePanel", { subCriterion: subCriterionId })
                  : t("matrix.lateNumbered", { subCriterion: subCriterionId, number })}{" "}
                {list(judges.map(({ displayName, forms }) => t("matrix.lateJudge", { name: displayName, count: forms })))}
              </li>
            ))}
          </Need>
        )}
      </Section>
      <Form method="post">
        <ActButton
          intent="submit-round"
          namespace="marking"
          icon={Send}
          unmet={conditions.flatMap(({ unmet }) => unmet)}
          consequence={t("matrix.submitConsequence")}
          size="md"
          wide
        >
          {t("matrix.submit")}
        </ActButton>
      </Form>
    </>
  );
}

/** Corrections that wait for his grant, and those under way. */
export function Corrections({ matrix }: Props) {
  const { t } = useTranslation("marking");
  const { corrections, competition, event, number } = matrix;
  const own = corrections.filter(({ awaitsChief }) => awaitsChief);
  const opened = corrections.filter(({ state }) => state === "opened");
  return (
    <>
      <FormsInNeed
        icon={FilePen}
        title={t("matrix.corrections", { count: own.length })}
        forms={own}
        to={toEventPage(competition.code, event.code, "corrections", number)}
        detailOf={({ reason }) => reason}
      />
      <FormsInNeed icon={FilePen} title={t("matrix.correcting", { count: opened.length })} forms={opened} isQuiet />
    </>
  );
}

/** Who is consistently harsh or lenient beside his panel, with the numbers: nothing is adjusted by it. */
export function Spread({ spread }: Pick<Matrix, "spread">) {
  const { t } = useTranslation("marking");
  const flagged = spread.filter(({ flag }) => flag !== null);
  if (spread.length === 0) return null;
  const line = ({ displayName, deviation, judgements }: Matrix["spread"][number]) =>
    t("matrix.spreadLine", {
      name: displayName,
      deviation: `${deviation > 0 ? "+" : ""}${formatHundredths(deviation)}`,
      count: judgements,
    });
  return (
    <Section title={t("matrix.spread")} description={t("matrix.spreadHint")}>
      {flagged.length === 0 && <p className={classes.quiet}>{t("matrix.spreadNone")}</p>}
      <ul className={classes.list}>
        {flagged.map((judge) => (
          <li key={judge.judgeId} className={classes.item}>
            <ToneBadge tone="act" icon={judge.flag === "harsh" ? TrendingDown : TrendingUp}>
              {judge.flag === "harsh" ? t("matrix.harsh") : t("matrix.lenient")}
            </ToneBadge>{" "}
            <span className="tabular">{line(judge)}</span>
          </li>
        ))}
      </ul>
      <details className={classes.all}>
        <summary>{t("matrix.spreadAll")}</summary>
        <ul className={classes.list}>
          {spread.map((judge) => (
            <li key={judge.judgeId} className={`tabular ${classes.item}`}>
              {line(judge)}
            </li>
          ))}
        </ul>
      </details>
    </Section>
  );
}

/** Everyone who marks in this round. */
export function Team({ team }: Pick<Matrix, "team">) {
  const { t } = useTranslation("marking");
  return (
    <Section title={t("matrix.team")}>
      <ul className={classes.list}>
        {team.map(({ displayName }) => (
          <li key={displayName} className={classes.item}>
            {displayName}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** When he submitted, and where it goes on. */
export function Submitted({ matrix }: Props) {
  const { t } = useTranslation("marking");
  const { competition, event, number, submittedAt, phase } = matrix;
  return (
    <Section title={t("matrix.submittedTitle")}>
      {submittedAt && (
        <p>
          <When at={submittedAt} />
        </p>
      )}
      <p className={classes.quiet}>{phase === "recheck" ? t("matrix.awaitRecheck") : t("matrix.unblinded")}</p>
      <p className={classes.onward}>
        <Link to={toEventPage(competition.code, event.code, "recheck", number)}>{t("matrix.toRecheck")}</Link>
      </p>
      <p className={classes.onward}>
        <Link to={`/office/${competition.code}/events/${event.code}/results?round=${number}`}>{t("matrix.toResults")}</Link>
      </p>
    </Section>
  );
}

type FormInNeed = { readonly formId: string; readonly code: string; readonly subCriterionId: string };

/** The first few forms that need him for one reason, each with its way there; nothing where there is none. */
function FormsInNeed<Found extends FormInNeed>({
  icon,
  title,
  forms,
  to,
  detailOf,
  isQuiet = false,
}: {
  icon: LucideIcon;
  title: string;
  forms: readonly Found[];
  /** One page for all of them; left out: where each is confirmed. */
  to?: string;
  detailOf?: (form: Found) => string;
  isQuiet?: boolean;
}) {
  const { t } = useTranslation("marking");
  if (forms.length === 0) return null;
  const more = forms.length - LONGEST_LIST;
  return (
    <Need icon={icon} title={title} isQuiet={isQuiet}>
      {forms.slice(0, LONGEST_LIST).map((form) => (
        <li key={form.formId} className={classes.item}>
          <Link to={to ?? `/judge/forms/${form.formId}/confirmation`}>
            <span className="tabular">
              {form.code} · {form.subCriterionId}
            </span>
          </Link>
          {detailOf && <span className={classes.detail}>{detailOf(form)}</span>}
        </li>
      ))}
      {more > 0 && <li className={classes.detail}>{t("matrix.more", { count: more })}</li>}
    </Need>
  );
}

type NeedProps = { icon: LucideIcon; title: string; children: ReactNode; isQuiet?: boolean };

function Need({ icon: Icon, title, children, isQuiet = false }: NeedProps) {
  return (
    <div className={classes.need} data-quiet={isQuiet || undefined}>
      <p className={classes.needTitle}>
        <Icon size={20} aria-hidden="true" />
        {title}
      </p>
      <ul className={classes.list}>{children}</ul>
    </div>
  );
}
