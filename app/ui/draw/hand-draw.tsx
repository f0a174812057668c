/** The record of a draw by hand: a number for each entry, and the signature of a witness. */
import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import { Form } from "@remix-run/react";
import { PenLine, Printer, Save } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { DrawnBy, DrawProxy } from "#app/domain/draw/proxy.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import classes from "./draw.module.css";
import { useDrawnFor } from "./draw-words.ts";

export type HandDrawProps = {
  drawId: string;
  /** Of its printed record. */
  recordPath: string;
  hand: {
    readonly places: readonly {
      readonly entryId: string;
      readonly place: number | null;
      readonly drawnForBy: (DrawnBy & { readonly userId: string }) | null;
      readonly signedAt: string | null;
    }[];
    readonly proxies: Readonly<Record<string, readonly DrawProxy[]>>;
    readonly leaders: { readonly signed: number; readonly needed: number };
    readonly witness: readonly Refusal[];
  };
  rows: readonly {
    readonly entryId: string;
    readonly entrantNumber: string;
    readonly identity: { readonly names: readonly string[] } | null;
  }[];
  canRecord: boolean;
  canWitness: boolean;
  isDrawn: boolean;
  refusals: readonly Refusal[];
  isSaved: boolean;
};

export function HandDraw({ drawId, recordPath, hand, rows, canRecord, canWitness, isDrawn, refusals, isSaved }: HandDrawProps) {
  const { t } = useTranslation("draw");
  const { errorOf, others } = useFieldErrors("draw", refusals, ["statement"]);
  const lineOf = new Map(hand.places.map((line) => [line.entryId, line]));
  const sayDrawnFor = useDrawnFor();
  const signature = (entryId: string) => (lineOf.get(entryId)?.signedAt ? t("hand.leaderHasSigned") : undefined);
  return (
    <Section
      title={t("hand.title")}
      description={t("hand.hint")}
      actions={
        <a href={recordPath} target="_blank" rel="noreferrer" className={classes.print}>
          <Printer size={18} aria-hidden="true" />
          {t("hand.paper")}
        </a>
      }
    >
      <div className={classes.record}>
        <Refusals namespace="draw" refusals={others} />
        {isDrawn && <Notice tone="done">{t("hand.witnessed")}</Notice>}
        {isSaved && !isDrawn && (
          <Notice tone="done" live>
            {t("hand.recorded")}
          </Notice>
        )}
        {canRecord && !isDrawn && (
          <Form method="post" className={classes.hand}>
            <input type="hidden" name="drawId" value={drawId} />
            <p className={classes.hint}>{t("hand.absentHint")}</p>
            <div className={classes.fields}>
              {rows.map(({ entryId, entrantNumber, identity }) => (
                <div key={entryId} className={classes.entry}>
                  <input type="hidden" name="entryId[]" value={entryId} />
                  <TextInput
                    name="place[]"
                    inputMode="numeric"
                    autoComplete="off"
                    maxLength={5}
                    label={t("hand.placeOf", { number: entrantNumber })}
                    description={[identity?.names.join(" "), signature(entryId)].filter(Boolean).join(" · ")}
                    defaultValue={String(lineOf.get(entryId)?.place ?? "")}
                  />
                  <NativeSelect
                    name="proxy[]"
                    aria-label={t("hand.drawnByOf", { number: entrantNumber })}
                    key={lineOf.get(entryId)?.drawnForBy?.userId}
                    defaultValue={lineOf.get(entryId)?.drawnForBy?.userId ?? ""}
                    data={[
                      { value: "", label: t("hand.self") },
                      ...withStanding(hand.proxies[entryId] ?? [], lineOf.get(entryId)?.drawnForBy ?? null).map((proxy) => ({
                        value: proxy.userId,
                        label: t(proxy.isLeader ? "hand.proxyLeader" : "hand.proxyOfficial", { name: proxy.name }),
                      })),
                    ]}
                  />
                </div>
              ))}
            </div>
            <ActButton intent="record-hand-draw" namespace="draw" icon={Save}>
              {t("hand.record")}
            </ActButton>
          </Form>
        )}
        {!canRecord && !isDrawn && (
          <ul className={classes.list}>
            {rows.map(({ entryId, entrantNumber }) => (
              <li key={entryId} className={classes.line}>
                <span className="tabular">{entrantNumber}</span>
                <strong className="tabular">{lineOf.get(entryId)?.place ?? "—"}</strong>
                <span>{sayDrawnFor(lineOf.get(entryId)?.drawnForBy ?? null)}</span>
                <span>{signature(entryId)}</span>
              </li>
            ))}
          </ul>
        )}
        <p>
          {t(hand.leaders.needed > 0 ? "hand.leadersOf" : "hand.leaders", {
            count: hand.leaders.signed,
            needed: hand.leaders.needed,
          })}
        </p>
        {canWitness && !isDrawn && (
          <Form method="post" className={classes.hand}>
            <input type="hidden" name="drawId" value={drawId} />
            <Textarea
              name="statement"
              label={t("hand.statement")}
              defaultValue={t("hand.statementDefault")}
              required
              maxLength={500}
              autosize
              minRows={2}
              error={errorOf("statement")}
            />
            <ActButton
              intent="witness-hand-draw"
              namespace="draw"
              icon={PenLine}
              unmet={hand.witness}
              consequence={t("hand.witnessHint")}
            >
              {t("hand.witness")}
            </ActButton>
          </Form>
        )}
      </div>
    </Section>
  );
}

/** Those to choose from, and whoever was chosen though his duty has ended since. */
function withStanding(proxies: readonly DrawProxy[], standing: (DrawnBy & { readonly userId: string }) | null) {
  const listed = proxies.map(({ userId, name, delegationId }) => ({ userId, name, isLeader: delegationId !== null }));
  if (standing === null || listed.some(({ userId }) => userId === standing.userId)) return listed;
  return [...listed, { userId: standing.userId, name: standing.name ?? "", isLeader: standing.isLeader }];
}
