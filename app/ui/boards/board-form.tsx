/** What the boards are asked for; every choice stands in the address, so that a board can be sent to a colleague. */
import { Button, Checkbox, NativeSelect } from "@mantine/core";
import { Form, useSubmit } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { BOARD_RELATIONS, BOARD_SUBJECTS } from "#app/domain/boards/board.ts";
import type { BoardRequest } from "#app/domain/boards/board-request.ts";
import { BOARD_METRICS } from "#app/domain/boards/board-years.ts";
import { REGION_LEVELS } from "#app/domain/boards/region-cut.ts";
import { TIERS } from "#app/domain/shared/vocabulary.ts";
import { useWord } from "#app/i18n/word.ts";
import classes from "./boards.module.css";

export function BoardForm({ request, years }: { request: BoardRequest; years: readonly number[] }) {
  const { t } = useTranslation("boards");
  const word = useWord();
  const submit = useSubmit();
  const isWhole = request.competition === null;
  return (
    <Form
      method="get"
      // A field that the next choice takes away must not stay as it was filled.
      key={JSON.stringify(request)}
      className={classes.ask}
      onChange={(event) => submit(event.currentTarget, { preventScrollReset: true })}
    >
      {request.competition && <input type="hidden" name="competition" value={request.competition} />}
      <div className={classes.fields}>
        {isWhole && (
          <>
            <NativeSelect
              name="year"
              label={t("ask.year")}
              defaultValue={request.year ?? ""}
              data={[
                { value: "", label: t("ask.allYears") },
                ...withYear(years, request.year).map((year) => ({ value: String(year), label: String(year) })),
              ]}
            />
            <NativeSelect
              name="tier"
              label={t("ask.tier")}
              defaultValue={request.tier ?? ""}
              data={[
                { value: "", label: t("ask.allTiers") },
                ...TIERS.map((tier) => ({ value: tier, label: word("tier", tier) })),
              ]}
            />
          </>
        )}
        <NativeSelect
          name="by"
          label={t("ask.by")}
          defaultValue={request.by}
          data={BOARD_SUBJECTS.map((value) => ({ value, label: t(`ask.subject.${value}`) }))}
        />
        {request.by === "region" && (
          <>
            <NativeSelect
              name="relation"
              label={t("ask.relation")}
              defaultValue={request.relation}
              data={BOARD_RELATIONS.map((value) => ({ value, label: t(`ask.relations.${value}`) }))}
            />
            <NativeSelect
              name="level"
              label={t("ask.level")}
              defaultValue={request.level}
              data={REGION_LEVELS.map((value) => ({ value, label: t(`ask.levels.${value}`) }))}
            />
          </>
        )}
        {isWhole && (
          <NativeSelect
            name="metric"
            label={t("ask.metric")}
            defaultValue={request.metric}
            data={BOARD_METRICS.map((value) => ({ value, label: t(`ask.metrics.${value}`) }))}
          />
        )}
      </div>
      <div className={classes.checks}>
        {isWhole && <Checkbox name="outside" label={t("ask.outside")} defaultChecked={request.outside} />}
        {isWhole && <Checkbox name="final" label={t("ask.final")} defaultChecked={request.finalOnly} />}
        <Button type="submit" variant="default">
          {t("ask.show")}
        </Button>
      </div>
    </Form>
  );
}

/** A year that was asked for stands in the list also where it has no results. */
function withYear(years: readonly number[], asked: number | null): readonly number[] {
  return asked === null || years.includes(asked) ? years : [...years, asked].sort((left, right) => right - left);
}
