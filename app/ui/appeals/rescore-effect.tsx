/** What a re-score set would change, side by side: results, certificates, entitlements, who goes on and who advances. */
import { ArrowRight } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Amount as PolicyAmount } from "#app/domain/policy/pack.ts";
import type { ListChange, ResultChange, ResultSide } from "#app/domain/results/compare-results.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";
import { useWord } from "#app/i18n/word.ts";
import { AwardBadge } from "#app/ui/award-badge.tsx";
import { Mark } from "#app/ui/mark.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Amount } from "#app/ui/policy/amount.tsx";
import classes from "./rescore.module.css";

type CertificateLine = {
  readonly number: string | null;
  readonly entryId: string;
  readonly award: Award;
  readonly place: number;
};

/** As the page's query gives it. */
export type EffectProps = {
  readonly results: readonly ResultChange[];
  readonly certificates: { readonly revoked: readonly CertificateLine[]; readonly issued: readonly CertificateLine[] };
  readonly entitlements:
    | readonly {
        readonly kind: "new" | "gone" | "changed";
        readonly entryId: string;
        readonly clause: string;
        readonly document: string;
        readonly before: PolicyAmount | null;
        readonly after: PolicyAmount | null;
      }[]
    | null;
  readonly advancement: ListChange | null;
  readonly goingOn: (ListChange & { readonly hasBegun: boolean }) | null;
  readonly republishes: boolean;
  readonly restartsPublicity: boolean;
};

type NameOf = (entryId: string) => string;

export function Effect({ effect, nameOf }: { effect: EffectProps; nameOf: NameOf }) {
  const { t } = useTranslation("rescore");
  const { results, certificates, entitlements, advancement, goingOn } = effect;
  const exchanges = certificates.revoked.length + certificates.issued.length > 0;
  return (
    <>
      <Part title={t("effect.results")}>
        {results.length === 0 ? <p>{t("effect.none")}</p> : <ResultTable results={results} nameOf={nameOf} />}
      </Part>
      {exchanges && (
        <Part title={t("effect.certificates")}>
          <Certificates title={t("effect.revoked")} lines={certificates.revoked} nameOf={nameOf} />
          <Certificates title={t("effect.issued")} lines={certificates.issued} nameOf={nameOf} />
        </Part>
      )}
      {entitlements && (
        <Part title={t("effect.entitlements")}>
          {entitlements.length === 0 && <p>{t("effect.noEntitlements")}</p>}
          <ul className={classes.lines}>
            {entitlements.map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two clauses may say the same of one entry; the list is never reordered.
              <li key={`${line.entryId} ${line.clause} ${index}`} className={classes.line}>
                <strong>{t(`effect.entitlement.${line.kind}`)}</strong>
                <span>{nameOf(line.entryId)}</span>
                <span className={classes.old}>
                  {line.document} {line.clause}
                </span>
                {line.before && <Amount amount={line.before} />}
                {line.before && line.after && <ArrowRight size={14} aria-hidden="true" />}
                {line.after && <Amount amount={line.after} />}
              </li>
            ))}
          </ul>
        </Part>
      )}
      {goingOn && (
        <Part title={t("effect.goingOn")}>
          <Movement change={goingOn} nameOf={nameOf} />
          {goingOn.hasBegun && goingOn.entering.length + goingOn.leaving.length > 0 && (
            <Notice tone="act">{t("effect.hasBegun")}</Notice>
          )}
        </Part>
      )}
      {advancement && (
        <Part title={t("effect.advancement")}>
          <Movement change={advancement} nameOf={nameOf} />
        </Part>
      )}
      {effect.republishes && <Notice tone="info">{t("effect.republishes")}</Notice>}
      {effect.restartsPublicity && <Notice tone="act">{t("effect.restartsPublicity")}</Notice>}
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={classes.part}>
      <h4 className={classes.partTitle}>{title}</h4>
      {children}
    </div>
  );
}

function ResultTable({ results, nameOf }: { results: readonly ResultChange[]; nameOf: NameOf }) {
  const { t } = useTranslation("rescore");
  const word = useWord();
  const hasScale = results.some(({ before, after }) => before.scaleScore !== null || after.scaleScore !== null);
  const hasStatus = results.some(({ before, after }) => before.status !== after.status);
  return (
    <div className={classes.table}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("effect.entry")}</th>
            <th scope="col">{t("effect.total")}</th>
            <th scope="col">{t("effect.place")}</th>
            {hasScale && <th scope="col">{t("effect.scale")}</th>}
            <th scope="col">{t("effect.award")}</th>
            {hasStatus && <th scope="col">{t("effect.status")}</th>}
          </tr>
        </thead>
        <tbody>
          {results.map((change) => (
            <tr key={change.entryId}>
              <th scope="row">{nameOf(change.entryId)}</th>
              <Cell change={change} read={({ total }) => total} show={({ total }) => <Mark value={total} />} />
              <Cell change={change} read={({ place }) => place} show={({ place }) => place ?? "–"} />
              {hasScale && (
                <Cell change={change} read={({ scaleScore }) => scaleScore} show={({ scaleScore }) => scaleScore ?? "–"} />
              )}
              <Cell
                change={change}
                read={({ award }) => award}
                show={({ award }) => (award ? <AwardBadge award={award} /> : "–")}
              />
              {hasStatus && (
                <Cell change={change} read={({ status }) => status} show={({ status }) => word("participation", status)} />
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Both values with an arrow between them; one alone where nothing changes. */
function Cell(props: { change: ResultChange; read: (side: ResultSide) => unknown; show: (side: ResultSide) => ReactNode }) {
  const { change, read, show } = props;
  if (read(change.before) === read(change.after)) return <td>{show(change.after)}</td>;
  return (
    <td>
      <span className={classes.pair}>
        <span className={classes.old}>{show(change.before)}</span>
        <ArrowRight size={14} aria-hidden="true" />
        <span className={classes.new}>{show(change.after)}</span>
      </span>
    </td>
  );
}

function Certificates({ title, lines, nameOf }: { title: string; lines: readonly CertificateLine[]; nameOf: NameOf }) {
  const { t } = useTranslation("rescore");
  if (lines.length === 0) return null;
  return (
    <>
      <p className={classes.old}>{title}</p>
      <ul className={classes.lines}>
        {lines.map(({ number, entryId, award, place }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: each member of a team gets one that reads alike.
          <li key={`${number ?? ""} ${entryId} ${index}`} className={classes.line}>
            <span className="tabular">
              {number === null
                ? t("effect.newCertificate", { names: nameOf(entryId), place })
                : t("effect.certificate", { number, names: nameOf(entryId), place })}
            </span>
            <AwardBadge award={award} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Movement({ change, nameOf }: { change: ListChange; nameOf: NameOf }) {
  const { t } = useTranslation("rescore");
  const { entering, leaving } = change;
  if (entering.length + leaving.length === 0) return <p>{t("effect.noMovement")}</p>;
  return (
    <ul className={classes.lines}>
      {entering.map((id) => (
        <li key={id} className={classes.line}>
          <strong>{t("effect.entering")}</strong> {nameOf(id)}
        </li>
      ))}
      {leaving.map((id) => (
        <li key={id} className={classes.line}>
          <strong>{t("effect.leaving")}</strong> {nameOf(id)}
        </li>
      ))}
    </ul>
  );
}
