/** 领队会纪要: what was settled in the leaders' meetings of the competition, for its team leaders. */
import { useLoaderData } from "@remix-run/react";
import { CircleCheck, CircleDashed, Download, UsersRound } from "lucide-react";
import { useTranslation } from "react-i18next";
import { defineLoader } from "#app/platform/access/define.server.ts";
import { type LeadersMeeting, listLeadersMeetings } from "#app/queries/preparation/list-leaders-meetings.server.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import classes from "#app/ui/preparation/notices.module.css";
import { DelegationShell } from "#app/ui/registration/delegation-shell.tsx";
import { Section } from "#app/ui/section.tsx";
import { ToneBadge } from "#app/ui/tone-badge.tsx";
import { When } from "#app/ui/when.tsx";

export const loader = defineLoader({ access: { roles: ["team-leader"], within: "scope" } }, ({ runtime, scope }) =>
  listLeadersMeetings(runtime, String(scope.delegationId)),
);

export const handle: PageHandle = { title: "preparation:leader.title" };

export default function Meetings() {
  const { delegation, competition, meetings } = useLoaderData<typeof loader>();
  const { t } = useTranslation("preparation");
  return (
    <DelegationShell delegation={delegation} competition={competition}>
      <PageHeader title={t("leader.title")} description={t("leader.lead")} />
      {meetings.length === 0 && <EmptyState icon={UsersRound} title={t("leader.empty")} hint={t("leader.emptyHint")} />}
      {meetings.map((meeting) => (
        <Meeting key={meeting.id} delegationId={delegation.id} meeting={meeting} />
      ))}
    </DelegationShell>
  );
}

function Meeting({ delegationId, meeting }: { delegationId: string; meeting: LeadersMeeting }) {
  const { t } = useTranslation("preparation");
  const { id, heldAt, place, minutes, fileName, wasThere, voided } = meeting;
  return (
    <Section
      title={<When at={heldAt} />}
      description={place}
      actions={
        <ToneBadge tone={wasThere ? "done" : "idle"} icon={wasThere ? CircleCheck : CircleDashed} look="plain">
          {wasThere ? t("leader.wasThere") : t("leader.wasAbsent")}
        </ToneBadge>
      }
      boxed
    >
      {voided !== null && <Notice tone="act">{t("leader.voided", { reason: voided })}</Notice>}
      {minutes !== "" && <p className={classes.body}>{minutes}</p>}
      {fileName && (
        <a href={`/delegations/${delegationId}/meetings/${id}`} download className={classes.file}>
          <Download size={16} aria-hidden="true" />
          <span className={classes.fileName}>{t("leader.scan", { file: fileName })}</span>
        </a>
      )}
    </Section>
  );
}
