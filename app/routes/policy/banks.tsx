/** 人才库: the five banks, how many people stand in each, and what they agreed to. */
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { CONSENT_VERSION } from "#app/domain/banks/bank.ts";
import { defineLoader } from "#app/platform/access/define.server.ts";
import { countBanks } from "#app/queries/banks/get-bank.server.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import classes from "#app/ui/policy/policy-overview.module.css";
import { Section } from "#app/ui/section.tsx";

export const loader = defineLoader(
  { access: { roles: ["policy-officer", "administrator"], within: "scope" } },
  async ({ runtime }) => ({ banks: await countBanks(runtime) }),
);

export const handle: PageHandle = { title: "banks:title" };

export default function Banks() {
  const { banks } = useLoaderData<typeof loader>();
  const { t } = useTranslation("banks");
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} />
      <ul className={classes.rooms}>
        {banks.map(({ bank, members }) => (
          <li key={bank}>
            <Link to={`/policy/banks/${bank}`} className={classes.room}>
              <span>
                <strong>
                  {t(`bank.${bank}`)} <span className="tabular">{t("count", { count: members })}</span>
                </strong>
                <span className={classes.about}>{t(`about.${bank}`)}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <Section title={t("consent.title", { version: CONSENT_VERSION })} boxed>
        <p>{t("consent.text")}</p>
      </Section>
    </>
  );
}
