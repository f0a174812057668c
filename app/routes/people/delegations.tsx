/** The delegations of a competition with their team leaders. */
import { Link } from "@remix-run/react";
import { Flag } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useWord } from "#app/i18n/word.ts";
import type { DelegationRow, Holder, People } from "#app/queries/people/get-people.server.ts";
import { AddDelegation, type AddingProps } from "#app/routes/people/add-delegation.tsx";
import { HolderItem } from "#app/routes/people/holder-item.tsx";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Section } from "#app/ui/section.tsx";
import { useNamed } from "#app/ui/use-named.ts";
import classes from "./delegations.module.css";

export function Delegations({ people, adding }: { people: People; adding: AddingProps }) {
  const { t } = useTranslation("competition");
  const named = useNamed();
  const { delegations, appointing } = people;
  const columns: readonly Column<DelegationRow>[] = [
    { id: "name", header: t("people.delegation"), isRowHeader: true, cell: (delegation) => named(delegation) },
    { id: "region", header: t("people.region"), noWrap: true, cell: ({ region }) => named(region) },
    {
      id: "leader",
      header: t("people.leader"),
      cell: ({ id, leaders }) => <Leaders delegationId={id} leaders={leaders} mayAppoint={appointing !== null} />,
    },
    {
      id: "entries",
      header: t("people.entries"),
      align: "end",
      noWrap: true,
      sortBy: ({ entries }) => entries,
      cell: ({ entries }) => <span className="tabular">{entries}</span>,
    },
  ];
  return (
    <Section id="delegations" title={t("people.delegations")}>
      <DataTable
        caption={t("people.delegationsCaption")}
        rows={delegations}
        rowKey={({ id }) => id}
        columns={columns}
        empty={<EmptyState icon={Flag} title={t("people.noDelegations")} hint={t("people.noDelegationsHint")} />}
      />
      {appointing?.takesDelegations && (
        <div className={classes.addDelegation}>
          <AddDelegation {...adding} appointing={appointing} count={delegations.length} />
        </div>
      )}
    </Section>
  );
}

type LeadersProps = { delegationId: string; leaders: readonly Holder[]; mayAppoint: boolean };

/** A delegation that advanced from the tier below may have none yet. */
function Leaders({ delegationId, leaders, mayAppoint }: LeadersProps) {
  const { t } = useTranslation("competition");
  const word = useWord();
  return (
    <span className={classes.leaders}>
      {leaders.length === 0 && <span className={classes.noLeader}>{t("people.nobody")}</span>}
      {leaders.map((holder) => (
        <HolderItem key={holder.grantId} holder={holder} duty="team-leader" mayRevoke={mayAppoint} />
      ))}
      {leaders.length === 0 && mayAppoint && (
        <Link
          to={{ search: `?role=team-leader&delegation=${delegationId}`, hash: "#appoint" }}
          aria-label={t("people.appointAs", { role: word("role", "team-leader") })}
        >
          {t("people.appointSubmit")}
        </Link>
      )}
    </span>
  );
}
