/** 政策依据: which documents a competition asks, which of the others concern its people, and asking one of them too. */
import { Textarea } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { FilePlus2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { type CitationProps, DocumentStatusBadge } from "#app/ui/citation.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Notice } from "#app/ui/notice.tsx";
import { AffectedPart, type AffectedView } from "#app/ui/packs/affected.tsx";
import classes from "#app/ui/packs/packs.module.css";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import form from "#app/ui/setup/form.module.css";
import { useNamed } from "#app/ui/use-named.ts";

type DocumentLine = {
  readonly name: string;
  readonly document: { readonly title: string; readonly titleEn: string } & Pick<CitationProps["document"], "status">;
  readonly version: number;
  readonly isAsked: boolean;
  readonly people: number;
  readonly winners: number;
};

export type AskedDocumentsProps = {
  readonly documents: readonly DocumentLine[];
  /** The one that is looked at, with whom it would affect; null there: the results are not final. */
  readonly asking: { readonly name: string; readonly affected: AffectedView | null } | null;
  readonly mayAct: boolean;
  /** The page's address. */
  readonly base: string;
  readonly refusals: readonly Refusal[];
  /** The document that was asked just now; null: none. */
  readonly done: string | null;
};

export function AskedDocuments({ documents, asking, mayAct, base, refusals, done }: AskedDocumentsProps) {
  const { t } = useTranslation("packs");
  const named = useNamed();
  const titleOf = ({ document }: DocumentLine) => named({ name: document.title, nameEn: document.titleEn });
  const concerned = documents.filter(({ isAsked, people }) => !isAsked && people > 0);
  const looked = documents.find(({ name, isAsked }) => name === asking?.name && !isAsked);
  const asked = documents.find(({ name }) => name === done);
  return (
    <Section id="documents" title={t("ask.title")} description={t("ask.lead")} boxed>
      {asked && (
        <Notice tone="done" live>
          {t("ask.done", { title: titleOf(asked) })}
        </Notice>
      )}
      <ul className={classes.plain}>
        {documents
          .filter(({ isAsked }) => isAsked)
          .map((line) => (
            <li key={line.name}>
              {t("versionOf", { title: titleOf(line), version: line.version })}{" "}
              <DocumentStatusBadge status={line.document.status} />
            </li>
          ))}
      </ul>
      {concerned.length > 0 && (
        <Notice tone={concerned.some(({ winners }) => winners > 0) ? "act" : "info"} title={t("ask.missing")}>
          <ul className={classes.plain}>
            {concerned.map((line) => (
              <li key={line.name}>
                {t("ask.concerns", { title: titleOf(line), people: line.people, winners: line.winners })}{" "}
                {mayAct && <Link to={`${base}?ask=${line.name}#documents`}>{t("ask.look")}</Link>}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {!(mayAct && looked) && <Refusals namespace="packs" refusals={refusals} />}
      {mayAct && asking && looked && (
        <Form method="post" className={classes.asking}>
          <AskForm
            title={t("versionOf", { title: titleOf(looked), version: looked.version })}
            asking={asking}
            refusals={refusals}
          />
        </Form>
      )}
    </Section>
  );
}

type AskFormProps = Pick<AskedDocumentsProps, "refusals"> & {
  readonly title: string;
  readonly asking: NonNullable<AskedDocumentsProps["asking"]>;
};

function AskForm({ title, asking: { name, affected }, refusals }: AskFormProps) {
  const { t } = useTranslation("packs");
  const { errorOf, others } = useFieldErrors("packs", refusals, ["reason"]);
  return (
    <>
      {affected === null ? (
        <p className={classes.soft}>{t("ask.notFinal", { title })}</p>
      ) : (
        <AffectedPart name={name} title={title} asked={t("affected.asked", { count: affected.asked })} affected={affected} />
      )}
      <Refusals namespace="packs" refusals={others} />
      <input type="hidden" name="name" value={name} />
      <Textarea
        name="reason"
        label={t("ask.reason")}
        description={t("ask.reasonHint")}
        error={errorOf("reason")}
        maxLength={500}
        autosize
        minRows={2}
        required
      />
      <div className={form.foot}>
        <ActButton intent="ask-document" namespace="packs" icon={FilePlus2} consequence={t("ask.consequence")}>
          {t("ask.act")}
        </ActButton>
      </div>
    </>
  );
}
