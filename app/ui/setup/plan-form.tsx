/** What an organiser states of a competition, in four steps; the same fields to found it and to change it. */
import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CompetitionPlan } from "#app/domain/phases/competition-plan.ts";
import { isDocumentLikely } from "#app/domain/policy/asked-documents.ts";
import type { RegionOption } from "#app/domain/policy/region-option.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import {
  COMPETITION_CLASSES,
  HOST_RELATIONS,
  type HostRelation,
  SPHERES,
  TIERS,
  type Tier,
} from "#app/domain/shared/vocabulary.ts";
import { hostValue, regionOfHost } from "#app/forms/competition.ts";
import { toInputDay, toInputMoment } from "#app/i18n/input-times.ts";
import { useWord } from "#app/i18n/word.ts";
import { useFieldErrors } from "../field-errors.ts";
import { Refusals } from "../refusals.tsx";
import { RegionPicker } from "../region-picker.tsx";
import { type Named, useNamed } from "../use-named.ts";
import classes from "./form.module.css";
import { hintBelow } from "./hint-below.ts";
import { Step } from "./step.tsx";

/** Moments as ISO text. */
export type StatedPlan = Omit<CompetitionPlan, "registrationClosesAt" | "startsOn" | "endsOn"> & {
  readonly registrationClosesAt: string;
  readonly startsOn: string;
  readonly endsOn: string;
};

export type PlanFormChoices = {
  /** Those that stand in the plan already. */
  readonly regions: readonly RegionOption[];
  readonly organisations: readonly (Named & { readonly id: string; readonly regionCode: string; readonly region: Named })[];
  readonly packs: readonly {
    readonly name: string;
    readonly version: number;
    readonly title: string;
    readonly titleEn: string;
    readonly status: "draft" | "in-force" | "expired";
    readonly regionCode: string;
  }[];
};

const FIELDS = [
  "code",
  "name",
  "nameEn",
  "tier",
  "class",
  "sphere",
  "venue",
  "registrationClosesAt",
  "startsOn",
  "endsOn",
  "publicityWorkingDays",
  "offerHours",
  "hosts",
  "packs",
];
const USUAL_PUBLICITY_DAYS = 5;
const USUAL_OFFER_HOURS = 24;
const FIRST_ROWS: readonly HostRow[] = [
  { relation: "host-authority", value: "" },
  { relation: "organiser", value: "" },
];
type HostRow = { readonly relation: HostRelation; readonly value: string };

export type PlanFieldsProps = {
  choices: PlanFormChoices;
  refusals: readonly Refusal[];
  /** What stands now; none for a new competition, which is also asked its code. */
  stated?: StatedPlan;
  /** Proposed for a new competition that begins with what is stated. */
  proposedCode?: string;
};

