/** 人员: who holds which duty, over the competition and event by event, and the delegations with their team leaders. */
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { OFFICE_ACTORS, OFFICE_ROOMS } from "#app/domain/access/office-rooms.ts";
import { AccountSchema } from "#app/forms/account.ts";
import { CreateDelegationSchema, GrantRoleSchema, RevokeRoleSchema } from "#app/forms/people.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { getPeople } from "#app/queries/people/get-people.server.ts";
import { Appoint } from "#app/routes/people/appoint.tsx";
import { COMPETITION_ROLES, EVENT_ROLES } from "#app/routes/people/appointed-roles.ts";
import { Delegations } from "#app/routes/people/delegations.tsx";
import { Duties } from "#app/routes/people/duties.tsx";
import { makeAccountLink } from "#app/services/accounts/make-account-link.server.ts";
import { createDelegation } from "#app/services/delegations/create-delegation.server.ts";
import { grantRole } from "#app/services/people/grant-role.server.ts";
import { revokeRole } from "#app/services/people/revoke-role.server.ts";
import { refusalsOf } from "#app/ui/answer.ts";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { Handover } from "#app/ui/setup/handover.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useNamed } from "#app/ui/use-named.ts";
import classes from "./people.module.css";

const ACTORS = { roles: OFFICE_ACTORS, within: "scope" } as const;

export const loader = defineLoader({ access: { roles: OFFICE_ROOMS.people, within: "scope" } }, ({ runtime, actor, scope }) =>
  getPeople(runtime, actor, String(scope.competitionId)),
);

export const action = defineAction({
  "grant-role": defineIntent({
    access: ACTORS,
    form: GrantRoleSchema,
    run: ({ runtime, actor, scope, input }) =>
      grantRole(runtime, actor, { ...input, competitionId: String(scope.competitionId) }),
  }),
  "revoke-role": defineIntent({
    access: ACTORS,
    form: RevokeRoleSchema,
    run: ({ runtime, actor, scope, input }) =>
      revokeRole(runtime, actor, { ...input, competitionId: String(scope.competitionId) }),
  }),
  "make-link": defineIntent({
    access: ACTORS,
    form: AccountSchema,
    run: ({ runtime, actor, scope, input }) =>
      makeAccountLink(runtime, actor, { ...input, resetsSecondFactor: false, competitionId: String(scope.competitionId) }),
  }),
  "create-delegation": defineIntent({
    access: ACTORS,
    form: CreateDelegationSchema,
    run: ({ runtime, actor, scope, input }) =>
      createDelegation(runtime, actor, { ...input, competitionId: String(scope.competitionId) }),
  }),
});

export const handle: PageHandle = { title: "competition:people.title" };

export default function PeopleOfCompetition() {
  const people = useLoaderData<typeof loader>();
  const { t } = useTranslation("competition");
  const named = useNamed();
  const answer = useAnswer<typeof action>();
  const mayAppoint = people.appointing !== null;
  const created = answer?.ok && answer.intent === "create-delegation" ? answer.value : null;
  const added = created && typeof created === "object" && "account" in created ? created : null;
  const made = answer?.ok && answer.value !== null && "link" in answer.value ? answer.value : null;
  return (
    <>
      <PageHeader title={t("people.title")} description={t("people.lead")} />
      <Refusals namespace="competition" refusals={[...refusalsOf(answer, "revoke-role"), ...refusalsOf(answer, "make-link")]} />
      {made && <Handover account={made} isNew={false} />}
      {answer?.ok && (answer.intent === "grant-role" || answer.intent === "revoke-role") && (
        <Notice tone="done" live>
          {answer.intent === "grant-role" ? t("people.appointed") : t("people.revoked")}
        </Notice>
      )}
      {people.appointing && (
        <div className={classes.appoint}>
          <Appoint appointing={people.appointing} events={people.events} delegations={people.delegations} answer={answer} />
        </div>
      )}
      <Section title={t("people.competition")}>
        <Duties roles={COMPETITION_ROLES} holders={people.holders} mayAppoint={mayAppoint} />
      </Section>
      {people.events.length > 0 && (
        <Section title={t("people.events")} description={t("people.eventsHint")}>
          <div className={classes.events}>
            {people.events.map((event) => (
              <div key={event.code}>
                <h3 className={classes.event}>
                  <span className={classes.code}>{event.code}</span>
                  {named(event)}
                </h3>
                <Duties roles={EVENT_ROLES} holders={event.holders} mayAppoint={mayAppoint} event={event} />
              </div>
            ))}
          </div>
        </Section>
      )}
      <Delegations people={people} adding={{ refusals: refusalsOf(answer, "create-delegation"), added }} />
    </>
  );
}
