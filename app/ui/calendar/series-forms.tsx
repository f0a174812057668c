/** The forms of the calendar: a series as a document asks for it, one in words of its own, a competition as an edition. */
import { NativeSelect, TextInput } from "@mantine/core";
import { Form } from "@remix-run/react";
import { CalendarPlus, ListPlus } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { CalendarPage, UncoveredCadence } from "#app/domain/ladder/calendar-page.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { SPHERES, TIERS } from "#app/domain/shared/vocabulary.ts";
import { useWord } from "#app/i18n/word.ts";
import { RegionPicker } from "#app/ui/region-picker.tsx";
import { ActButton } from "../act-button.tsx";
import { useFieldErrors } from "../field-errors.ts";
import { Refusals } from "../refusals.tsx";
import { Disclosure } from "../setup/disclosure.tsx";
import form from "../setup/form.module.css";
import { hintBelow } from "../setup/hint-below.ts";
import { useNamed } from "../use-named.ts";
import classes from "./calendar.module.css";
import { CadenceCitation, SeriesFacts } from "./series-card.tsx";

/** One cadence without a series, and the button that founds it. */
export function UncoveredCard({ uncovered, mayAct }: { uncovered: UncoveredCadence; mayAct: boolean }) {
  const { t } = useTranslation("calendar");
  const word = useWord();
  const named = useNamed();
  const { packName, cadenceId, tier, regions, cadence } = uncovered;
  return (
    <article className={classes.series} aria-label={named(uncovered)}>
      <div className={classes.head}>
        <h3 className={classes.name}>{named(uncovered)}</h3>
        <span className={classes.tag}>{word("tier", tier)}</span>
        <SeriesFacts sphere={null} regions={regions} everyYears={cadence.everyYears} />
      </div>
      <CadenceCitation cadence={cadence} />
      {mayAct && (
        <Form method="post" className={classes.proposal}>
          <input type="hidden" name="packName" value={packName} />
          <input type="hidden" name="cadenceId" value={cadenceId} />
          <NativeSelect
            name="sphere"
            aria-label={t("sphere")}
            data={SPHERES.map((value) => ({ value, label: word("sphere", value) }))}
          />
          <ActButton intent="found-cadence-series" namespace="calendar" icon={CalendarPlus} look="quiet">
            {t("found")}
          </ActButton>
        </Form>
      )}
    </article>
  );
}

/** A competition that exists becomes the n-th edition of a series. */
export function AddEditionForm({ page, refusals }: { page: CalendarPage; refusals: readonly Refusal[] }) {
  const { t } = useTranslation("calendar");
  const word = useWord();
  const named = useNamed();
  const { errorOf, others } = useFieldErrors("calendar", refusals, ["seriesId", "competitionId", "edition"]);
  const tiers = <Thing extends { readonly tier: (typeof TIERS)[number] }>(
    things: readonly Thing[],
    toItem: (thing: Thing) => { value: string; label: string },
  ) => [
    { value: "", label: t("choose") },
    ...TIERS.flatMap((tier) => {
      const items = things.filter((thing) => thing.tier === tier).map(toItem);
      return items.length > 0 ? [{ group: word("tier", tier), items }] : [];
    }),
  ];
  return (
    <Disclosure id="add" label={t("add")} icon={ListPlus} open={refusals.length > 0}>
      {page.loose.length === 0 ? (
        <p className={classes.soft}>{t("noLoose")}</p>
      ) : (
        <Form method="post" className={classes.form}>
          <p className={classes.soft}>{t("addLead")}</p>
          <Refusals namespace="calendar" refusals={others} />
          <div className={form.grid}>
            <NativeSelect
              name="competitionId"
              label={t("competition")}
              required
              error={errorOf("competitionId")}
              className={form.wide}
              data={tiers(page.loose, (one) => ({ value: one.competitionId, label: `${one.year} · ${named(one)}` }))}
            />
            <NativeSelect
              name="seriesId"
              label={t("series")}
              required
              error={errorOf("seriesId")}
              data={tiers(page.series, (one) => ({ value: one.seriesId, label: named(one) }))}
            />
            <TextInput name="edition" type="number" min={1} max={999} label={t("number")} required error={errorOf("edition")} />
          </div>
          <ActButton intent="add-edition" namespace="calendar" icon={ListPlus} look="quiet">
            {t("send")}
          </ActButton>
        </Form>
      )}
    </Disclosure>
  );
}

const REGION_ROWS = [1, 2, 3, 4];

/** A series that no document asks for. */
export function FoundSeriesForm({ refusals }: { refusals: readonly Refusal[] }) {
  const { t } = useTranslation("calendar");
  const word = useWord();
  const fields = ["name", "nameEn", "tier", "sphere", "everyYears", "regionCodes"];
  const { errorOf, others } = useFieldErrors("calendar", refusals, fields);
  return (
    <Disclosure id="found" label={t("foundOwn")} icon={CalendarPlus} open={refusals.length > 0}>
      <Form method="post" className={classes.form}>
        <p className={classes.soft}>{t("foundOwnLead")}</p>
        <Refusals namespace="calendar" refusals={others} />
        <div className={form.grid}>
          <TextInput name="name" label={t("name")} required maxLength={100} error={errorOf("name")} />
          <TextInput name="nameEn" label={t("nameEn")} required maxLength={200} error={errorOf("nameEn")} />
          <NativeSelect
            name="tier"
            label={t("tier")}
            required
            error={errorOf("tier")}
            data={TIERS.map((value) => ({ value, label: word("tier", value) }))}
          />
          <NativeSelect
            name="sphere"
            label={t("sphere")}
            required
            error={errorOf("sphere")}
            data={SPHERES.map((value) => ({ value, label: word("sphere", value) }))}
          />
          <TextInput
            name="everyYears"
            type="number"
            min={1}
            max={10}
            label={t("cadence")}
            description={t("cadenceHint")}
            {...hintBelow}
            error={errorOf("everyYears")}
          />
          {REGION_ROWS.map((row) => (
            <RegionPicker
              key={row}
              name="regionCodes[]"
              label={t("region", { row })}
              required={row === 1}
              error={row === 1 && errorOf("regionCodes")}
            />
          ))}
        </div>
        <ActButton intent="found-series" namespace="calendar" icon={CalendarPlus} look="quiet">
          {t("found")}
        </ActButton>
      </Form>
    </Disclosure>
  );
}
