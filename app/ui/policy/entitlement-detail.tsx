/** One entitlement in full: the clause verbatim, who, what is to settle, what changed after a ruling, who did what, and the open acts. */
import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { Ban, CircleCheck, ClipboardCheck, Megaphone, RotateCcw, Send, ShieldCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { DECISION_OUTCOMES, DEFAULT_PUBLICITY_DAYS } from "#app/domain/policy/entitlement-acts.ts";
import type { EntitlementView } from "#app/domain/policy/entitlement-view.ts";
import type { EntitlementDifference, Said } from "#app/domain/policy/reconcile.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { fen } from "#app/domain/shared/units.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { Citation } from "#app/ui/citation.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { Money } from "#app/ui/money.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { Disclosure } from "#app/ui/setup/disclosure.tsx";
import form from "#app/ui/setup/form.module.css";
import { useNamed } from "#app/ui/use-named.ts";
import { When } from "#app/ui/when.tsx";
import { Amount } from "./amount.tsx";
import { EntitlementStateBadge } from "./entitlement-state-badge.tsx";
import { OutcomeBadge, useReasons } from "./findings-list.tsx";
import { TeamDivision } from "./team-division.tsx";

export function EntitlementDetail({ one }: { one: EntitlementView }) {
  const { t, i18n } = useTranslation(["entitlements", "policy"]);
  const isEnglish = i18n.language === "en";
  const { document, row } = one;
  return (
    <>
      <DefinitionList
        items={[
          { term: t("detail.beneficiary"), value: one.beneficiary || t("policy:organisationUnknown") },
          ...(one.people.length === 0 ? [] : [{ term: t("detail.people"), value: one.people.join("、") }]),
          { term: t("detail.source"), value: <Source one={one} /> },
          { term: t("detail.amount"), value: <Amount amount={one.amount} taxBasis={row.taxBasis} /> },
          ...(one.settledFen === null ? [] : [{ term: t("detail.settled"), value: <Money fen={one.settledFen} /> }]),
          ...(one.publicityEndsAt === null
            ? []
            : [{ term: t("detail.publicityEnds"), value: <When at={one.publicityEndsAt} relative /> }]),
          { term: t("policy:table.outcome"), value: <OutcomeBadge {...one} /> },
          ...(one.hasLedger
            ? [{ term: t("detail.money"), value: <Link to={toLedgerOf(one.id)}>{t("detail.ledger")}</Link> }]
            : []),
        ]}
      />
      <Section title={t("detail.clause")} description={one.heading}>
        <Citation
          clause={one.clause}
          text={row.text}
          document={{ ...document, title: isEnglish ? document.titleEn : document.title }}
        />
      </Section>
      {one.difference && <Difference one={one} difference={one.difference} />}
      <Questions one={one} />
      {one.division && <TeamDivision division={one.division} mayDivide={one.mayDivide} />}
      {one.acts && hasActs(one, one.acts) && <Acts one={one} acts={one.acts} />}
      <History one={one} />
    </>
  );
}

/** What was recorded is one step away, with its evidence, for who reviews. */
function Source({ one: { competition, event, recordId } }: { one: EntitlementView }) {
  const { t } = useTranslation("entitlements");
  const named = useNamed();
  const words = [competition ? named(competition) : t("table.outside"), ...(event ? [named(event)] : [])].join(" · ");
  return recordId === null ? words : <Link to={`/policy/facts/${recordId}`}>{words}</Link>;
}

function Difference({ one: { id, state, hasLedger }, difference }: { one: EntitlementView; difference: EntitlementDifference }) {
  const { t } = useTranslation("entitlements");
  return (
    <Section title={t("detail.difference")}>
      <Notice tone={difference.settled ? "info" : "act"}>
        {t(`detail.${difference.kind}`)} {difference.settled && t("detail.settledDifference")}
      </Notice>
      <DefinitionList
        layout="columns"
        items={[
          { term: t("detail.before"), value: <SaidLine said={difference.before} /> },
          { term: t("detail.now"), value: difference.now ? <SaidLine said={difference.now} /> : t("detail.none") },
        ]}
      />
      {state === "paid" && hasLedger && <Link to={toLedgerOf(id)}>{t("detail.clawBack")}</Link>}
    </Section>
  );
}

/** Where its money is, in the policy office. */
function toLedgerOf(id: string): string {
  return `/policy/ledger/entitlements/${id}`;
}

function SaidLine({ said }: { said: Said }) {
  const { amountKind, amountFen } = said;
  const hasFigure = (amountKind === "exact" || amountKind === "ceiling") && amountFen !== null;
  return (
    <>
      <OutcomeBadge {...said} /> <Amount amount={hasFigure ? { kind: amountKind, fen: fen(amountFen) } : { kind: "unknown" }} />
    </>
  );
}

function Questions({ one: { questions, regions } }: { one: EntitlementView }) {
  const { t } = useTranslation("entitlements");
  const inWords = useReasons(regions);
  return (
    <Section title={t("detail.questions")}>
      {questions.length === 0 ? (
        <p>{t("detail.noQuestions")}</p>
      ) : (
        <ul>
          {questions.map((question) => (
            <li key={question.code}>{inWords(question)}</li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** Whether anything can be done about it now, or could be once its conditions are met. */
function hasActs({ state }: EntitlementView, acts: NonNullable<EntitlementView["acts"]>): boolean {
  const isUnderWay = state === "computed" || state === "applied" || state === "reviewed";
  return isUnderWay || [acts.close, acts.keep, acts.refuse, acts.reopen].some((unmet) => unmet.length === 0);
}

function Acts({ one, acts }: { one: EntitlementView; acts: NonNullable<EntitlementView["acts"]> }) {
  const { t } = useTranslation("entitlements");
  const { state } = one;
  const next = state === "applied" ? "review" : state === "reviewed" ? "publicise" : "apply";
  return (
    <Section title={t("detail.acts")}>
      {next === "apply" && state === "computed" && (
        <Form method="post">
          <ActButton intent="apply" namespace="entitlements" icon={Send} unmet={acts.apply}>
            {t("act.apply")}
          </ActButton>
        </Form>
      )}
      {next === "review" && <ReviewForm one={one} unmet={acts.review} />}
      {next === "publicise" && (
        <Form method="post">
          <TextInput
            name="workingDays"
            type="number"
            min={1}
            max={60}
            label={t("batch.days")}
            defaultValue={DEFAULT_PUBLICITY_DAYS}
            w="12rem"
          />
          <div className={form.foot}>
            <ActButton intent="publicise" namespace="entitlements" icon={Megaphone} unmet={acts.publicise}>
              {t("act.publicise")}
            </ActButton>
          </div>
        </Form>
      )}
      {acts.close.length === 0 && <ReasonForm act="close" />}
      {acts.keep.length === 0 && <ReasonForm act="keep" />}
      {acts.refuse.length === 0 && <ReasonForm act="refuse" />}
      {acts.reopen.length === 0 && <ReasonForm act="reopen" />}
    </Section>
  );
}

const REASON_ICONS = { close: CircleCheck, keep: ShieldCheck, refuse: Ban, reopen: RotateCcw } as const;

function ReasonForm({ act }: { act: keyof typeof REASON_ICONS }) {
  const { t } = useTranslation("entitlements");
  const Icon = REASON_ICONS[act];
  return (
    <Disclosure id={act} label={t(`act.${act}`)} icon={Icon}>
      <Form method="post">
        <Textarea name="reason" label={t("form.reason")} required autosize minRows={2} maxLength={1000} />
        <div className={form.foot}>
          <ActButton intent={act} namespace="entitlements" icon={Icon} look={act === "refuse" ? "grave" : "quiet"}>
            {t(`act.${act}`)}
          </ActButton>
        </div>
      </Form>
    </Disclosure>
  );
}

function ReviewForm({ one, unmet }: { one: EntitlementView; unmet: readonly Refusal[] }) {
  const { t } = useTranslation("entitlements");
  const inWords = useReasons(one.regions);
  return (
    <Form method="post">
      {one.questions.map((question) => (
        <fieldset key={question.code} className={form.step}>
          <legend>{inWords(question)}</legend>
          <input type="hidden" name="codes[]" value={question.code} />
          <NativeSelect
            name="outcomes[]"
            label={t("form.outcome")}
            data={DECISION_OUTCOMES.map((value) => ({ value, label: t(`form.${value}`) }))}
          />
          <Textarea name="reasons[]" label={t("form.reason")} required autosize minRows={1} maxLength={1000} />
        </fieldset>
      ))}
      <div className={form.grid}>
        {one.amount.kind !== "exact" && (
          <TextInput name="amount" inputMode="decimal" label={t("form.amount")} description={t("form.amountHint")} />
        )}
        {one.organisations.length > 0 && (
          <NativeSelect
            name="organisationId"
            label={t("form.organisation")}
            data={[
              { value: "", label: t("form.organisationNone") },
              ...one.organisations.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        )}
      </div>
      <div className={form.foot}>
        <ActButton
          intent="review"
          namespace="entitlements"
          icon={ClipboardCheck}
          unmet={unmet}
          consequence={t("form.reviewConsequence")}
        >
          {t("act.review")}
        </ActButton>
      </div>
    </Form>
  );
}

function History({ one: { history, decisions, questions, regions } }: { one: EntitlementView }) {
  const { t } = useTranslation("entitlements");
  const inWords = useReasons(regions);
  const asked = (code: string) => questions.find((question) => question.code === code);
  return (
    <Section title={t("detail.history")}>
      {history.length === 0 && <p>{t("detail.noHistory")}</p>}
      <ul>
        {history.map(({ act, toState, reason, by, at }) => (
          <li key={`${act} ${at}`}>
            {t("detail.by", { act: t(`act.${act}`), by })} <EntitlementStateBadge state={toState} /> <When at={at} /> {reason}
          </li>
        ))}
      </ul>
      {decisions.length > 0 && (
        <Section title={t("detail.decisions")} level={3}>
          <ul>
            {decisions.map(({ code, outcome, reason, by, at }) => {
              const question = asked(code);
              return (
                <li key={`${code} ${at}`}>
                  {question ? inWords(question) : code} {t(`form.${outcome}`)} · {reason} · {by} <When at={at} />
                </li>
              );
            })}
          </ul>
        </Section>
      )}
    </Section>
  );
}
