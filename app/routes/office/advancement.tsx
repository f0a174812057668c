/** 晋级: who goes on from this competition, step by step, and where those who came to it come from. */
import { TextInput } from "@mantine/core";
import { Form, useLoaderData } from "@remix-run/react";
import { CircleCheck, ListPlus, UserCheck, UserMinus, UsersRound } from "lucide-react";
import { useTranslation } from "react-i18next";
import { hasRole } from "#app/domain/access/access.ts";
import { OFFICE_ACTORS } from "#app/domain/access/office-rooms.ts";
import type { AdvancementAct } from "#app/domain/ladder/advancement-states.ts";
import { MoveAdvancementsSchema } from "#app/forms/ladder.ts";
import { NoFieldsSchema } from "#app/forms/no-fields.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { listAdvancements } from "#app/queries/ladder/list-advancements.server.ts";
import { moveAdvancements } from "#app/services/ladder/move-advancements.server.ts";
import { offerDuePlaces } from "#app/services/ladder/offer-due-places.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { AdvancementTable, MOVING_FORM } from "#app/ui/ladder/advancement-table.tsx";
import classes from "#app/ui/ladder/ladder.module.css";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useFormats } from "#app/ui/use-formats.ts";

export const loader = defineLoader(
  { access: { roles: ["organiser", "reviewer", "policy-officer", "supervisor", "administrator"], within: "scope" } },
  async ({ runtime, actor, scope }) => ({
    page: await listAdvancements(runtime, String(scope.competitionId)),
    mayAct: hasRole(actor.grants, OFFICE_ACTORS, scope),
  }),
);

export const action = defineAction({
  "take-into-squad": moving("take-into-squad"),
  "select-advancement": moving("select"),
  "confirm-advancement": moving("confirm"),
  "decline-advancement": moving("decline"),
  "offer-places": defineIntent({
    access: { roles: OFFICE_ACTORS, within: "scope" },
    form: NoFieldsSchema,
    run: ({ runtime, actor, scope }) => offerDuePlaces(runtime, actor, { competitionId: String(scope.competitionId) }),
  }),
});

function moving(act: AdvancementAct) {
  return defineIntent({
    access: { roles: OFFICE_ACTORS, within: "scope" },
    form: MoveAdvancementsSchema,
    run: ({ runtime, actor, scope, input }) =>
      moveAdvancements(runtime, actor, { ...input, act, from: { competitionId: String(scope.competitionId) } }),
  });
}

const INTENTS = ["take-into-squad", "select-advancement", "confirm-advancement", "decline-advancement", "offer-places"] as const;

export const handle: PageHandle = { title: "ladder:title" };

export default function AdvancementPage() {
  const { page, mayAct } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("ladder");
  const formats = useFormats();
  const { outgoing, incoming, notOffered } = page;
  const mayMove = mayAct && !page.isReopened;
  const different = outgoing.filter(({ isNoLongerDue }) => isNoLongerDue);
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} />
      <Refusals namespace="ladder" refusals={INTENTS.flatMap((intent) => refusalsOf(answer, intent))} />
      {answer?.ok && (
        <Notice tone="done" live>
          {t("done")}
        </Notice>
      )}
      {page.isReopened && (
        <Notice tone="act" title={t("reopened")}>
          {t("reopenedHint")}
        </Notice>
      )}
      {different.length > 0 && (
        <Notice tone="act" title={t("different")}>
          {formats.list(different.map(({ holders }) => formats.list(holders)))}
        </Notice>
      )}
      {notOffered.length > 0 && (
        <Notice tone="act" title={t("notOffered")}>
          <p>{formats.list(notOffered.map(({ holders }) => formats.list(holders)))}</p>
          {mayAct && (
            <Form method="post">
              <ActButton intent="offer-places" namespace="ladder" icon={ListPlus} look="quiet">
                {t("offer")}
              </ActButton>
            </Form>
          )}
        </Notice>
      )}
      <Section title={t("outgoing")} description={t("outgoingHint")}>
        <AdvancementTable
          name="out"
          caption={t("outgoing")}
          rows={outgoing}
          mayAct={mayMove}
          empty={[t("emptyOutgoing"), t("emptyOutgoingHint")]}
        />
        {mayMove && outgoing.length > 0 && <Acts hasSquad={outgoing.some(({ route }) => route === "squad")} />}
      </Section>
      <Section title={t("incoming")} description={t("incomingHint")}>
        <AdvancementTable
          name="in"
          caption={t("incoming")}
          rows={incoming}
          mayAct={false}
          empty={[t("emptyIncoming"), t("emptyIncomingHint")]}
        />
      </Section>
    </>
  );
}

/** For the rows that are ticked. */
function Acts({ hasSquad }: { hasSquad: boolean }) {
  const { t } = useTranslation("ladder");
  return (
    <Form method="post" id={MOVING_FORM} className={classes.acts} aria-label={t("chosen")}>
      <p className={classes.hint}>{t("chosenHint")}</p>
      <TextInput name="reason" label={t("reason")} description={t("reasonHint")} maxLength={200} />
      <div className={classes.buttons}>
        {hasSquad && (
          <>
            <ActButton intent="take-into-squad" namespace="ladder" icon={UsersRound} look="quiet">
              {t("act.take-into-squad")}
            </ActButton>
            <ActButton intent="select-advancement" namespace="ladder" icon={UserCheck} look="quiet">
              {t("act.select")}
            </ActButton>
          </>
        )}
        <ActButton intent="confirm-advancement" namespace="ladder" icon={CircleCheck} look="quiet">
          {t("act.confirm")}
        </ActButton>
        <ActButton intent="decline-advancement" namespace="ladder" icon={UserMinus} look="grave">
          {t("act.decline")}
        </ActButton>
      </div>
    </Form>
  );
}
