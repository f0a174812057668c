/** 试算: anyone computes results again out of two files, in his own browser and by the very code that computed them here. */
import { Button } from "@mantine/core";
import { Calculator, Download } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type RunTrial, runTrial, type Trial, writeTrial } from "#app/domain/trial/compute-trial.ts";
import { readTrialRules } from "#app/forms/trial-rules.ts";
import { defineLoader } from "#app/platform/access/define.server.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { PublicPage } from "#app/ui/public/public-page.tsx";
import { Section } from "#app/ui/section.tsx";
import { TRIAL_EXAMPLES } from "#app/ui/trial/examples.ts";
import classes from "#app/ui/trial/trial.module.css";
import { TrialFaults } from "#app/ui/trial/trial-faults.tsx";
import { TrialFile } from "#app/ui/trial/trial-file.tsx";
import { TrialResults } from "#app/ui/trial/trial-results.tsx";

export const loader = defineLoader({ access: "public" }, () => null);

export const handle: PageHandle = { title: "trial:title" };

const EXAMPLES = ["shares", "medals", "counts"] as const;
const COMMAND = "npm run -s trial -- --rules rules.json --entries entries.csv";

export default function TrialPage() {
  const { t } = useTranslation("trial");
  const [rules, setRules] = useState("");
  const [entries, setEntries] = useState("");
  const [outcome, setOutcome] = useState<RunTrial | null>(null);
  const compute = (rulesText: string, entriesText: string) => {
    const read = readTrialRules(rulesText);
    setOutcome(read.ok ? runTrial(entriesText, read.value) : read);
  };
  return (
    <PublicPage>
      <PageHeader title={t("title")} description={t("lead")} />
      <noscript>
        <p>{t("scripts")}</p>
      </noscript>
      <div className={classes.examples}>
        <span>{t("examples")}</span>
        {EXAMPLES.map((name) => (
          <Button
            key={name}
            variant="default"
            onClick={() => {
              const example = TRIAL_EXAMPLES[name];
              setRules(example.rules);
              setEntries(example.entries);
              compute(example.rules, example.entries);
            }}
          >
            {t(`example.${name}`)}
          </Button>
        ))}
      </div>
      <div className={classes.files}>
        <TrialFile label={t("rules")} hint={t("rulesHint")} accept=".json,application/json" text={rules} onText={setRules} />
        <TrialFile label={t("entries")} hint={t("entriesHint")} accept=".csv,.txt,text/csv" text={entries} onText={setEntries} />
      </div>
      <div className={classes.actions}>
        <Button
          size="md"
          leftSection={<Calculator size={20} aria-hidden="true" />}
          disabled={rules.trim() === "" || entries.trim() === ""}
          onClick={() => compute(rules, entries)}
        >
          {t("compute")}
        </Button>
      </div>
      <div className={classes.outcome} aria-live="polite">
        {outcome?.ok === false && <TrialFaults faults={outcome.faults} />}
        {outcome?.ok && (
          <Section
            title={t("done", { count: outcome.value.rows.length })}
            actions={
              <Button
                variant="default"
                leftSection={<Download size={18} aria-hidden="true" />}
                onClick={() => download(outcome.value)}
              >
                {t("download")}
              </Button>
            }
          >
            <TrialResults trial={outcome.value} />
          </Section>
        )}
      </div>
      <Section title={t("commandTitle")}>
        <p>{t("command")}</p>
        <pre className={classes.command}>{COMMAND}</pre>
        <p>
          <a href="/schemas/trial-rules.schema.json">{t("schema")}</a>
        </p>
      </Section>
    </PublicPage>
  );
}

/** With the mark of UTF-8, without which spreadsheets in China take the text for another. */
function download(trial: Trial): void {
  const address = URL.createObjectURL(new Blob(["\uFEFF", writeTrial(trial, "\r\n")], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = "results.csv";
  link.click();
  URL.revokeObjectURL(address);
}
