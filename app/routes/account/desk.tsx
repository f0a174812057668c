/** 我的工作: after signing in, each competition with what is this person's to do there, and how much of it waits. */
import { Button } from "@mantine/core";
import { Link, useLoaderData } from "@remix-run/react";
import {
  ArrowRight,
  Briefcase,
  Building2,
  ClipboardCheck,
  Eye,
  Gavel,
  HandCoins,
  KeyRound,
  Landmark,
  type LucideIcon,
  PenLine,
  Plus,
  Scale,
  Settings2,
  ShieldUser,
  Sigma,
  Tablet,
  Timer,
  UserRound,
  Users,
  UsersRound,
  UserX,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Role } from "#app/domain/shared/vocabulary.ts";
import { useWord } from "#app/i18n/word.ts";
import { defineLoader } from "#app/platform/access/define.server.ts";
import { type DeskCompetition, type DeskTask, getDesk } from "#app/queries/accounts/get-desk.server.ts";
import type { PolicyTask } from "#app/queries/accounts/list-policy-tasks.server.ts";
import { CancelledBadge } from "#app/ui/cancelled-badge.tsx";
import { CompetitionFacts } from "#app/ui/competition-facts.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { PATHS } from "#app/ui/paths.ts";
import { PublicShell } from "#app/ui/public-shell.tsx";
import { Section } from "#app/ui/section.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import classes from "#app/ui/task-list.module.css";
import { useFormats } from "#app/ui/use-formats.ts";
import { useNamed } from "#app/ui/use-named.ts";

export const loader = defineLoader({ access: "signed-in" }, async ({ runtime, actor }) => ({
  name: actor.displayName,
  ...(await getDesk(runtime, actor)),
}));

export const handle: PageHandle = { title: "account:desk.title" };

const ICONS: Readonly<Record<Role, LucideIcon>> = {
  administrator: Settings2,
  organiser: Briefcase,
  reviewer: ClipboardCheck,
  "team-leader": UsersRound,
  "chief-judge": Gavel,
  "marking-judge": PenLine,
  "floor-judge": Timer,
  "blinding-judge": KeyRound,
  "tally-clerk": Sigma,
  supervisor: Eye,
  arbitrator: Scale,
  "policy-officer": HandCoins,
  treasurer: Landmark,
};

export default function Desk() {
  const { name, competitions, mayCreateCompetitions, isAdministrator, hasPolicyOffice, policyTasks } =
    useLoaderData<typeof loader>();
  const { t } = useTranslation("account");
  const showsPolicy = policyTasks.length > 0 || (hasPolicyOffice && !isAdministrator);
  const newCompetition = (
    <Button component={Link} to="/office/competitions/new" leftSection={<Plus size={18} aria-hidden="true" />}>
      {t("desk.newCompetition")}
    </Button>
  );
  return (
    <PublicShell>
      <PageHeader
        title={t("desk.greeting", { name })}
        description={t("desk.lead")}
        actions={
          <>
            <Button
              component={Link}
              to={PATHS.ownAccount}
              variant="default"
              leftSection={<UserRound size={18} aria-hidden="true" />}
            >
              {t("desk.ownAccount")}
            </Button>
            {isAdministrator && (
              <Button component={Link} to="/accounts" variant="default" leftSection={<Users size={18} aria-hidden="true" />}>
                {t("desk.accounts")}
              </Button>
            )}
            {hasPolicyOffice && (
              <Button component={Link} to="/policy" variant="default" leftSection={<HandCoins size={18} aria-hidden="true" />}>
                {t("desk.policyOffice")}
              </Button>
            )}
            {mayCreateCompetitions && (
              <Button
                component={Link}
                to="/organisations"
                variant="default"
                leftSection={<Building2 size={18} aria-hidden="true" />}
              >
                {t("desk.organisations")}
              </Button>
            )}
            {mayCreateCompetitions && (
              <Button
                component={Link}
                to="/data-requests"
                variant="default"
                leftSection={<ShieldUser size={18} aria-hidden="true" />}
              >
                {t("desk.dataRequests")}
              </Button>
            )}
            {mayCreateCompetitions && (
              <Button component={Link} to="/venue" variant="default" leftSection={<Tablet size={18} aria-hidden="true" />}>
                {t("desk.venue")}
              </Button>
            )}
            {mayCreateCompetitions && competitions.length > 0 && newCompetition}
          </>
        }
      />
      {showsPolicy && <PolicyOnDesk tasks={policyTasks} />}
      {competitions.length === 0 && !showsPolicy && (
        <EmptyState
          icon={Briefcase}
          title={t("desk.emptyTitle")}
          hint={mayCreateCompetitions ? t("desk.emptyFirst") : t("desk.emptyHint")}
          action={mayCreateCompetitions && newCompetition}
        />
      )}
      {competitions.map((competition) => (
        <CompetitionOnDesk key={competition.code} competition={competition} />
      ))}
    </PublicShell>
  );
}

