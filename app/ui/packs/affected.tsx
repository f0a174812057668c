/** Whom a version of a policy document would affect: sums, then competition by competition and the recorded facts, one by one. */
import { CircleMinus, CirclePlus, CircleSlash, Flag, ListChecks, type LucideIcon, PencilLine } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { EntitlementState } from "#app/domain/policy/entitlement-states.ts";
import type { Amount as PolicyAmount } from "#app/domain/policy/pack.ts";
import { EFFECT_KINDS, type EffectKind, type EffectTotals } from "#app/domain/policy/pack-effects.ts";
import type { Said } from "#app/domain/policy/reconcile.ts";
import { DataTable } from "#app/ui/data-table.tsx";
import { Money } from "#app/ui/money.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Amount } from "#app/ui/policy/amount.tsx";
import { EntitlementStateBadge } from "#app/ui/policy/entitlement-state-badge.tsx";
import { Section } from "#app/ui/section.tsx";
import { Stat, Stats } from "#app/ui/stat.tsx";
import { type Tone, ToneBadge } from "#app/ui/tone-badge.tsx";
import { useFormats } from "#app/ui/use-formats.ts";
import { type Named, useNamed } from "#app/ui/use-named.ts";
import classes from "./packs.module.css";

export type EffectLine = {
  readonly id: string;
  readonly kind: EffectKind;
  readonly row: { readonly clause: string; readonly summary: string; readonly summaryEn: string } | null;
  readonly people: readonly string[] | null;
  readonly organisation: string | null;
  readonly before: Said | null;
  readonly after: Said | null;
  readonly state: EntitlementState | null;
};

export type AffectedView = {
  readonly asked: number;
  readonly totals: EffectTotals;
  readonly rows: readonly { readonly id: string; readonly row: EffectLine["row"]; readonly totals: EffectTotals }[];
  readonly effects: readonly EffectLine[];
};

export type PreviewView = {
  readonly competitions: readonly (Named & {
    readonly competitionId: string;
    readonly pinnedVersion: number;
    readonly affected: AffectedView | null;
  })[];
  readonly facts: AffectedView;
  readonly totals: EffectTotals;
  readonly people: number;
  readonly organisations: number;
};

