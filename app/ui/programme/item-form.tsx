/** The form of one item of a programme: a new one, or one that is stated anew. */
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { CalendarPlus, PencilLine, Save } from "lucide-react";
import { useTranslation } from "react-i18next";
import { PROGRAMME_KINDS, type ProgrammeItemView } from "#app/domain/programme/programme.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import { Disclosure } from "#app/ui/setup/disclosure.tsx";
import form from "#app/ui/setup/form.module.css";
import { hintBelow } from "#app/ui/setup/hint-below.ts";
import { type Named, useNamed } from "#app/ui/use-named.ts";
import classes from "./programme.module.css";

const FIELDS = ["kind", "title", "titleEn", "place", "startsAt", "endsAt", "organisationId", "expected"] as const;
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** As a date-and-time field takes it, in Shanghai. */
function toField(iso: string): string {
  return new Date(Date.parse(iso) + SHANGHAI_OFFSET_MS).toISOString().slice(0, 16);
}

export type ItemFormProps = {
  item: ProgrammeItemView | null;
  hosts: readonly (Named & { readonly id: string })[];
  refusals: readonly Refusal[];
  /** Opened without being asked: nothing is on the programme yet. */
  isFirst: boolean;
};

export function ItemForm({ item, hosts, refusals, isFirst }: ItemFormProps) {
  const { t } = useTranslation("programme");
  const named = useNamed();
  const { errorOf, others } = useFieldErrors("programme", refusals, FIELDS);
  return (
    <Disclosure
      id="item"
      label={item ? t("changing", { title: named({ name: item.title, nameEn: item.titleEn }) }) : t("add")}
      icon={item ? PencilLine : CalendarPlus}
      open={isFirst || item !== null || refusals.length > 0}
    >
      <Form method="post" className={classes.form} key={item?.id ?? "new"}>
        <input type="hidden" name="itemId" value={item?.id ?? ""} />
        <Refusals namespace="programme" refusals={others} />
        <div className={form.grid}>
          <NativeSelect
            name="kind"
            label={t("fields.kind")}
            defaultValue={item?.kind}
            error={errorOf("kind")}
            data={PROGRAMME_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
          />
          <TextInput
            name="title"
            label={t("fields.title")}
            defaultValue={item?.title}
            maxLength={100}
            required
            error={errorOf("title")}
          />
          <TextInput
            name="titleEn"
            label={t("fields.titleEn")}
            description={t("fields.titleEnHint")}
            defaultValue={item?.titleEn}
            maxLength={200}
            error={errorOf("titleEn")}
            {...hintBelow}
          />
          <TextInput
            name="place"
            label={t("fields.place")}
            defaultValue={item?.place}
            maxLength={100}
            required
            error={errorOf("place")}
          />
          <TextInput
            name="startsAt"
            type="datetime-local"
            label={t("fields.startsAt")}
            defaultValue={item ? toField(item.startsAt) : undefined}
            required
            error={errorOf("startsAt")}
          />
          <TextInput
            name="endsAt"
            type="datetime-local"
            label={t("fields.endsAt")}
            defaultValue={item ? toField(item.endsAt) : undefined}
            required
            error={errorOf("endsAt")}
          />
          <NativeSelect
            name="organisationId"
            label={t("fields.organisation")}
            defaultValue={item?.organisation?.id}
            error={errorOf("organisationId")}
            data={[{ value: "", label: t("allHosts") }, ...hosts.map((host) => ({ value: host.id, label: named(host) }))]}
          />
          <TextInput
            name="expected"
            type="number"
            min={1}
            max={999_999}
            label={t("fields.expected")}
            description={t("fields.expectedHint")}
            defaultValue={item?.expected ?? undefined}
            error={errorOf("expected")}
            {...hintBelow}
          />
        </div>
        <div className={classes.acts}>
          <ActButton intent="set-item" namespace="programme" icon={Save}>
            {t("save")}
          </ActButton>
          {item && (
            <Button component={Link} to="?" variant="default" size="sm">
              {t("cancel")}
            </Button>
          )}
        </div>
      </Form>
    </Disclosure>
  );
}
