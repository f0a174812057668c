/** What must be on record before an entry is handed in, in the rules' form, beside the words of its clause. */
import { Checkbox } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { REQUIRABLE } from "#app/domain/registration/requirements.ts";
import { useWord } from "#app/i18n/word.ts";
import rules from "./rules.module.css";
import type { RulesInputs } from "./use-rules-fields.tsx";

export function RequirementFields({ inputs }: { inputs: RulesInputs }) {
  const { t } = useTranslation("rules");
  const word = useWord();
  const required = inputs.allOf("requiresAttachments[]");
  return (
    <div className={rules.clauses}>
      <fieldset className={rules.kinds}>
        <legend>{t("field.requiresAttachments")}</legend>
        {REQUIRABLE.map((kind) => (
          <Checkbox
            key={kind}
            name="requiresAttachments[]"
            value={kind}
            label={word("attachmentKind", kind)}
            defaultChecked={required.includes(kind)}
          />
        ))}
      </fieldset>
      {inputs.check("requiresConsent", t("field.requiresConsent"))}
      {inputs.text("requiresClause", t("field.clause"), t("field.clauseHint"))}
    </div>
  );
}
