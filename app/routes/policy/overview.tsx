/** The first page of the policy office: its rooms, each with what is done there. */
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { listPolicyRooms } from "#app/domain/access/policy-rooms.ts";
import { defineLoader } from "#app/platform/access/define.server.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import classes from "#app/ui/policy/policy-overview.module.css";
import { POLICY_ROOM_ICONS, toPolicyRoom } from "#app/ui/policy/policy-rooms.ts";

export const loader = defineLoader(
  { access: { roles: ["policy-officer", "treasurer", "supervisor", "administrator"], within: "scope" } },
  ({ actor }) => ({ rooms: listPolicyRooms(actor.grants).filter((room): boolean => room !== "overview") }),
);

export const handle: PageHandle = { title: "policyOffice:title" };

export default function PolicyOverview() {
  const { rooms } = useLoaderData<typeof loader>();
  const { t } = useTranslation("policyOffice");
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} />
      <ul className={classes.rooms}>
        {rooms.map((room) => {
          const Icon = POLICY_ROOM_ICONS[room];
          return (
            <li key={room}>
              <Link to={toPolicyRoom(room)} className={classes.room}>
                <Icon size={20} aria-hidden="true" />
                <span>
                  <strong>{t(`rooms.${room}`)}</strong>
                  <span className={classes.about}>{t(`about.${room}`)}</span>
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
    </>
  );
}
