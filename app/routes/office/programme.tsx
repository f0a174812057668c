/** 赛展演会: exhibitions, demonstrations and conferences beside a competition, with place, time and attendance. */
import { Button, Stack, TextInput } from "@mantine/core";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { Ban, CalendarDays, PencilLine, Users } from "lucide-react";
import { useTranslation } from "react-i18next";
import { hasRole } from "#app/domain/access/access.ts";
import { OFFICE_ACTORS, OFFICE_ROOMS } from "#app/domain/access/office-rooms.ts";
import { PROGRAMME_KINDS, type ProgrammeItemView } from "#app/domain/programme/programme.ts";
import { CountAttendanceSchema, SetItemSchema, WithdrawItemSchema } from "#app/forms/programme.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { getProgramme } from "#app/queries/programme/list-programme.server.ts";
import { countAttendance } from "#app/services/programme/count-attendance.server.ts";
import { setItem } from "#app/services/programme/set-item.server.ts";
import { withdrawItem } from "#app/services/programme/withdraw-item.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { useLoadedAt } from "#app/ui/clock.tsx";
import { type Column, DataTable, type Filter } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { ItemForm } from "#app/ui/programme/item-form.tsx";
import classes from "#app/ui/programme/programme.module.css";
import { ProgrammeTime } from "#app/ui/programme/programme-time.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { Stat, Stats } from "#app/ui/stat.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useNamed } from "#app/ui/use-named.ts";

const ACTORS = { roles: OFFICE_ACTORS, within: "scope" } as const;

export const loader = defineLoader(
  { access: { roles: OFFICE_ROOMS.programme, within: "scope" } },
  async ({ runtime, actor, scope, url }) => {
    const page = await getProgramme(runtime, String(scope.competitionId));
    return {
      ...page,
      changing: page.items.find(({ id }) => id === url.searchParams.get("item")) ?? null,
      mayAct: hasRole(actor.grants, OFFICE_ACTORS, scope),
    };
  },
);

export const action = defineAction({
  "set-item": defineIntent({
    access: ACTORS,
    form: SetItemSchema,
    run: ({ runtime, actor, scope, input }) => setItem(runtime, actor, { ...input, competitionId: String(scope.competitionId) }),
  }),
  "count-attendance": defineIntent({
    access: ACTORS,
    form: CountAttendanceSchema,
    run: ({ runtime, actor, scope, input }) =>
      countAttendance(runtime, actor, { ...input, competitionId: String(scope.competitionId) }),
  }),
  "withdraw-item": defineIntent({
    access: ACTORS,
    form: WithdrawItemSchema,
    run: ({ runtime, actor, scope, input }) =>
      withdrawItem(runtime, actor, { ...input, competitionId: String(scope.competitionId) }),
  }),
});

export const handle: PageHandle = { title: "programme:title" };

const DONE = { "set-item": "saved", "count-attendance": "counted", "withdraw-item": "withdrawn" } as const;