export function Affected({ preview }: { preview: PreviewView }) {
  const { t } = useTranslation("packs");
  const named = useNamed();
  const { competitions, facts, totals } = preview;
  const open = competitions.filter(({ affected }) => affected === null);
  return (
    <Section title={t("affected.title")} description={t("affected.lead")}>
      <div className={classes.parts}>
        {countEffects(totals) === 0 ? <Notice tone="done" title={t("affected.nobody")} /> : <Totals preview={preview} />}
        {competitions.map(({ competitionId, affected, pinnedVersion, ...competition }) =>
          affected === null ? null : (
            <AffectedPart
              key={competitionId}
              name={competitionId}
              title={t("affected.competition", { competition: named(competition), version: pinnedVersion })}
              asked={t("affected.asked", { count: affected.asked })}
              affected={affected}
            />
          ),
        )}
        {facts.asked > 0 && (
          <AffectedPart
            name="facts"
            title={t("affected.facts")}
            asked={t("affected.askedFacts", { count: facts.asked })}
            affected={facts}
          />
        )}
        {open.length > 0 && (
          <div>
            <p className={classes.soft}>{t("affected.notFinal")}</p>
            <ul className={classes.plain}>
              {open.map(({ competitionId, pinnedVersion, ...competition }) => (
                <li key={competitionId}>
                  {t("affected.competition", { competition: named(competition), version: pinnedVersion })}
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Section>
  );
}

function countEffects({ counts }: EffectTotals): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

function Totals({ preview: { totals, people, organisations } }: { preview: PreviewView }) {
  const { t } = useTranslation("packs");
  const formats = useFormats();
  const { beforeFen, afterFen, notSummed, released, counts } = totals;
  const change = afterFen - beforeFen;
  return (
    <div className={classes.stack}>
      <Stats>
        <Stat label={t("affected.people")} value={people} />
        <Stat label={t("affected.organisations")} value={organisations} />
        <Stat label={t("affected.before")} value={<Money fen={beforeFen} />} />
        <Stat
          label={t("affected.after")}
          value={<Money fen={afterFen} />}
          hint={`${t("affected.difference")} ${change > 0 ? "+" : ""}${formats.money(change)}`}
        />
      </Stats>
      <ul className={classes.plain}>
        {released > 0 && <li>{t("affected.released", { count: released })}</li>}
        {counts.reported > 0 && <li>{t("affected.reported", { count: counts.reported })}</li>}
        {notSummed > 0 && <li>{t("affected.notSummed", { count: notSummed })}</li>}
        <li>{t("affected.sums")}</li>
      </ul>
    </div>
  );
}

const LOOKS: Readonly<Record<EffectKind, readonly [Tone, LucideIcon]>> = {
  new: ["done", CirclePlus],
  changed: ["info", PencilLine],
  gone: ["act", CircleMinus],
  reported: ["act", Flag],
  resolved: ["idle", CircleSlash],
  terms: ["info", ListChecks],
};

type PartProps = { readonly name: string; readonly title: string; readonly asked: string; readonly affected: AffectedView };

/** So many effects are read at a glance; more stay folded under their sums. */
const FEW = 10;

/** What is affected of one competition, or of the recorded facts: sums by clause, then one by one. */
export function AffectedPart({ name, title, asked, affected }: PartProps) {
  const { t } = useTranslation("packs");
  const count = countEffects(affected.totals);
  return (
    <Section title={title} level={3} description={count === 0 ? `${asked} · ${t("affected.none")}` : asked}>
      {count > 0 && (
        <div className={classes.parts}>
          <RowSums name={name} title={title} affected={affected} />
          <details open={count <= FEW}>
            <summary className={classes.fold}>{t("affected.oneByOne", { count })}</summary>
            {count > affected.effects.length && (
              <p className={classes.soft}>{t("affected.shown", { count, shown: affected.effects.length })}</p>
            )}
            <EffectTable name={name} title={title} effects={affected.effects} />
          </details>
        </div>
      )}
    </Section>
  );
}

type RowLine = AffectedView["rows"][number];

function RowSums({ name, title, affected: { rows } }: Pick<PartProps, "name" | "title" | "affected">) {
  const { t } = useTranslation("packs");
  const formats = useFormats();
  // A row that gives no money, such as a promotion, has no sum either.
  const sum = ({ totals: { beforeFen, afterFen } }: RowLine, fen: number) =>
    beforeFen > 0 || afterFen > 0 ? <Money fen={fen} /> : t("none");
  return (
    <DataTable
      name={`${name}-rows`}
      caption={title}
      rows={rows}
      rowKey={({ id }) => id}
      empty={null}
      columns={[
        { id: "row", header: t("affected.row"), isRowHeader: true, cell: ({ row }) => <RowName row={row} /> },
        {
          id: "effects",
          header: t("affected.effect"),
          cell: ({ totals: { counts } }) =>
            formats.list(
              EFFECT_KINDS.filter((kind) => counts[kind] > 0).map((kind) =>
                t("affected.counted", { kind: t(`affected.kind.${kind}`), count: counts[kind] }),
              ),
            ),
        },
        {
          id: "before",
          header: t("affected.was"),
          align: "end",
          noWrap: true,
          cell: (line) => sum(line, line.totals.beforeFen),
        },
        {
          id: "after",
          header: t("affected.becomes"),
          align: "end",
          noWrap: true,
          cell: (line) => sum(line, line.totals.afterFen),
        },
      ]}
    />
  );
}

function RowName({ row }: Pick<EffectLine, "row">) {
  const named = useNamed();
  return (
    row && (
      <span className={classes.stack}>
        <span>{named({ name: row.summary, nameEn: row.summaryEn })}</span>
        <span className={classes.soft}>{row.clause}</span>
      </span>
    )
  );
}

type EffectTableProps = { readonly name: string; readonly title: string; readonly effects: readonly EffectLine[] };

function EffectTable({ name, title, effects }: EffectTableProps) {
  const { t } = useTranslation("packs");
  const formats = useFormats();
  return (
    <DataTable
      name={name}
      caption={title}
      rows={effects}
      rowKey={({ id }) => id}
      empty={null}
      rowTone={({ kind }) => (kind === "gone" || kind === "reported" ? "act" : undefined)}
      columns={[
        {
          id: "whom",
          header: t("affected.whom"),
          isRowHeader: true,
          cell: ({ people, organisation }) =>
            people === null ? (
              <span className={classes.soft}>{t("affected.names")}</span>
            ) : (
              <span className={classes.stack}>
                <span>{organisation ?? formats.list(people)}</span>
                {organisation !== null && people.length > 0 && <span className={classes.soft}>{formats.list(people)}</span>}
              </span>
            ),
        },
        {
          id: "effect",
          header: t("affected.effect"),
          noWrap: true,
          cell: ({ kind }) => {
            const [tone, icon] = LOOKS[kind];
            return (
              <ToneBadge tone={tone} icon={icon} look="plain">
                {t(`affected.kind.${kind}`)}
              </ToneBadge>
            );
          },
        },
        { id: "row", header: t("affected.row"), cell: ({ row }) => <RowName row={row} /> },
        { id: "before", header: t("affected.was"), noWrap: true, cell: ({ before }) => <SaidAmount said={before} /> },
        { id: "after", header: t("affected.becomes"), noWrap: true, cell: ({ after }) => <SaidAmount said={after} /> },
        {
          id: "state",
          header: t("affected.state"),
          noWrap: true,
          cell: ({ state }) => (state === null ? t("none") : <EntitlementStateBadge state={state} />),
        },
      ]}
    />
  );
}

function SaidAmount({ said }: { said: Said | null }) {
  const { t } = useTranslation("packs");
  if (said === null) return t("none");
  const { amountKind, amountFen, draft, outcome } = said;
  return (
    <span className={classes.stack}>
      {amountKind === "none" ? <span>{t("said.free")}</span> : <Amount amount={toAmount(amountKind, amountFen)} />}
      {draft && <span className={classes.soft}>{t("said.draft")}</span>}
      {outcome === "needs-decision" && <span className={classes.soft}>{t("said.decision")}</span>}
    </span>
  );
}

function toAmount(kind: PolicyAmount["kind"], fen: number | null): PolicyAmount {
  return (kind === "exact" || kind === "ceiling") && fen !== null ? ({ kind, fen } as PolicyAmount) : { kind: "unknown" };
}
