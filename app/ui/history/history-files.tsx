/** What anyone can verify a log by: its export, its signed heads, the keys and the program. */
import { useTranslation } from "react-i18next";
import { Section } from "#app/ui/section.tsx";

/** @param base the address of the log; `isOpen` false: some round is still blind */
export function HistoryFiles({ base, isOpen }: { readonly base: string; readonly isOpen: boolean }) {
  const { t } = useTranslation("history");
  const { t: register } = useTranslation("register");
  return (
    <Section title={t("files.title")} description={isOpen ? t("files.lead") : t("files.blind")} boxed>
      <p>
        {isOpen && (
          <>
            <a href={`${base}/audit.jsonl`} download>
              {t("files.chain")}
            </a>
            {" · "}
          </>
        )}
        <a href={`${base}/heads.jsonl`} download>
          {t("files.heads")}
        </a>
        {" · "}
        <a href="/verify-audit.mjs" download>
          {t("files.program")}
        </a>
        {" · "}
        <a href="/.well-known/certificate-keys.pem" download="issuer.pem">
          {register("keys.pem")}
        </a>
      </p>
      {isOpen && (
        <p>
          <code>{t("files.command")}</code>
        </p>
      )}
    </Section>
  );
}