export default function Programme() {
  const { items, hosts, changing, mayAct } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("programme");
  const named = useNamed();
  const loadedAt = useLoadedAt();
  const titleOf = ({ title, titleEn }: ProgrammeItemView) => named({ name: title, nameEn: titleEn });
  const isBegun = ({ startsAt }: ProgrammeItemView) => loadedAt !== null && Date.parse(startsAt) <= Number(loadedAt);
  const uncounted = items.filter((item) => isBegun(item) && item.attended === null);
  const sum = (of: (item: ProgrammeItemView) => number | null) => items.reduce((total, item) => total + (of(item) ?? 0), 0);
  const columns: readonly Column<ProgrammeItemView>[] = [
    { id: "title", header: t("table.title"), isRowHeader: true, cell: titleOf },
    { id: "kind", header: t("table.kind"), noWrap: true, cell: ({ kind }) => t(`kind.${kind}`) },
    { id: "when", header: t("table.when"), sortBy: ({ startsAt }) => startsAt, cell: (item) => <ProgrammeTime item={item} /> },
    { id: "place", header: t("table.place"), cell: ({ place }) => place },
    {
      id: "organisation",
      header: t("table.organisation"),
      cell: ({ organisation }) => (organisation ? named(organisation) : t("allHosts")),
    },
    {
      id: "people",
      header: t("table.people"),
      cell: (item) => (
        <span className={classes.stack}>
          {item.expected !== null && <span className={classes.together}>{t("expected", { count: item.expected })}</span>}
          {item.attended !== null ? (
            <strong className={classes.together}>{t("attended", { count: item.attended })}</strong>
          ) : (
            isBegun(item) && <span>{t("notCounted")}</span>
          )}
        </span>
      ),
    },
    ...(mayAct
      ? [
          {
            id: "act",
            header: t("table.act"),
            cell: (item: ProgrammeItemView) => <Acts item={item} isBegun={isBegun(item)} title={titleOf(item)} />,
          },
        ]
      : []),
  ];
  const filters: readonly Filter<ProgrammeItemView>[] = [
    {
      id: "kind",
      label: t("table.kind"),
      options: PROGRAMME_KINDS.map((value) => ({ value, label: t(`kind.${value}`) })),
      matches: ({ kind }, value) => kind === value,
    },
  ];
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} />
      {answer?.ok && (
        <Notice tone="done" live>
          {t(DONE[answer.intent as keyof typeof DONE])}
        </Notice>
      )}
      <Refusals
        namespace="programme"
        refusals={[...refusalsOf(answer, "count-attendance"), ...refusalsOf(answer, "withdraw-item")]}
      />
      <Stack gap="lg">
        {items.length > 0 && (
          <Stats>
            <Stat label={t("stat.all")} value={items.length} />
            <Stat label={t("stat.expected")} value={sum(({ expected }) => expected)} />
            <Stat label={t("stat.attended")} value={sum(({ attended }) => attended)} />
            <Stat
              label={t("stat.uncounted")}
              value={uncounted.length}
              hint={t("stat.uncountedHint")}
              tone={uncounted.length > 0 ? "act" : "plain"}
            />
          </Stats>
        )}
        {mayAct && (
          <ItemForm item={changing} hosts={hosts} refusals={refusalsOf(answer, "set-item")} isFirst={items.length === 0} />
        )}
        <DataTable
          caption={t("caption")}
          rows={items}
          rowKey={({ id }) => id}
          columns={columns}
          filters={filters}
          search={(item) => `${titleOf(item)} ${item.place} ${item.organisation ? named(item.organisation) : ""}`}
          rowTone={(item) => (isBegun(item) && item.attended === null ? "act" : undefined)}
          empty={<EmptyState icon={CalendarDays} title={t("empty")} hint={t("emptyHint")} />}
        />
      </Stack>
    </>
  );
}

function Acts({ item, isBegun, title }: { item: ProgrammeItemView; isBegun: boolean; title: string }) {
  const { t } = useTranslation("programme");
  return (
    <div className={classes.stack}>
      {isBegun && (
        <Form method="post" className={classes.count}>
          <input type="hidden" name="itemId" value={item.id} />
          <TextInput
            name="attended"
            type="number"
            min={0}
            max={999_999}
            required
            aria-label={`${title} ${t("fields.attended")}`}
            defaultValue={item.attended ?? undefined}
          />
          <ActButton intent="count-attendance" namespace="programme" icon={Users} look="quiet">
            {t("count")}
          </ActButton>
        </Form>
      )}
      <div className={classes.acts}>
        <Button
          component={Link}
          to={`?item=${item.id}#item`}
          variant="default"
          size="sm"
          leftSection={<PencilLine size={18} aria-hidden="true" />}
        >
          {t("change")}
        </Button>
        {item.attended === null && (
          <Form method="post">
            <input type="hidden" name="itemId" value={item.id} />
            <ActButton
              intent="withdraw-item"
              namespace="programme"
              icon={Ban}
              look="grave"
              consequence={t("withdrawConsequence")}
            >
              {t("withdraw")}
            </ActButton>
          </Form>
        )}
      </div>
    </div>
  );
}
