/** 抽签: the frozen roster with its commitment, the supervisor's contribution, the seats, and what anyone can check them by. */
import { TextInput } from "@mantine/core";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { Dices, Lock, Shuffle } from "lucide-react";
import { useTranslation } from "react-i18next";
import { hasRole } from "#app/domain/access/access.ts";
import { FreezeRosterSchema, HoldDrawSchema } from "#app/forms/registration.ts";
import { defineAction, defineIntent, defineLoader, notFound } from "#app/platform/access/define.server.ts";
import type { DrawProof } from "#app/queries/draw/find-draw-proof.server.ts";
import { type DrawRow, type DrawView, getDraw } from "#app/queries/draw/get-draw.server.ts";
import { freezeRoster } from "#app/services/draw/freeze-roster.server.ts";
import { holdDraw } from "#app/services/draw/hold-draw.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import { People } from "#app/ui/registration/people.tsx";
import classes from "#app/ui/registration/registration.module.css";
import { Section } from "#app/ui/section.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { When } from "#app/ui/when.tsx";

const ORGANISER = { roles: ["organiser"], within: "scope" } as const;
const SUPERVISOR = { roles: ["supervisor"], within: "scope" } as const;

export const loader = defineLoader(
  { access: { roles: ["organiser", "supervisor"], within: "scope" } },
  async ({ runtime, scope, actor }) => {
    if (scope.roundId === null) throw notFound();
    const canFreeze = hasRole(actor.grants, ORGANISER.roles, scope);
    const canHold = hasRole(actor.grants, SUPERVISOR.roles, scope);
    const view = await getDraw(runtime, { roundId: scope.roundId, readerId: actor.userId, showsIdentities: canFreeze });
    return { ...view, canFreeze, canHold };
  },
);

export const action = defineAction({
  "freeze-roster": defineIntent({
    access: ORGANISER,
    form: FreezeRosterSchema,
    run: ({ runtime, actor, scope }) => freezeRoster(runtime, actor, { roundId: String(scope.roundId) }),
  }),
  "hold-draw": defineIntent({
    access: SUPERVISOR,
    form: HoldDrawSchema,
    run: ({ runtime, actor, scope, input }) =>
      holdDraw(runtime, actor, { roundId: String(scope.roundId), contribution: input.contribution }),
  }),
});

export const handle: PageHandle = { title: "registration:draw.title" };

export default function Draw() {
  const { event, roundPhase, freeze, hold, proof, rows, canFreeze, canHold } = useLoaderData<typeof loader>();
  const { t, i18n } = useTranslation("registration");
  return (
    <>
      <PageHeader
        title={`${t("draw.title")} · ${i18n.language === "en" ? event.nameEn : event.name}`}
        status={<StatusBadge list="roundPhase" value={roundPhase} />}
        description={t("draw.lead")}
      />
      <Freeze unmet={freeze} entries={rows.length} isFrozen={proof !== null} canFreeze={canFreeze} />
      <Hold unmet={hold} proof={proof} canHold={canHold} />
      {proof && <Proof proof={proof} />}
      <Seats rows={rows} isDrawn={proof?.opened !== null && proof !== null} />
    </>
  );
}

function Freeze(props: { unmet: DrawView["freeze"]; entries: number; isFrozen: boolean; canFreeze: boolean }) {
  const { unmet, entries, isFrozen, canFreeze } = props;
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("registration");
  return (
    <Section title={t("draw.freezeTitle")}>
      <Refusals namespace="registration" refusals={refusalsOf(answer, "freeze-roster")} />
      {isFrozen ? (
        <Notice tone="done" live={answer?.intent === "freeze-roster"}>
          {t("draw.frozen")}
        </Notice>
      ) : (
        <div className={classes.form}>
          <p>{t("draw.freezeText", { count: entries })}</p>
          {canFreeze && (
            <Form method="post">
              <ActButton
                intent="freeze-roster"
                namespace="registration"
                icon={Lock}
                unmet={unmet}
                consequence={t("draw.freezeHint")}
              >
                {t("draw.freeze")}
              </ActButton>
            </Form>
          )}
        </div>
      )}
    </Section>
  );
}

