/** 我的参赛历程: one person's way from the registration to what he is owed; nothing else competes with it. */
import { Link, useLoaderData } from "@remix-run/react";
import { QrCode, UserRoundSearch } from "lucide-react";
import { useTranslation } from "react-i18next";
import { isOver } from "#app/domain/shared/vocabulary.ts";
import { RequestOwnDataSchema } from "#app/forms/data-requests.ts";
import { GiveConsentSchema } from "#app/forms/entry.ts";
import { OpenMessageSchema } from "#app/forms/messages.ts";
import { NoFieldsSchema } from "#app/forms/no-fields.ts";
import { useWord } from "#app/i18n/word.ts";
import { defineAction, defineIntent, defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { type HeldCertificate, listHeldCertificates } from "#app/queries/certificates/list-held-certificates.server.ts";
import { listInbox } from "#app/queries/messages/list-inbox.server.ts";
import { findOwnData } from "#app/queries/people/find-own-data.server.ts";
import {
  findJourneys,
  type Journey,
  type JourneyResult,
  type Journeys,
  type RecordedJourney,
} from "#app/queries/public/find-journeys.server.ts";
import { openMessage, readAllMessages } from "#app/services/messages/read-messages.server.ts";
import { giveConsent } from "#app/services/people/give-consent.server.ts";
import { requestData } from "#app/services/people/request-data.server.ts";
import { withdrawOwnConsent } from "#app/services/people/withdraw-own-consent.server.ts";
import { AwardBadge } from "#app/ui/award-badge.tsx";
import { OwedList } from "#app/ui/beneficiaries/owed-list.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFactSummary } from "#app/ui/facts/fact-words.tsx";
import { AdvancementWay } from "#app/ui/ladder/advancement-way.tsx";
import { Mark } from "#app/ui/mark.tsx";
import { InboxList } from "#app/ui/messages/inbox-list.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { OwnData } from "#app/ui/people/own-data.tsx";
import { CertificateLinks } from "#app/ui/public/certificate-links.tsx";
import { JourneyLine, JourneyStep } from "#app/ui/public/journey-line.tsx";
import { PublicPage } from "#app/ui/public/public-page.tsx";
import { OriginLine } from "#app/ui/registration/origin.tsx";
import { GoesOnBadge } from "#app/ui/rounds/goes-on-badge.tsx";
import { Section } from "#app/ui/section.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useFormats } from "#app/ui/use-formats.ts";
import { useNamed } from "#app/ui/use-named.ts";
import { When } from "#app/ui/when.tsx";
import classes from "./my-results.module.css";

export const loader = defineLoader({ access: "result-holder" }, async ({ runtime, personId }) => {
  const journeys = await findJourneys(runtime, personId);
  const data = await findOwnData(runtime, personId);
  if (journeys === null || data === null) throw notFound();
  return {
    ...journeys,
    data,
    messages: await listInbox(runtime, { personId }),
    held: await listHeldCertificates(runtime, personId),
  };
});

export const action = defineAction({
  "give-consent": defineIntent({
    access: "result-holder",
    form: GiveConsentSchema,
    run: ({ runtime, personId, input }) => giveConsent(runtime, { personId, ...input }),
  }),
  "withdraw-consent": defineIntent({
    access: "result-holder",
    form: NoFieldsSchema,
    run: ({ runtime, personId }) => withdrawOwnConsent(runtime, { personId }),
  }),
  "request-data": defineIntent({
    access: "result-holder",
    form: RequestOwnDataSchema,
    run: ({ runtime, personId, input }) => requestData(runtime, null, { kind: input.kind, subject: { personId } }),
  }),
  "open-message": defineIntent({
    access: "result-holder",
    form: OpenMessageSchema,
    run: ({ runtime, personId, input }) => openMessage(runtime, { personId }, input),
  }),
  "read-all": defineIntent({
    access: "result-holder",
    form: NoFieldsSchema,
    run: ({ runtime, personId }) => readAllMessages(runtime, { personId }),
  }),
});

export const handle: PageHandle = { title: "public:journey.title" };

export default function MyResults() {
  const { name, journeys, recorded, regions, data, messages, held } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation(["public", "messages"]);
  return (
    <PublicPage width="narrow">
      <PageHeader title={t("journey.of", { name })} actions={<Link to="/results">{t("journey.another")}</Link>} />
      {journeys.length === 0 && recorded.length === 0 && (
        <EmptyState icon={UserRoundSearch} title={t("journey.none")} hint={t("journey.noneHint")} />
      )}
      {messages.length > 0 && (
        <Section id="messages" title={t("messages:inbox.mine")}>
          <InboxList messages={messages} />
        </Section>
      )}
      {journeys.map((journey) => (
        <JourneyView key={journey.entryId} journey={journey} regions={regions} />
      ))}
      {held.length > 0 && (
        <Section title={t("journey.held")}>
          <JourneyLine>
            {held.map((certificate) => (
              <HeldStep key={certificate.id} certificate={certificate} />
            ))}
          </JourneyLine>
        </Section>
      )}
      {recorded.length > 0 && (
        <Section title={t("journey.recorded")} description={t("journey.recordedHint")}>
          <JourneyLine>
            {recorded.map((fact) => (
              <RecordedStep key={fact.factId} fact={fact} regions={regions} />
            ))}
          </JourneyLine>
        </Section>
      )}
      <OwnData data={data} answer={answer} />
    </PublicPage>
  );
}

type Part = { journey: Journey };

function JourneyView({ journey, regions }: Part & Pick<Journeys, "regions">) {
  const { t } = useTranslation(["public", "registration"]);
  const nameOf = useNamed();
  const { competition, event, delegation } = journey;
  return (
    <Section
      title={<Link to={`/competitions/${competition.code}`}>{nameOf(competition)}</Link>}
      description={t("journey.event", { event: nameOf(event), delegation: nameOf(delegation) })}
    >
      <JourneyLine>
        <EntryStep journey={journey} />
        <ReviewStep journey={journey} />
        {journey.status === "accepted" && (
          <>
            <JourneyStep state={journey.entrantNumber ? "past" : "coming"} title={t("journey.number")}>
              {journey.entrantNumber ? (
                <>
                  <strong className={`tabular ${classes.figure}`}>{journey.entrantNumber}</strong>
                  <Link to={`/results/mine/${journey.entryId}/badge`} className={classes.verify}>
                    <QrCode size={18} aria-hidden="true" />
                    {t("registration:badge.show")}
                  </Link>
                </>
              ) : (
                t("journey.numberPending")
              )}
            </JourneyStep>
            {journey.earlier.map((result) => (
              <PublishedStep key={result.round?.number} journey={journey} result={result} />
            ))}
            <CheckInStep journey={journey} />
            <ResultStep journey={journey} />
            <CertificateStep journey={journey} />
            <OwedStep journey={journey} regions={regions} />
            <AdvancementStep journey={journey} />
          </>
        )}
      </JourneyLine>
    </Section>
  );
}

/** Registered here, or come from the tier below. */
function EntryStep({ journey: { origin, registeredAt } }: Part) {
  const { t } = useTranslation("public");
  return (
    <JourneyStep state="past" title={origin ? t("journey.cameUp") : t("journey.registered")} at={registeredAt}>
      {origin && <OriginLine origin={origin} />}
    </JourneyStep>
  );
}

function ReviewStep({ journey: { status, review } }: Part) {
  const { t } = useTranslation("public");
  const state = status === "accepted" ? "past" : isOver(status) ? "stopped" : "current";
  return (
    <JourneyStep state={state} title={t("journey.review.title")} at={status === "accepted" ? review?.at : undefined}>
      <StatusBadge list="registrationStatus" value={status} /> {t(`journey.review.${status}`, { reason: review?.reason ?? "" })}
    </JourneyStep>
  );
}

function CheckInStep({ journey: { participation, checkedInAt } }: Part) {
  const { t } = useTranslation("public");
  if (participation === null || participation === "expected") {
    return (
      <JourneyStep state="coming" title={t("journey.checkIn")}>
        {t("journey.checkInPending")}
      </JourneyStep>
    );
  }
  return (
    <JourneyStep
      state={participation === "checked-in" ? "past" : "stopped"}
      title={t("journey.checkIn")}
      at={checkedInAt ?? undefined}
    >
      <StatusBadge list="participation" value={participation} />
    </JourneyStep>
  );
}

function ResultStep({ journey }: Part) {
  const { t } = useTranslation("public");
  const { result, participation } = journey;
  if (!result) {
    // While others are marked, a later session is still to come.
    const isToCome = participation === null || participation === "expected";
    const phase = isToCome ? "draw" : (journey.roundPhase ?? "draw");
    return (
      <JourneyStep state={phase === "draw" ? "coming" : "current"} title={t("journey.result")}>
        {t(`journey.resultPending.${phase}`)}
      </JourneyStep>
    );
  }
  return <PublishedStep journey={journey} result={result} />;
}

/** The published result of one round. */
function PublishedStep({ journey: { entryId, competition, event }, result }: Part & { result: JourneyResult }) {
  const { t } = useTranslation(["public", "rounds", "explanation"]);
  const word = useWord();
  const { place, tied, ranked, mark, maximum, award, round, goesOn } = result;
  const title = round ? t("rounds:resultOf", { round: word("roundKind", round.kind) }) : t("journey.result");
  return (
    <JourneyStep state="past" title={title} at={result.publishedAt}>
      <div className={classes.result}>
        <p className={classes.figure}>
          {place === null ? t("journey.noRank") : t(tied ? "journey.rankTied" : "journey.rank", { place })}
          {place !== null && <span className={classes.aside}>{t("journey.rankOf", { count: ranked })}</span>}
        </p>
        {mark !== null && (
          <p className={classes.figure}>
            <Mark value={mark} maximum={maximum} />
          </p>
        )}
        {goesOn === null ? (
          award ? (
            <AwardBadge award={award} size="lg" />
          ) : (
            <span className={classes.aside}>{t("journey.noAward")}</span>
          )
        ) : goesOn ? (
          <GoesOnBadge />
        ) : (
          <span className={classes.aside}>{t("rounds:goingOn.no")}</span>
        )}
      </div>
      <p>
        <Link to={`/competitions/${competition.code}/events/${event.code}${round ? `?round=${round.number}` : ""}`}>
          {t("journey.seeBoard")}
        </Link>
      </p>
      <p>
        <Link to={`/results/mine/${entryId}${round ? `?round=${round.number}` : ""}`}>{t("explanation:yours")}</Link>
      </p>
    </JourneyStep>
  );
}

function CertificateStep({ journey: { certificate, result, competition } }: Part) {
  const { t } = useTranslation("public");
  const formats = useFormats();
  if (!certificate) {
    return (
      <JourneyStep state="coming" title={t("journey.certificate")}>
        {result && result.award === null && !result.goesOn ? t("journey.certificateNone") : t("journey.certificatePending")}
      </JourneyStep>
    );
  }
  const until = competition.publicityEndsAt;
  return (
    <JourneyStep state={certificate.isInForce ? "past" : "current"} title={t("journey.certificate")}>
      <p>
        {certificate.isInForce
          ? t("journey.inForce")
          : until
            ? t("journey.awaitingUntil", { until: formats.dateTime(until) })
            : t("journey.awaiting")}
        <span className={`tabular ${classes.aside}`}>{t("journey.certificateNumber", { number: certificate.number })}</span>
      </p>
      <CertificateLinks certificate={certificate} />
    </JourneyStep>
  );
}

function HeldStep({ certificate }: { certificate: HeldCertificate }) {
  const { t } = useTranslation("public");
  const word = useWord();
  const nameOf = useNamed();
  const { kind, number, event, competition, isInForce } = certificate;
  return (
    <JourneyStep state={isInForce ? "past" : "current"} title={word("certificateKind", kind)}>
      <p>
        {[nameOf(competition), ...(event === null ? [] : [nameOf(event)])].join(" · ")}
        <span className={`tabular ${classes.aside}`}>{t("journey.certificateNumber", { number })}</span>
      </p>
      {!isInForce && <p>{t("journey.awaiting")}</p>}
      <CertificateLinks certificate={certificate} />
    </JourneyStep>
  );
}

function OwedStep({ journey: { findings }, regions }: Part & Pick<Journeys, "regions">) {
  const { t } = useTranslation("public");
  if (!findings) {
    return (
      <JourneyStep state="coming" title={t("journey.owed")}>
        {t("journey.owedPending")}
      </JourneyStep>
    );
  }
  return (
    <JourneyStep state="past" title={t("journey.owed")}>
      <OwedList findings={findings} regions={regions} reader="self" />
    </JourneyStep>
  );
}

/** What officers recorded of him, with what the clauses say of it. */
function RecordedStep({ fact, regions }: { fact: RecordedJourney } & Pick<Journeys, "regions">) {
  const { t } = useTranslation("public");
  const summary = useFactSummary();
  const { content, occurredOn, findings } = fact;
  return (
    <JourneyStep state="past" title={summary(content)} at={occurredOn}>
      {findings ? <OwedList findings={findings} regions={regions} reader="self" /> : t("journey.owedComing")}
    </JourneyStep>
  );
}

function AdvancementStep({ journey: { advancement, competition } }: Part) {
  const { t } = useTranslation("public");
  const nameOf = useNamed();
  if (advancement) {
    return (
      <JourneyStep state="past" title={t("journey.advancement")}>
        {t("journey.advanced", { competition: nameOf(advancement.competition), event: nameOf(advancement.event) })}
        <AdvancementWay state={advancement.state} route={advancement.route} />
        {advancement.status && <StatusBadge list="registrationStatus" value={advancement.status} />}
      </JourneyStep>
    );
  }
  return (
    <JourneyStep state="coming" title={t("journey.advancement")}>
      {competition.finalisedAt ? t("journey.advancementNone") : t("journey.advancementPending")}
      {competition.finalisedAt && (
        <span className={classes.aside}>
          <When at={competition.finalisedAt} as="day" />
        </span>
      )}
    </JourneyStep>
  );
}
