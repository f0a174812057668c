/** 证书查验: one line on whether a certificate holds, then what was certified; for anyone who has its code. */
import { TextInput } from "@mantine/core";
import { redirect } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { BadgeCheck, Ban, CircleX, Hourglass, type LucideIcon, ScanSearch, ShieldAlert, UserCheck } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { allow } from "#app/domain/shared/decision.ts";
import { CheckHolderSchema } from "#app/forms/certificates.ts";
import { formatVerifyCode } from "#app/i18n/certificate-words.ts";
import { useWord } from "#app/i18n/word.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { findVerification, type VerifiedCertificate } from "#app/queries/certificates/find-verification.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { AwardBadge } from "#app/ui/award-badge.tsx";
import { SignedCode } from "#app/ui/certificates/signed-code.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { PublicPage } from "#app/ui/public/public-page.tsx";
import { Section } from "#app/ui/section.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useFormats } from "#app/ui/use-formats.ts";
import classes from "./verification.module.css";

export const loader = defineLoader({ access: "public" }, async ({ runtime, url, params }) => {
  const typed = (url.searchParams.get("code") ?? "").trim().slice(0, 100);
  // The code goes into the address as it does from a QR code: one page for both.
  if (typed !== "") throw redirect(`/verify/${encodeURIComponent(typed)}`);
  return params.code === undefined ? null : findVerification(runtime, params.code.slice(0, 100));
});

export const action = defineAction({
  // An unknown code and a wrong name answer as the page itself does.
  "check-holder": defineIntent({
    access: "public",
    form: CheckHolderSchema,
    run: async ({ runtime, params, input }) =>
      allow(await findVerification(runtime, String(params.code ?? "").slice(0, 100), input.name)),
  }),
});

export const handle: PageHandle = { title: "public:verification.title" };

export default function Verification() {
  const answer = useAnswer<typeof action>();
  const loaded = useLoaderData<typeof loader>();
  // The answer to a name says all that the page says.
  const verification = loaded !== null && answer?.ok ? answer.value : loaded;
  const { t } = useTranslation("public");
  if (verification === null) {
    return (
      <PublicPage width="narrow">
        <PageHeader title={t("verification.title")} description={t("verification.lead")} />
        <CodeForm />
        <Proof />
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
  const word = useWord();
  const nameOf = ({ zh, en }: { readonly zh: string; readonly en: string | null }) => (i18n.language === "en" ? (en ?? zh) : zh);
  const { award, event, unit, decisionNumber } = certificate;
  const optional = (term: string, value: string | null) => (value === null ? [] : [{ term, value }]);
  return (
    <>
      <State certificate={certificate} />
      <SignedCode number={certificate.number} />
      <Section title={t("verification.certified")} boxed>
        <DefinitionList
          items={[
            { term: t("verification.kind"), value: word("certificateKind", certificate.kind) },
            { term: t("verification.holder"), value: <Holder certificate={certificate} /> },
            ...optional(t("verification.unit"), unit && nameOf(unit)),
            {
              term: t("verification.competition"),
              value: <Link to={`/competitions/${certificate.competition.code}`}>{nameOf(certificate.competition)}</Link>,
            },
            ...optional(t("verification.event"), event && nameOf(event)),
            ...(award === null ? [] : [{ term: t("verification.award"), value: <AwardBadge award={award} /> }]),
            { term: t("verification.number"), value: <span className="tabular">{certificate.number}</span> },
            { term: t("verification.issuer"), value: formats.list(certificate.issuers.map(nameOf)) },
            { term: t("verification.issuedOn"), value: formats.day(certificate.issuedOn, "always") },
            ...optional(t("verification.decision"), decisionNumber),
            { term: t("verification.signature"), value: <Signature signed={certificate.signed} /> },
            { term: t("verification.code"), value: <span className="tabular">{formatVerifyCode(certificate.code)}</span> },
          ]}
        />
      </Section>
      {!certificate.isOrganisation && certificate.holder !== "" && <NameForm certificate={certificate} />}
      <Proof />
      <p>
        <Link to="/verify">{t("verification.another")}</Link>
      </p>
    </>
  );
}

const PROOFS = [
  ["/verify/offline", "offlinePage"],
  ["/verify-certificate.mjs", "program"],
  ["/.well-known/certificate-keys.pem", "publicKeys"],
  ["/.well-known/certificate-keys.json", "keyList"],
] as const;

/** What anyone verifies a certificate with who trusts no page of ours. */
function Proof() {
  const { t } = useTranslation("public");
  return (
    <Section title={t("verification.proof")}>
      <p>{t("verification.proofLead")}</p>
      <ul>
        {PROOFS.map(([href, key]) => (
          <li key={href}>
            <a href={href} download>
              {t(`verification.${key}`)}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function State({ certificate }: { certificate: VerifiedCertificate }) {
  const { t } = useTranslation("public");
  const formats = useFormats();
  const { inForceAt, revokedAt, revokedReason, replacedBy, publicityEndsAt } = certificate;
  if (revokedAt !== null) {
    const day = formats.day(revokedAt, "always");
    return (
      <Verdict tone="none" icon={Ban} title={t("verification.revoked")}>
        {revokedReason === "rescored" ? t("verification.revokedOn", { day }) : t("verification.revokedByHand", { day })}
        {replacedBy && (
          <>
            {" "}
            <Link to={`/verify/${replacedBy.code}`}>{t("verification.replacedBy", { number: replacedBy.number })}</Link>
          </>
        )}
      </Verdict>
    );
  }
  if (inForceAt !== null) {
    return (
      <Verdict tone="done" icon={BadgeCheck} title={t("verification.holds")}>
        {t("verification.holdsSince", { day: formats.day(inForceAt, "always") })}
      </Verdict>
    );
  }
  return (
    <Verdict tone="wait" icon={Hourglass} title={t("verification.awaiting")}>
      {publicityEndsAt !== null && t("verification.awaitingUntil", { until: formats.dateTime(publicityEndsAt) })}
    </Verdict>
  );
}

function Holder({ certificate: { holder, isOrganisation, nameMatches } }: { certificate: VerifiedCertificate }) {
  const { t } = useTranslation("public");
  if (holder === "") return <>{t("verification.holderErased")}</>;
  return (
    <>
      <strong>{holder}</strong>{" "}
      {!isOrganisation && nameMatches !== true && <span className={classes.aside}>{t("verification.holderHint")}</span>}
    </>
  );
}

function Signature({ signed }: { signed: VerifiedCertificate["signed"] }) {
  const { t } = useTranslation("public");
  if (signed === null) return <>{t("verification.notSigned")}</>;
  if (!signed.isValid) return <strong>{t("verification.signatureBroken")}</strong>;
  return <>{t(signed.isDistrusted ? "verification.signatureDistrusted" : "verification.signed", { keyId: signed.keyId })}</>;
}

function NameForm({ certificate: { nameMatches } }: { certificate: VerifiedCertificate }) {
  const { t } = useTranslation("public");
  return (
    <Section title={t("verification.checkName")}>
      {nameMatches !== null && (
        <Notice tone={nameMatches ? "done" : "act"} live>
          {t(nameMatches ? "verification.nameMatches" : "verification.nameDiffers")}
        </Notice>
      )}
      <Form method="post" className={classes.form}>
        <TextInput
          name="name"
          label={t("verification.nameTyped")}
          description={t("verification.nameHint")}
          required
          autoComplete="off"
          maxLength={100}
        />
        <ActButton intent="check-holder" namespace="public" icon={UserCheck} look="quiet">
          {t("verification.checkName")}
        </ActButton>
      </Form>
    </Section>
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