function Hold({ unmet, proof, canHold }: { unmet: DrawView["hold"]; proof: DrawProof | null; canHold: boolean }) {
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("registration");
  const { errorOf, others } = useFieldErrors("registration", refusalsOf(answer, "hold-draw"), ["contribution"]);
  const isHeld = proof !== null && proof.opened !== null;
  return (
    <Section title={t("draw.holdTitle")}>
      <Refusals namespace="registration" refusals={others} />
      {isHeld ? (
        <Notice tone="done" live={answer?.intent === "hold-draw"}>
          {t("draw.held")}
        </Notice>
      ) : (
        <div className={classes.form}>
          <p>{t("draw.holdText")}</p>
          {canHold ? (
            <Form method="post" className={classes.form}>
              <TextInput
                name="contribution"
                label={t("draw.contribution")}
                description={t("draw.contributionHint")}
                required
                maxLength={200}
                autoComplete="off"
                error={errorOf("contribution")}
                disabled={unmet.length > 0}
              />
              <ActButton intent="hold-draw" namespace="registration" icon={Dices} unmet={unmet} consequence={t("draw.holdHint")}>
                {t("draw.hold")}
              </ActButton>
            </Form>
          ) : (
            proof !== null && <Notice tone="info">{t("draw.waiting")}</Notice>
          )}
        </div>
      )}
    </Section>
  );
}

function Proof({ proof }: { proof: DrawProof }) {
  const { t } = useTranslation("registration");
  const hash = (text: string) => <span className={classes.hash}>{text}</span>;
  const { opened } = proof;
  return (
    <Section title={t("draw.proof")} description={t("draw.proofHint")} boxed>
      <DefinitionList
        items={[
          { term: t("draw.rosterHash"), value: hash(proof.rosterHash) },
          { term: t("draw.commitment"), value: hash(proof.commitment) },
          { term: t("draw.frozenAt"), value: <When at={proof.frozenAt} /> },
          ...(opened === null
            ? []
            : [
                { term: t("draw.secret"), value: hash(opened.secret) },
                { term: t("draw.contributionValue"), value: opened.contribution },
                { term: t("draw.contributor"), value: hash(opened.contributorId) },
                { term: t("draw.seed"), value: hash(opened.seed) },
                { term: t("draw.drawnAt"), value: <When at={opened.drawnAt} /> },
              ]),
        ]}
      />
      <p className={classes.soft}>{t("draw.algorithm")}</p>
    </Section>
  );
}

function Seats({ rows, isDrawn }: { rows: readonly DrawRow[]; isDrawn: boolean }) {
  const { t, i18n } = useTranslation("registration");
  const showsIdentities = rows.some(({ identity }) => identity !== null);
  const columns: readonly Column<DrawRow>[] = [
    ...(isDrawn
      ? [
          {
            id: "seat",
            header: t("draw.seat"),
            noWrap: true,
            sortBy: ({ seatCode }: DrawRow) => seatCode,
            cell: ({ seatCode }: DrawRow) => <span className={classes.code}>{seatCode}</span>,
          },
        ]
      : []),
    {
      id: "number",
      header: t("entrantNumber"),
      isRowHeader: true,
      noWrap: true,
      sortBy: ({ entrantNumber }) => entrantNumber,
      cell: ({ entrantNumber }) => <span className="tabular">{entrantNumber}</span>,
    },
    ...(showsIdentities
      ? [
          {
            id: "people",
            header: t("people"),
            cell: ({ identity }: DrawRow) => (
              <People members={(identity?.names ?? []).map((name, index) => ({ id: `${index} ${name}`, name }))} />
            ),
          },
          {
            id: "delegation",
            header: t("delegation"),
            sortBy: ({ identity }: DrawRow) => identity?.delegation ?? null,
            cell: ({ identity }: DrawRow) => (i18n.language === "en" ? identity?.delegationEn : identity?.delegation),
          },
        ]
      : []),
  ];
  return (
    <Section title={isDrawn ? t("draw.seatsTitle") : t("draw.listTitle")}>
      <DataTable
        caption={t("draw.caption")}
        rows={rows}
        rowKey={({ entryId }) => entryId}
        columns={columns}
        search={({ seatCode, entrantNumber, identity }) =>
          [seatCode ?? "", entrantNumber, ...(identity?.names ?? []), identity?.delegation ?? ""].join(" ")
        }
        empty={<EmptyState icon={Shuffle} title={t("draw.empty")} hint={t("draw.emptyHint")} />}
      />
    </Section>
  );
}
