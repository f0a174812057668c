/** Sub-criteria by judges: who marks what is ticked here, and what clashes is said below the row in which it happens. */
import { Button } from "@mantine/core";
import { Copy, Eraser, RefreshCw, Rows3, TriangleAlert } from "lucide-react";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { assignToAll, rotatePanels } from "#app/domain/panels/assignment.ts";
import type { Clash, PanelPlan, PoolJudge } from "#app/domain/panels/clashes.ts";
import { useSentence } from "#app/i18n/sentence.ts";
import classes from "./assign-table.module.css";

export type AssignTableProps = {
  subCriteria: readonly { readonly id: string; readonly name: string; readonly day: number }[];
  pool: readonly PoolJudge[];
  judgesPerForm: number;
  plan: readonly PanelPlan[];
  clashes: readonly Clash[];
  /** Without it nothing can be ticked. */
  onChange?: (plan: readonly PanelPlan[]) => void;
};

export function AssignTable({ subCriteria, pool, judgesPerForm, plan, clashes, onChange }: AssignTableProps) {
  const { t } = useTranslation(["panels", "common"]);
  const judgesOf = (id: string) => plan.find(({ subCriterionId }) => subCriterionId === id)?.judges ?? [];
  const put = (id: string, judges: readonly string[]) =>
    onChange?.([...plan.filter(({ subCriterionId }) => subCriterionId !== id), { subCriterionId: id, judges }]);
  const ids = pool.map(({ judgeId }) => judgeId);
  const first = subCriteria[0];
  return (
    <>
      {onChange && (
        <fieldset className={classes.quick}>
          <legend className={classes.spoken}>{t("assign.quick")}</legend>
          <Quick
            icon={<Rows3 size={16} aria-hidden="true" />}
            onClick={() => onChange(assignToAll(subCriteria, judgesOf(first?.id ?? "")))}
          >
            {t("assign.same")}
          </Quick>
          <Quick
            icon={<RefreshCw size={16} aria-hidden="true" />}
            onClick={() => onChange(rotatePanels(subCriteria, ids, judgesPerForm))}
          >
            {t("assign.rotate")}
          </Quick>
          <Quick icon={<Eraser size={16} aria-hidden="true" />} onClick={() => onChange([])}>
            {t("assign.clear")}
          </Quick>
        </fieldset>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls sideways has to be reachable by keyboard. */}
      <section className={classes.scroll} tabIndex={0} aria-label={t("common:table.scroll", { name: t("assign.caption") })}>
        <table className={classes.table}>
          <caption className={classes.spoken}>{t("assign.caption")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("assign.subCriterion")}</th>
              {pool.map(({ judgeId, displayName }) => (
                <th key={judgeId} scope="col" className={classes.judge}>
                  {displayName}
                </th>
              ))}
              <th scope="col" />
            </tr>
          </thead>
          <tbody>
            {subCriteria.map(({ id, name, day }, index) => {
              const judges = judgesOf(id);
              const own = clashes.filter(({ subCriterionId }) => subCriterionId === id);
              const above = subCriteria[index - 1];
              return (
                <Fragment key={id}>
                  {day !== above?.day && (
                    <tr>
                      <th scope="rowgroup" colSpan={pool.length + 2} className={classes.day}>
                        {t("assign.day", { day })}
                      </th>
                    </tr>
                  )}
                  <tr data-clashing={own.some(({ weight }) => weight !== "warning") || undefined}>
                    <th scope="row" className={classes.name}>
                      <span className={`tabular ${classes.id}`}>{id}</span> {name}
                    </th>
                    {pool.map((judge) => (
                      <Seat
                        key={judge.judgeId}
                        judge={judge}
                        subCriterionId={id}
                        isTaken={judges.includes(judge.judgeId)}
                        isClashing={own.some(({ judgeId }) => judgeId === judge.judgeId)}
                        onChange={
                          onChange &&
                          ((isTaken) =>
                            put(id, isTaken ? [...judges, judge.judgeId] : judges.filter((judgeId) => judgeId !== judge.judgeId)))
                        }
                      />
                    ))}
                    <td className={classes.end}>
                      <span className="tabular">{t("assign.count", { count: judges.length, needed: judgesPerForm })}</span>
                      {onChange && above && (
                        <button
                          type="button"
                          className={classes.copy}
                          aria-label={t("assign.copyAboveOf", { subCriterion: id })}
                          onClick={() => put(id, judgesOf(above.id))}
                        >
                          <Copy size={16} aria-hidden="true" />
                          {t("assign.copyAbove")}
                        </button>
                      )}
                    </td>
                  </tr>
                  {own.length > 0 && (
                    <tr>
                      <td colSpan={pool.length + 2} className={classes.clashes}>
                        <Clashes clashes={own} />
                      </td>
                    </tr>
                  )}
                </Fragment>
              );
            })}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t("assign.load")}</th>
              {pool.map(({ judgeId }) => (
                <td key={judgeId} className={`tabular ${classes.load}`}>
                  {plan.filter(({ judges }) => judges.includes(judgeId)).length}
                </td>
              ))}
              <td />
            </tr>
          </tfoot>
        </table>
      </section>
    </>
  );
}

function Quick({ icon, onClick, children }: { icon: React.ReactNode; onClick: () => void; children: React.ReactNode }) {
  return (
    <Button type="button" size="sm" variant="default" leftSection={icon} onClick={onClick}>
      {children}
    </Button>
  );
}

type SeatProps = {
  judge: PoolJudge;
  subCriterionId: string;
  isTaken: boolean;
  isClashing: boolean;
  onChange: ((isTaken: boolean) => void) | undefined;
};

function Seat({ judge, subCriterionId, isTaken, isClashing, onChange }: SeatProps) {
  const { t } = useTranslation("panels");
  const label = t("assign.seat", { judge: judge.displayName, subCriterion: subCriterionId });
  return (
    <td className={classes.seat} data-taken={isTaken || undefined} data-clashing={(isTaken && isClashing) || undefined}>
      <label className={classes.target}>
        <input
          type="checkbox"
          name="seats[]"
          value={`${subCriterionId} ${judge.judgeId}`}
          aria-label={label}
          checked={isTaken}
          disabled={!onChange}
          onChange={(change) => onChange?.(change.currentTarget.checked)}
        />
        {isTaken && isClashing && <TriangleAlert size={16} aria-hidden="true" />}
      </label>
    </td>
  );
}

/** Sentences, what keeps judging from opening first. */
export function Clashes({ clashes }: { clashes: readonly Clash[] }) {
  const sentence = useSentence("panels");
  const said = new Map(clashes.map((clash) => [sentence(clash.refusal), clash.weight]));
  return (
    <ul className={classes.sentences}>
      {[...said].map(([text, weight]) => (
        <li key={text} data-weight={weight}>
          <TriangleAlert size={16} aria-hidden="true" />
          {text}
        </li>
      ))}
    </ul>
  );
}
