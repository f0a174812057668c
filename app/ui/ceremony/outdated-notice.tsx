/** Results changed after a ceremony was prepared: what is different, and the act that takes it in. */
import { Form } from "@remix-run/react";
import { RefreshCw } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { CeremonyPage } from "#app/domain/ceremony/views.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { useHeadingWords } from "./award-words.ts";
import classes from "./ceremony.module.css";

export function OutdatedNotice({ page, refusals }: { page: CeremonyPage; refusals: readonly Refusal[] }) {
  const { t } = useTranslation("ceremony");
  const words = useHeadingWords();
  const { prepared, differences, renewal } = page;
  if (!prepared) return null;
  return (
    <Notice tone="act" title={t("outdated.title")}>
      <p>{t("outdated.lead")}</p>
      {differences.length === 0 && <p>{t("outdated.same")}</p>}
      <ul className={classes.differences}>
        {differences.map(({ heading, kind, isShown }) => (
          <li key={`${heading.event?.name ?? ""} ${heading.award}`}>
            {words.event(heading)} · {words.award(heading.award)} · <strong>{t(`outdated.kind.${kind}`)}</strong>
            {isShown && <span className={classes.grave}> · {t("outdated.shown")}</span>}
          </li>
        ))}
      </ul>
      <Refusals namespace="ceremony" refusals={refusals} />
      <Form method="post">
        <input type="hidden" name="number" value={prepared.number} />
        <input type="hidden" name="follows" value={prepared.version} />
        <ActButton
          intent="renew-ceremony"
          namespace="ceremony"
          icon={RefreshCw}
          unmet={renewal}
          consequence={t("outdated.consequence")}
        >
          {t("outdated.renew")}
        </ActButton>
      </Form>
    </Notice>
  );
}
