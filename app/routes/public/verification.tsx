/** 证书查验: one line on whether a certificate holds, then what was certified; for anyone who has its code. */
import { TextInput } from "@mantine/core";
import { redirect } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { BadgeCheck, Ban, CircleX, Hourglass, type LucideIcon, ScanSearch, ShieldAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { formatVerifyCode } from "#app/i18n/certificate-words.ts";
import { defineLoader } from "#app/platform/access/define.server.ts";
import { findVerification, type VerifiedCertificate } from "#app/queries/certificates/find-verification.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { AwardBadge } from "#app/ui/award-badge.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { PublicPage } from "#app/ui/public/public-page.tsx";
import { Section } from "#app/ui/section.tsx";
import { useFormats } from "#app/ui/use-formats.ts";
import { useNamed } from "#app/ui/use-named.ts";
import classes from "./verification.module.css";

export const loader = defineLoader({ access: "public" }, async ({ runtime, url, params }) => {
  const typed = (url.searchParams.get("code") ?? "").trim().slice(0, 100);
  // The code goes into the address as it does from a QR code: one page for both.
  if (typed !== "") throw redirect(`/verify/${encodeURIComponent(typed)}`);
  return params.code === undefined ? null : findVerification(runtime, params.code.slice(0, 100));
});

export const handle: PageHandle = { title: "public:verification.title" };

export default function Verification() {
  const verification = useLoaderData<typeof loader>();
  const { t } = useTranslation("public");
  if (verification === null) {
    return (
      <PublicPage width="narrow">
        <PageHeader title={t("verification.title")} description={t("verification.lead")} />
        <CodeForm />
      </PublicPage>
    );
  }
  if (verification.answer !== "known") {
    const isBlocked = verification.answer === "blocked";
    return (
      <PublicPage width="narrow">
        <PageHeader title={t("verification.title")} />
        <Verdict
          tone="none"
          icon={isBlocked ? ShieldAlert : CircleX}
          title={isBlocked ? t("verification.blocked") : t("verification.unknown")}
        >
          {isBlocked ? t("verification.blockedHint") : t("verification.unknownHint")}
        </Verdict>
        <CodeForm />
      </PublicPage>
    );
  }
  return (
    <PublicPage width="narrow">
      <PageHeader title={t("verification.title")} />
      <Known certificate={verification.certificate} />
    </PublicPage>
  );
}

function Known({ certificate }: { certificate: VerifiedCertificate }) {
  const { t, i18n } = useTranslation("public");
  const formats = useFormats();
  const nameOf = useNamed();
  const { inForceAt, revokedAt, replacedBy, publicityEndsAt, competition, event } = certificate;
  const issuers = certificate.issuers.map(({ zh, en }) => (i18n.language === "en" ? (en ?? zh) : zh));
  return (
    <>
      {revokedAt !== null ? (
        <Verdict tone="none" icon={Ban} title={t("verification.revoked")}>
          {t("verification.revokedOn", { day: formats.day(revokedAt, "always") })}
          {replacedBy && (
            <>
              {" "}
              <Link to={`/verify/${replacedBy.code}`}>{t("verification.replacedBy", { number: replacedBy.number })}</Link>
            </>
          )}
        </Verdict>
      ) : inForceAt !== null ? (
        <Verdict tone="done" icon={BadgeCheck} title={t("verification.holds")}>
          {t("verification.holdsSince", { day: formats.day(inForceAt, "always") })}
        </Verdict>
      ) : (
        <Verdict tone="wait" icon={Hourglass} title={t("verification.awaiting")}>
          {publicityEndsAt !== null && t("verification.awaitingUntil", { until: formats.dateTime(publicityEndsAt) })}
        </Verdict>
      )}
      <Section title={t("verification.certified")} boxed>
        <DefinitionList
          items={[
            {
              term: t("verification.holder"),
              value:
                certificate.holder === "" ? (
                  t("verification.holderErased")
                ) : (
                  <>
                    <strong>{certificate.holder}</strong> <span className={classes.aside}>{t("verification.holderHint")}</span>
                  </>
                ),
            },
            {
              term: t("verification.competition"),
              value: <Link to={`/competitions/${competition.code}`}>{nameOf(competition)}</Link>,
            },
            { term: t("verification.event"), value: nameOf(event) },
            { term: t("verification.award"), value: <AwardBadge award={certificate.award} /> },
            { term: t("verification.number"), value: <span className="tabular">{certificate.number}</span> },
            { term: t("verification.issuer"), value: formats.list(issuers) },
            { term: t("verification.issuedOn"), value: formats.day(certificate.issuedOn, "always") },
            ...(certificate.decisionNumber === null
              ? []
              : [{ term: t("verification.decision"), value: certificate.decisionNumber }]),
            { term: t("verification.code"), value: <span className="tabular">{formatVerifyCode(certificate.code)}</span> },
          ]}
        />
      </Section>
      <p>
        <Link to="/verify">{t("verification.another")}</Link>
      </p>
    </>
  );
}

type VerdictProps = { tone: "done" | "wait" | "none"; icon: LucideIcon; title: string; children: ReactNode };

/** The one line: icon, word and colour together. */
function Verdict({ tone, icon: Icon, title, children }: VerdictProps) {
  return (
    <div className={classes.verdict} data-tone={tone} role="status">
      <Icon size={44} strokeWidth={1.75} aria-hidden="true" />
      <div>
        <p className={classes.verdictTitle}>{title}</p>
        {children && <p className="tabular">{children}</p>}
      </div>
    </div>
  );
}

function CodeForm() {
  const { t } = useTranslation("public");
  return (
    <Form method="get" action="/verify" className={classes.form}>
      <TextInput
        name="code"
        label={t("verification.code")}
        description={t("verification.codeHint")}
        size="lg"
        required
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={100}
        classNames={{ input: "tabular" }}
      />
      <ActButton intent="verify" namespace="public" icon={ScanSearch} size="lg" wide>
        {t("verification.submit")}
      </ActButton>
    </Form>
  );
}
