/** The presenter's phone: what is on the screen, what comes, the acts, and who stands ready while somebody looks. */
import { UnstyledButton } from "@mantine/core";
import { Link } from "@remix-run/react";
import {
  ChevronLeft,
  Eye,
  EyeOff,
  Flag,
  type LucideIcon,
  Moon,
  SkipForward,
  Sun,
  Undo2,
  UserRoundCheck,
  Wifi,
  WifiOff,
} from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ShownScene, ShownWinner } from "#app/domain/ceremony/shown.ts";
import type { CeremonyAct } from "#app/domain/ceremony/steps.ts";
import type { CeremonyLook, CeremonyStage, NamedWaiting } from "#app/domain/ceremony/views.ts";
import { type StageLink, useCeremonyStage } from "#app/live/use-ceremony-stage.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import { useFormats } from "#app/ui/use-formats.ts";
import { useNamed } from "#app/ui/use-named.ts";
import { useHeadingWords } from "./award-words.ts";
import classes from "./stage.module.css";

/** @param props.office the address of the ceremony's room */
export function Stage({ loaded, office }: { loaded: CeremonyStage; office: string }) {
  const { t } = useTranslation("ceremony");
  const named = useNamed();
  const { stage, link, refusals, step, look } = useCeremonyStage(loaded, `${office}/steps`);
  const isBusy = link === "sending" || link === "failing" || link === "signed-out";
  return (
    <main id="content" className={classes.stage}>
      <header className={classes.top}>
        <Link to={office} className={classes.back}>
          <ChevronLeft size={20} aria-hidden="true" />
          {t("stage.back")}
        </Link>
        <LinkState link={link} />
      </header>
      <h1 className={classes.title}>{named(stage.name)}</h1>
      {stage.isOutdated && (
        <p className={classes.outdated} role="alert">
          <Link to={office}>{t("stage.outdated")}</Link>
        </p>
      )}
      <Refusals namespace="ceremony" refusals={refusals} />
      <section className={classes.screen} aria-label={t("stage.onScreen")} aria-live="polite">
        <p className={classes.label}>
          {t("stage.onScreen")}
          <span className="tabular">{t("prepared.progress", { position: stage.position, positions: stage.positions })}</span>
        </p>
        <OnScreen shown={stage.shown} />
      </section>
      <section className={classes.next} aria-label={t("stage.next")}>
        <p className={classes.label}>{t("stage.next")}</p>
        <ComesNext stage={stage} />
        {/* What was looked at goes away with the step at which it was looked. */}
        <Peek key={`${stage.number} ${stage.version}`} look={look} />
      </section>
      {stage.unmet.end.length === 0 && (
        <details className={classes.more} key={`${stage.number} ${stage.version}`}>
          <summary>{t("stage.more")}</summary>
          <UnstyledButton className={classes.end} disabled={isBusy} onClick={() => step("end")}>
            <Flag size={20} aria-hidden="true" />
            {t("act.end")}
          </UnstyledButton>
          <p className={classes.soft}>{t("stage.endConsequence")}</p>
        </details>
      )}
      <Acts stage={stage} isBusy={isBusy} step={step} />
    </main>
  );
}

function LinkState({ link }: { link: StageLink }) {
  const { t } = useTranslation("ceremony");
  const Icon = link === "failing" || link === "signed-out" ? WifiOff : Wifi;
  const words = {
    live: "stage.live",
    sending: "stage.sending",
    failing: "stage.failing",
    "signed-out": "stage.signedOut",
  } as const;
  return (
    <p className={classes.link} data-link={link} role="status">
      <Icon size={16} aria-hidden="true" />
      {t(words[link])}
    </p>
  );
}

