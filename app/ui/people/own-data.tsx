/** A person's own data on his results page: consent given or taken back, export and erasure asked for. */
import { Form } from "@remix-run/react";
import { Download, Eraser, FileDown, ShieldCheck, ShieldOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { DataRequestKind, DataRequestState } from "#app/domain/people/data-request.ts";
import { CONSENT_VERSION } from "#app/domain/registration/consent.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { type Answer, refusalsOf } from "#app/ui/answer.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { ConsentFields } from "#app/ui/registration/consent-fields.tsx";
import { Section } from "#app/ui/section.tsx";
import form from "#app/ui/setup/form.module.css";
import { When } from "#app/ui/when.tsx";

export type OwnDataProps = {
  readonly data: {
    readonly minor: boolean | null;
    readonly consent: { readonly version: string; readonly givenAt: string } | null;
    readonly requests: readonly {
      readonly id: string;
      readonly kind: DataRequestKind;
      readonly state: DataRequestState;
      readonly requestedAt: string;
      readonly decision: string | null;
    }[];
    readonly hasExport: boolean;
  };
  readonly answer: Answer;
};

export function OwnData({ data, answer }: OwnDataProps) {
  const { t } = useTranslation("dataRequests");
  const { consent, requests, hasExport } = data;
  const isOpen = (kind: DataRequestKind) => requests.some((request) => request.kind === kind && request.state === "open");
  const others = answer && !answer.ok && answer.intent !== "give-consent" ? answer.refusals : [];
  return (
    <Section title={t("own.title")} description={t("own.lead")}>
      {answer?.ok && (
        <Notice tone="done" live>
          {t("own.done")}
        </Notice>
      )}
      <Refusals namespace="dataRequests" refusals={others} />
      {consent?.version === CONSENT_VERSION ? (
        <Form method="post" preventScrollReset>
          <p>
            {t("own.consent", { version: consent.version })} <When at={consent.givenAt} />
          </p>
          <div className={form.foot}>
            <ActButton
              intent="withdraw-consent"
              namespace="dataRequests"
              icon={ShieldOff}
              look="quiet"
              consequence={t("own.withdrawHint")}
            >
              {t("own.withdraw")}
            </ActButton>
          </div>
        </Form>
      ) : (
        <GiveConsent minor={data.minor} answer={answer} />
      )}
      {requests.length > 0 && (
        <ul>
          {requests.map(({ id, kind, state, requestedAt, decision }) => (
            <li key={id}>
              {t("own.requested", { kind: t(`kind.${kind}`), state: t(`state.${state}`) })} <When at={requestedAt} /> {decision}
            </li>
          ))}
        </ul>
      )}
      {hasExport && (
        <p>
          <a href="/results/mine/data" download>
            <Download size={16} aria-hidden="true" /> {t("own.download.page")}
          </a>{" "}
          <a href="/results/mine/data?shape=json" download>
            <Download size={16} aria-hidden="true" /> {t("own.download.json")}
          </a>
        </p>
      )}
      <div className={form.foot}>
        <RequestForm kind="export" isOpen={isOpen("export")} />
        <RequestForm kind="erasure" isOpen={isOpen("erasure")} />
      </div>
    </Section>
  );
}

function GiveConsent({ minor, answer }: { minor: boolean | null; answer: Answer }) {
  const { t } = useTranslation("dataRequests");
  const refusals = refusalsOf(answer, "give-consent");
  return (
    <>
      <p>{t("own.noConsent")}</p>
      <details open={refusals.length > 0 || undefined}>
        <summary>{t("own.give")}</summary>
        <Form method="post" preventScrollReset>
          <ConsentFields minor={minor === true} by="self" refusals={refusals} />
          <ActButton
            intent="give-consent"
            namespace="dataRequests"
            icon={ShieldCheck}
            unmet={minor === null ? [{ code: "birth-date-missing" }] : []}
          >
            {t("own.giveAct")}
          </ActButton>
        </Form>
      </details>
    </>
  );
}

function RequestForm({ kind, isOpen }: { kind: DataRequestKind; isOpen: boolean }) {
  const { t } = useTranslation("dataRequests");
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="kind" value={kind} />
      <ActButton
        intent="request-data"
        namespace="dataRequests"
        icon={kind === "export" ? FileDown : Eraser}
        look={kind === "export" ? "quiet" : "grave"}
        unmet={isOpen ? [{ code: "request-open" }] : []}
        consequence={kind === "erasure" ? t("own.erasureHint") : undefined}
      >
        {t(`own.${kind}`)}
      </ActButton>
    </Form>
  );
}
