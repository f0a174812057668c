/** How a team's reward is divided: the decision that stands, share by share, and the form that decides it. */
import { NativeSelect, Radio, Stack, TextInput } from "@mantine/core";
import { Form } from "@remix-run/react";
import { Split, Users } from "lucide-react";
import { useTranslation } from "react-i18next";
import { DIVISION_METHODS, type DivisionView, sumShares } from "#app/domain/money/division.ts";
import { formatHundredths } from "#app/domain/shared/units.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Money } from "#app/ui/money.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { RefusalList } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { Disclosure } from "#app/ui/setup/disclosure.tsx";
import form from "#app/ui/setup/form.module.css";
import { hintBelow } from "#app/ui/setup/hint-below.ts";
import { When } from "#app/ui/when.tsx";
import classes from "./team-division.module.css";

export function TeamDivision({ division, mayDivide }: { division: DivisionView; mayDivide: boolean }) {
  const { t } = useTranslation("entitlements");
  const { standing, unmet } = division;
  return (
    <Section title={t("division.title")} description={t("division.lead")} id="division">
      {unmet.length > 0 ? (
        <RefusalList namespace="entitlements" refusals={unmet} />
      ) : (
        <>
          {standing === null && <Notice tone="act">{t("division.none")}</Notice>}
          {standing?.holds === false && <Notice tone="act">{t("division.outdated")}</Notice>}
        </>
      )}
      {standing && <Standing standing={standing} />}
      {mayDivide && unmet.length === 0 && (
        <Disclosure
          id="divide"
          label={t(standing ? "division.change" : "division.decide")}
          icon={Split}
          open={standing === null || !standing.holds}
        >
          <DivideForm division={division} />
        </Disclosure>
      )}
    </Section>
  );
}

function Standing({ standing }: { standing: NonNullable<DivisionView["standing"]> }) {
  const { t } = useTranslation("entitlements");
  const { method, shares, reference, by, at } = standing;
  return (
    <>
      <DefinitionList
        items={[
          { term: t("division.methodField"), value: t(`division.method.${method}`) },
          { term: t("division.reference"), value: reference },
          {
            term: t("act.divide"),
            value: (
              <>
                {t("division.decided", { by })} <When at={at} />
              </>
            ),
          },
        ]}
      />
      <DataTable
        name="shares"
        caption={t("division.caption")}
        rows={shares}
        rowKey={({ personId }) => personId}
        columns={[
          { id: "name", header: t("division.name"), isRowHeader: true, cell: ({ name }) => name },
          {
            id: "fen",
            header: t("division.fen"),
            align: "end",
            noWrap: true,
            cell: ({ amountFen }) => <Money fen={amountFen} />,
          },
        ]}
        empty={<EmptyState icon={Users} title={t("division.none")} />}
      />
      <p className={classes.total}>
        {t("division.total")} <Money fen={sumShares(shares)} />
      </p>
    </>
  );
}

function DivideForm({ division: { members, settledFen, standing } }: { division: DivisionView }) {
  const { t } = useTranslation("entitlements");
  const shareOf = (personId: string) => standing?.shares.find((share) => share.personId === personId)?.amountFen;
  return (
    <Form method="post" className={classes.form}>
      <p>
        {t("division.amount")} <Money fen={settledFen ?? 0} />
      </p>
      <Radio.Group name="method" label={t("division.methodField")} defaultValue={standing?.method ?? "equal"}>
        <Stack gap="xs" mt="xs">
          {DIVISION_METHODS.map((method) => (
            <Radio
              key={method}
              value={method}
              label={t(`division.method.${method}`)}
              description={t(`division.methodHint.${method}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      <div className={classes.onBehalf}>
        <NativeSelect
          name="personId"
          label={t("division.member")}
          defaultValue={standing?.method === "on-behalf" ? standing.shares[0]?.personId : ""}
          data={[
            { value: "", label: t("division.memberNone") },
            ...members.map(({ personId, name }) => ({ value: personId, label: name })),
          ]}
        />
      </div>
      <fieldset className={`${form.step} ${classes.stated}`}>
        <legend>{t("division.shares")}</legend>
        <div className={form.grid}>
          {members.map(({ personId, name }) => (
            <div key={personId}>
              <input type="hidden" name="members[]" value={personId} />
              <TextInput
                name="amounts[]"
                inputMode="decimal"
                autoComplete="off"
                label={t("division.share", { name })}
                defaultValue={standing?.method === "stated" ? writeYuan(shareOf(personId)) : ""}
              />
            </div>
          ))}
        </div>
      </fieldset>
      <TextInput
        name="reference"
        label={t("division.reference")}
        description={t("division.referenceHint")}
        maxLength={200}
        required
        {...hintBelow}
      />
      <ActButton intent="divide" namespace="entitlements" icon={Split} consequence={t("division.consequence")}>
        {t(standing ? "division.change" : "division.decide")}
      </ActButton>
    </Form>
  );
}

function writeYuan(amountFen: number | undefined): string {
  return amountFen === undefined ? "" : formatHundredths(amountFen);
}
