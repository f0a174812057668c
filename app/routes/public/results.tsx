/** 查成绩: two fields lead a competitor to his own results, without an account. */
import { TextInput } from "@mantine/core";
import { redirect } from "@remix-run/node";
import { Form } from "@remix-run/react";
import { Search } from "lucide-react";
import { useTranslation } from "react-i18next";
import { LookUpResultsSchema } from "#app/forms/look-up-results.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { setResultHolderCookie } from "#app/platform/sessions/result-holder.server.ts";
import { lookUpResults } from "#app/services/results/look-up-results.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { PublicPage } from "#app/ui/public/public-page.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import classes from "./results.module.css";

export const loader = defineLoader({ access: "public" }, () => null);

export const action = defineAction({
  "look-up": defineIntent({
    access: "public",
    form: LookUpResultsSchema,
    run: async ({ runtime, input }) => {
      const found = await lookUpResults(runtime, input);
      if (!found.ok) return found;
      return redirect("/results/mine", {
        headers: { "Set-Cookie": await setResultHolderCookie(runtime, found.value.personId) },
      });
    },
  }),
});

export const handle: PageHandle = { title: "public:results.title" };

export default function Results() {
  const { t } = useTranslation("public");
  const refusals = refusalsOf(useAnswer<typeof action>(), "look-up");
  const { errorOf, others } = useFieldErrors("public", refusals, ["name", "documentNumber"]);
  return (
    <PublicPage width="narrow">
      <PageHeader title={t("results.title")} description={t("results.lead")} />
      <Refusals namespace="public" refusals={others} title={t("results.refused")} />
      <Form method="post" className={classes.form}>
        <TextInput
          name="name"
          label={t("results.name")}
          error={errorOf("name")}
          size="lg"
          required
          autoComplete="name"
          maxLength={100}
        />
        <TextInput
          name="documentNumber"
          label={t("results.documentNumber")}
          description={t("results.documentHint")}
          error={errorOf("documentNumber")}
          size="lg"
          required
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={100}
          classNames={{ input: "tabular" }}
        />
        <ActButton intent="look-up" namespace="public" icon={Search} size="lg" wide>
          {t("results.submit")}
        </ActButton>
      </Form>
      <p className={classes.privacy}>{t("results.privacy")}</p>
    </PublicPage>
  );
}