/** The policy office of the whole system: each thing that waits leads to its list. */
function PolicyOnDesk({ tasks }: { tasks: readonly PolicyTask[] }) {
  const { t } = useTranslation("account");
  return (
    <Section boxed title={<Link to="/policy">{t("desk.policyOffice")}</Link>}>
      {tasks.length === 0 ? (
        <p className={classes.waiting}>{t("desk.nothingWaits")}</p>
      ) : (
        <ul className={classes.tasks}>
          {tasks.map(({ kind, count, to }) => (
            <li key={kind}>
              <Link to={to} className={classes.task} data-waiting>
                <HandCoins size={20} aria-hidden="true" className={classes.icon} />
                <span className={classes.role}>{t(`desk.policyTask.${kind}`)}</span>
                <span className={classes.waiting}>{t("desk.policyCount", { count })}</span>
                <ArrowRight size={18} aria-hidden="true" className={classes.arrow} />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function CompetitionOnDesk({ competition }: { competition: DeskCompetition }) {
  const _word = useWord();
  const named = useNamed();
  const formats = useFormats();
  const { phase, startsOn, endsOn, tasks } = competition;
  return (
    <Section
      boxed
      title={named(competition)}
      description={
        <span className={classes.facts}>
          <CompetitionFacts {...competition} />
          <span className="tabular">{formats.days(startsOn, endsOn)}</span>
        </span>
      }
      actions={<StatusBadge list="competitionPhase" value={phase} />}
    >
      <ul className={classes.tasks}>
        {tasks.map((task) => (
          <Task key={`${task.role} ${task.to} ${task.of?.name}`} task={task} />
        ))}
      </ul>
    </Section>
  );
}

function Task({ task }: { task: DeskTask }) {
  const { t } = useTranslation("account");
  const word = useWord();
  const named = useNamed();
  const Icon = ICONS[task.role];
  const { waiting } = task;
  return (
    <li>
      <Link to={task.to} className={classes.task} data-waiting={waiting !== null || undefined}>
        <Icon size={20} aria-hidden="true" className={classes.icon} />
        <span className={classes.words}>
          <span className={classes.role}>{word("role", task.role)}</span>
          <span className={classes.of}>{task.of ? named(task.of) : t("desk.whole")}</span>
        </span>
        <span className={classes.waiting}>
          {task.isCancelled ? (
            <CancelledBadge />
          ) : waiting ? (
            t(`desk.waiting.${waiting.kind}`, { count: waiting.count })
          ) : (
            t("desk.nothingWaits")
          )}
        </span>
        <ArrowRight size={18} aria-hidden="true" className={classes.arrow} />
      </Link>
      {task.conflicts && (
        <Link to={task.conflicts} className={classes.beside}>
          <UserX size={16} aria-hidden="true" />
          {t("desk.conflicts")}
        </Link>
      )}
    </li>
  );
}
