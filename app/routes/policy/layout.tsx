/** 政策兑现中心: its rooms on the left, as far as they are open to the reader. */
import { Outlet, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { listPolicyRooms } from "#app/domain/access/policy-rooms.ts";
import { defineLoader } from "#app/platform/access/define.server.ts";
import { OfficeShell } from "#app/ui/office-shell.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { PATHS } from "#app/ui/paths.ts";
import { POLICY_ROOM_ICONS, toPolicyRoom } from "#app/ui/policy/policy-rooms.ts";

export const loader = defineLoader(
  { access: { roles: ["policy-officer", "treasurer", "supervisor", "administrator"], within: "scope" } },
  ({ actor }) => ({ rooms: listPolicyRooms(actor.grants) }),
);

export const handle: PageHandle = { title: "policyOffice:title" };

export default function PolicyLayout() {
  const { rooms } = useLoaderData<typeof loader>();
  const { t } = useTranslation("policyOffice");
  return (
    <OfficeShell
      title={t("title")}
      subtitle={t("subtitle")}
      back={{ to: PATHS.desk, label: t("back") }}
      items={rooms.map((room) => ({
        to: toPolicyRoom(room),
        label: t(`rooms.${room}`),
        icon: POLICY_ROOM_ICONS[room],
        end: room === "overview",
      }))}
    >
      <Outlet />
    </OfficeShell>
  );
}