function OnScreen({ shown }: { shown: ShownScene }) {
  const { t } = useTranslation("ceremony");
  const words = useHeadingWords();
  const describe = useWinnerWords();
  const heading = "heading" in shown ? `${words.event(shown.heading)} · ${words.award(shown.heading.award)}` : null;
  return (
    <>
      <p className={classes.kind}>{t(`stage.kind.${shown.kind}`)}</p>
      {heading && <p className={classes.heading}>{heading}</p>}
      {shown.kind === "name" && <p className={classes.name}>{describe(shown.winner)}</p>}
      {shown.kind === "together" && (
        <>
          {shown.parts > 1 && <p>{t("stage.partOf", { part: shown.part + 1, parts: shown.parts })}</p>}
          <ul className={classes.names}>
            {shown.winners.map((winner) => (
              <li key={describe(winner)}>{describe(winner)}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function ComesNext({ stage: { next, skipped } }: { stage: CeremonyStage }) {
  const { t } = useTranslation("ceremony");
  const words = useHeadingWords();
  return (
    <>
      <p className={classes.kind}>{next ? t(`stage.kind.${next.kind}`) : t("stage.end")}</p>
      {next?.heading && (
        <p className={classes.heading}>
          {words.event(next.heading)} · {words.award(next.heading.award)}
        </p>
      )}
      {skipped > 0 && <p className={classes.soft}>{t("stage.skipped", { count: skipped })}</p>}
    </>
  );
}

function Peek({ look }: { look: () => Promise<CeremonyLook | null> }) {
  const [seen, setSeen] = useState<CeremonyLook | null>(null);
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (!isHeld) return setSeen(null);
    let isWanted = true;
    void look().then((found) => isWanted && setSeen(found));
    return () => {
      isWanted = false;
    };
  }, [isHeld, look]);
  const show = () => setHeld(true);
  const hide = () => setHeld(false);
  const { t } = useTranslation("ceremony");
  const describe = useWinnerWords();
  return (
    <div className={classes.peek}>
      <button
        type="button"
        className={classes.look}
        aria-pressed={seen !== null}
        onPointerDown={show}
        onPointerUp={hide}
        onPointerLeave={hide}
        onPointerCancel={hide}
        onContextMenu={(event) => event.preventDefault()}
        onKeyDown={({ key, repeat }) => !repeat && (key === " " || key === "Enter") && show()}
        onKeyUp={hide}
        onBlur={hide}
      >
        {seen ? <Eye size={20} aria-hidden="true" /> : <EyeOff size={20} aria-hidden="true" />}
        {t("stage.look")}
      </button>
      {seen ? (
        <dl className={classes.seen}>
          <dt>{t("stage.upcoming")}</dt>
          <dd className={classes.name}>{seen.upcoming ? describe(seen.upcoming) : t("stage.nobody")}</dd>
          <dt>{t("stage.callUpNow")}</dt>
          <dd>
            <Waiting waiting={seen.now} />
          </dd>
          <dt>{t("stage.callUpNext")}</dt>
          <dd>
            <Waiting waiting={seen.next} />
          </dd>
        </dl>
      ) : (
        <p className={classes.soft}>
          {t("stage.hidden")} · {t("stage.looked")}
        </p>
      )}
    </div>
  );
}

function Waiting({ waiting }: { waiting: NamedWaiting | null }) {
  const { t } = useTranslation("ceremony");
  const words = useHeadingWords();
  const describe = useWinnerWords();
  if (waiting === null) return t("stage.noCallUp");
  return (
    <>
      {words.event(waiting.heading)} · {words.award(waiting.heading.award)}
      <ul className={classes.names}>
        {waiting.winners.map((winner) => (
          <li key={describe(winner)}>{describe(winner)}</li>
        ))}
      </ul>
    </>
  );
}

const SIDE_ACTS: readonly (readonly [CeremonyAct, LucideIcon])[] = [
  ["back", Undo2],
  ["dark", Moon],
  ["light", Sun],
  ["skip", SkipForward],
  ["recall", UserRoundCheck],
];

function Acts(props: { stage: CeremonyStage; isBusy: boolean; step: (act: CeremonyAct) => void }) {
  const { stage, isBusy, step } = props;
  const { t } = useTranslation("ceremony");
  const { isDark, skipped, unmet } = stage;
  const shown = SIDE_ACTS.filter(([act]) => {
    if (act === "dark") return !isDark;
    if (act === "light") return isDark;
    return act !== "recall" || skipped > 0;
  });
  return (
    <div className={classes.acts}>
      <div className={classes.side}>
        {shown.map(([act, Icon]) => (
          <UnstyledButton
            key={act}
            className={classes.sideAct}
            disabled={isBusy || unmet[act].length > 0}
            onClick={() => step(act)}
          >
            <Icon size={22} aria-hidden="true" />
            {t(`act.${act}`)}
          </UnstyledButton>
        ))}
      </div>
      <UnstyledButton
        className={classes.main}
        disabled={isBusy || unmet.next.length > 0}
        data-busy={isBusy || undefined}
        onClick={() => step("next")}
      >
        {t("act.next")}
      </UnstyledButton>
    </div>
  );
}

function useWinnerWords(): (winner: Pick<ShownWinner, "names" | "delegation" | "event">) => string {
  const formats = useFormats();
  const named = useNamed();
  return ({ names, delegation, event }) =>
    [formats.list(names), delegation ? named(delegation) : "", event ? named(event) : ""]
      .filter((part) => part !== "")
      .join(" · ");
}