/** The fields for the form around them. */
export function PlanFields({ choices, refusals, stated, proposedCode }: PlanFieldsProps) {
  const { t, i18n } = useTranslation("competition");
  const word = useWord();
  const { errorOf, others } = useFieldErrors("competition", refusals, FIELDS);
  const blank = { value: "", label: t("plan.choose"), disabled: true };
  const isPlain = stated !== undefined && proposedCode === undefined;
  const [tier, setTier] = useState<Tier | null>(null);
  const [hosts, setHosts] = useState<readonly string[]>([]);
  const [ticked, setTicked] = useState<Readonly<Record<string, boolean>>>({});
  const likely = { tier, hostRegionCodes: hosts.filter((code) => code !== "") };
  // What is stated stands; for a new competition it follows from where it is held, until somebody says otherwise.
  const isTicked = ({ name, regionCode }: PlanFormChoices["packs"][number]) =>
    ticked[name] ?? (stated ? stated.packs.includes(name) : isDocumentLikely(regionCode, likely));
  return (
    <>
      <Refusals namespace="competition" refusals={others} />
      <Step title={t("plan.step.what")} plain={isPlain}>
        <div className={classes.grid}>
          <TextInput
            name="name"
            label={t("plan.name")}
            defaultValue={stated?.name}
            error={errorOf("name")}
            required
            maxLength={100}
            className={classes.wide}
          />
          <TextInput
            name="nameEn"
            label={t("plan.nameEn")}
            description={t("plan.nameEnHint")}
            defaultValue={stated?.nameEn}
            error={errorOf("nameEn")}
            required
            maxLength={200}
            className={classes.wide}
          />
          {!isPlain && (
            <TextInput
              name="code"
              label={t("plan.code")}
              description={t("plan.codeHint")}
              defaultValue={proposedCode}
              error={errorOf("code")}
              required
              maxLength={40}
              autoCapitalize="none"
              autoComplete="off"
              spellCheck={false}
              className={classes.wide}
            />
          )}
          <NativeSelect
            name="tier"
            label={t("plan.tier")}
            description={t("plan.tierHint")}
            {...hintBelow}
            defaultValue={stated?.tier ?? ""}
            onChange={({ currentTarget }) => setTier(currentTarget.value as Tier)}
            error={errorOf("tier")}
            required
            data={[blank, ...TIERS.map((value) => ({ value, label: word("tier", value) }))]}
          />
          <NativeSelect
            name="class"
            label={t("plan.class")}
            defaultValue={stated?.class ?? ""}
            error={errorOf("class")}
            required
            data={[blank, ...COMPETITION_CLASSES.map((value) => ({ value, label: word("competitionClass", value) }))]}
          />
          <NativeSelect
            name="sphere"
            label={t("plan.sphere")}
            description={t("plan.sphereHint")}
            {...hintBelow}
            defaultValue={stated?.sphere ?? "comprehensive"}
            error={errorOf("sphere")}
            required
            data={SPHERES.map((value) => ({ value, label: word("sphere", value) }))}
          />
        </div>
      </Step>
      <Step title={t("plan.step.who")} hint={t("plan.whoHint")} error={errorOf("hosts")} plain={isPlain}>
        <HostRows choices={choices} stated={stated} onRegions={setHosts} />
      </Step>
      <Step title={t("plan.step.when")} plain={isPlain}>
        <div className={classes.grid}>
          <TextInput
            name="registrationClosesAt"
            type="datetime-local"
            label={t("plan.registrationClosesAt")}
            defaultValue={stated && toInputMoment(stated.registrationClosesAt)}
            error={errorOf("registrationClosesAt")}
            required
          />
          <TextInput
            name="startsOn"
            type="date"
            label={t("plan.startsOn")}
            defaultValue={stated && toInputDay(stated.startsOn)}
            error={errorOf("startsOn")}
            required
          />
          <TextInput
            name="endsOn"
            type="date"
            label={t("plan.endsOn")}
            defaultValue={stated && toInputDay(stated.endsOn)}
            error={errorOf("endsOn")}
            required
          />
          <TextInput
            name="publicityWorkingDays"
            type="number"
            min={0}
            max={60}
            label={t("plan.publicityWorkingDays")}
            defaultValue={stated?.publicityWorkingDays ?? USUAL_PUBLICITY_DAYS}
            error={errorOf("publicityWorkingDays")}
            required
          />
          <TextInput
            name="offerHours"
            type="number"
            min={1}
            max={720}
            label={t("plan.offerHours")}
            defaultValue={stated?.offerHours ?? USUAL_OFFER_HOURS}
            error={errorOf("offerHours")}
            required
          />
          <TextInput
            name="venue"
            label={t("plan.venue")}
            defaultValue={stated?.venue}
            error={errorOf("venue")}
            required
            maxLength={100}
            className={classes.wide}
          />
        </div>
      </Step>
      <Step
        title={t("plan.step.policies")}
        hint={t(stated === undefined ? "plan.policiesHint" : "plan.policiesHintStated")}
        error={errorOf("packs")}
        plain={isPlain}
      >
        <div className={classes.choices}>
          {choices.packs.length === 0 && <p>{t("plan.noPacks")}</p>}
          {choices.packs.map((pack) => (
            <Checkbox
              key={pack.name}
              name="packs[]"
              value={pack.name}
              checked={isTicked(pack)}
              onChange={({ currentTarget }) => setTicked({ ...ticked, [pack.name]: currentTarget.checked })}
              label={i18n.language === "en" ? pack.titleEn : pack.title}
              description={`${t("plan.packVersion", { version: pack.version })} · ${t(`plan.packStatus.${pack.status}`)}`}
            />
          ))}
        </div>
      </Step>
    </>
  );
}

