/** Certificates to print, as archives: all of them, or those of an event, a delegation or a kind. */
import { Button, NativeSelect } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { FileArchive } from "lucide-react";
import { useTranslation } from "react-i18next";
import { CERTIFICATE_KINDS } from "#app/domain/certificates/kinds.ts";
import { useWord } from "#app/i18n/word.ts";
import { ActButton } from "../act-button.tsx";
import { Section } from "../section.tsx";
import classes from "./register.module.css";
import type { RegisterRow } from "./register-table.tsx";

export function PrintArchives(props: {
  readonly rows: readonly RegisterRow[];
  readonly competition: string;
  readonly mayAct: boolean;
  readonly seesKeys: boolean;
}) {
  const { rows, competition, mayAct, seesKeys } = props;
  const { t } = useTranslation("register");
  const word = useWord();
  const bundle = `/office/${competition}/certificates/bundle`;
  const events = new Map(rows.flatMap(({ eventCode, eventName }) => (eventCode === "" ? [] : [[eventCode, eventName] as const])));
  const delegations = [...new Set(rows.map(({ delegation }) => delegation))].filter((name) => name !== "").sort();
  const kinds = CERTIFICATE_KINDS.filter((kind) => rows.some((row) => row.kind === kind));
  const choices = [
    ["event", t("print.byEvent"), [...events].map(([value, label]) => ({ value, label }))],
    ["delegation", t("print.byDelegation"), delegations.map((value) => ({ value, label: value }))],
    ["kind", t("print.byKind"), kinds.map((value) => ({ value, label: word("certificateKind", value) }))],
  ] as const;
  return (
    <Section
      title={t("print.title")}
      description={t("print.lead")}
      actions={
        <>
          {mayAct && <Link to={`/office/${competition}/certificates/design`}>{t("print.design")}</Link>}
          {seesKeys && <Link to="/issuer-keys">{t("keysLink")}</Link>}
        </>
      }
    >
      <div className={classes.archives}>
        <Button component="a" href={bundle} leftSection={<FileArchive size={18} aria-hidden="true" />}>
          {t("print.all", { count: rows.length })}
        </Button>
        {choices.map(
          ([name, label, data]) =>
            data.length > 0 && (
              <Form key={name} method="get" action={bundle} reloadDocument className={classes.archive}>
                <NativeSelect name={name} label={label} data={data} />
                <ActButton intent={`print-${name}`} namespace="register" icon={FileArchive} look="quiet">
                  {t("print.choose")}
                </ActButton>
              </Form>
            ),
        )}
      </div>
    </Section>
  );
}