type HostRowsProps = Pick<PlanFieldsProps, "choices" | "stated"> & {
  /** Is told the regions that are chosen, row by row; empty where none is yet. */
  readonly onRegions: (codes: readonly string[]) => void;
};

/** Rows of relation and host; one more on demand. A row without a host is left out. */
function HostRows({ choices, stated, onRegions }: HostRowsProps) {
  const { t } = useTranslation("competition");
  const word = useWord();
  const [rows, setRows] = useState<readonly HostRow[]>(
    () => stated?.hosts.map((host) => ({ relation: host.relation, value: hostValue(host) })) ?? FIRST_ROWS,
  );
  const [regions, setRegions] = useState<readonly string[]>([]);
  const choose = (row: number, code: string) => {
    const next = rows.map((_row, index) => (index === row ? code : (regions[index] ?? "")));
    setRegions(next);
    onRegions(next);
  };
  return (
    <>
      <div className={classes.rows}>
        {rows.map(({ relation, value }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are only ever added at the end.
          <div key={index} className={classes.row}>
            <NativeSelect
              name="hostRelation[]"
              aria-label={t("plan.relation", { row: index + 1 })}
              defaultValue={relation}
              data={HOST_RELATIONS.map((item) => ({ value: item, label: word("hostRelation", item) }))}
            />
            <HostChoice choices={choices} row={index + 1} initial={value} onRegion={(code) => choose(index, code)} />
          </div>
        ))}
      </div>
      <Button
        type="button"
        variant="default"
        size="xs"
        leftSection={<Plus size={16} aria-hidden="true" />}
        onClick={() => setRows([...rows, { relation: "co-organiser", value: "" }])}
      >
        {t("plan.addHost")}
      </Button>
    </>
  );
}

const ANY_REGION = "region";

type HostChoiceProps = {
  readonly choices: PlanFormChoices;
  readonly row: number;
  readonly initial: string;
  readonly onRegion: (code: string) => void;
};

/** An organisation, a region that stands in the plan already, or any other region: then the picker says which. */
function HostChoice({ choices, row, initial, onRegion }: HostChoiceProps) {
  const { t } = useTranslation("competition");
  const named = useNamed();
  const [value, setValue] = useState(initial);
  const regionCodes = [...new Set(choices.organisations.map(({ regionCode }) => regionCode))];
  const regions = [
    ...choices.regions.map((region) => ({ value: region.code, label: named(region) })),
    { value: ANY_REGION, label: t("plan.hostRegion") },
  ];
  const isAny = value === ANY_REGION;
  return (
    <div>
      <NativeSelect
        name={isAny ? undefined : "host[]"}
        aria-label={t("plan.host", { row })}
        value={value}
        onChange={({ currentTarget }) => {
          setValue(currentTarget.value);
          onRegion(regionOfHost(currentTarget.value));
        }}
        data={[
          { value: "", label: t("plan.hostNone") },
          ...regionCodes.map((regionCode) => {
            const within = choices.organisations.filter((organisation) => organisation.regionCode === regionCode);
            return {
              group: within[0] ? named(within[0].region) : regionCode,
              items: within.map((organisation) => ({
                value: hostValue({ regionCode, organisationId: organisation.id }),
                label: named(organisation),
              })),
            };
          }),
          { group: t("plan.hostRegions"), items: regions },
        ]}
      />
      {isAny && <RegionPicker name="host[]" aria-label={t("plan.hostRegionOf", { row })} onPick={onRegion} />}
    </div>
  );
}
