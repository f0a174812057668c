/** What stands on the big screen during a ceremony: one scene at a time, Chinese first, sized to be read from twenty metres. */
import { useEffect, useRef, useState } from "react";
import {
  type CeremonySnapshot,
  type Heading,
  isNewer,
  type Named,
  type ShownScene,
  type ShownWinner,
} from "#app/domain/ceremony/shown.ts";
import type { Locale } from "#app/domain/shared/vocabulary.ts";
import type { CeremonyScreenWords } from "#app/i18n/ceremony-screen-words.ts";
import { getConnection, type WatchState } from "#app/live/connection.ts";
import classes from "./ceremony-part.module.css";

type Words = Readonly<Record<Locale, CeremonyScreenWords>>;

export type CeremonyPartProps = { readonly snapshot: CeremonySnapshot; readonly words: Words };

const METALS: Readonly<Partial<Record<Heading["award"], "gold" | "silver" | "bronze">>> = {
  ...{ gold: "gold", first: "gold", highest: "gold" },
  ...{ silver: "silver", second: "silver", bronze: "bronze", third: "bronze" },
};

export function CeremonyPart({ snapshot: loaded, words }: CeremonyPartProps) {
  const { snapshot, state } = useCeremony(loaded);
  const { name, shown, number, version } = snapshot;
  const metal = "heading" in shown ? (METALS[shown.heading.award] ?? "plain") : "plain";
  return (
    <div className={classes.screen} data-scene={shown.kind} data-metal={metal}>
      {/* Each step begins its own motion. */}
      <main id="content" key={`${number} ${version}`} className={classes.scene} aria-live="polite">
        <Scene shown={shown} name={name} words={words} />
      </main>
      {shown.kind !== "dark" && shown.kind !== "opening" && shown.kind !== "waiting" && (
        <footer className={classes.foot}>
          <Both named={name} />
        </footer>
      )}
      {state.kind === "stale" && (
        <p className={classes.stale} role="status">
          {words["zh-CN"].stale} · {words.en.stale}
        </p>
      )}
    </div>
  );
}

/** Follows the presenter; what was shown stays while the connection is away. */
function useCeremony(loaded: CeremonySnapshot): { readonly snapshot: CeremonySnapshot; readonly state: WatchState } {
  const [snapshot, setSnapshot] = useState(loaded);
  const [state, setState] = useState<WatchState>({ kind: "connecting" });
  const { competition } = loaded;
  const first = useRef(true);
  useEffect(
    () =>
      getConnection().watch(
        "ceremony",
        { competition },
        {
          onSnapshot: (arrived) => {
            // The first answer is the truth, whatever the document was made with.
            setSnapshot((shown) => (first.current || isNewer(arrived, shown) ? arrived : shown));
            first.current = false;
          },
          onState: setState,
        },
      ),
    [competition],
  );
  return { snapshot, state };
}

function Scene({ shown, name, words }: { shown: ShownScene; name: Named; words: Words }) {
  switch (shown.kind) {
    case "dark":
      return null;
    case "waiting":
    case "opening":
      return (
        <>
          <h1 className={classes.competition}>
            <Both named={name} />
          </h1>
          <p className={classes.great}>
            <BothWords words={words} of={(one) => one.ceremony} />
          </p>
          {shown.kind === "waiting" && (
            <p className={classes.soft}>
              <BothWords words={words} of={(one) => one.soon} />
            </p>
          )}
        </>
      );
    case "closing":
      return (
        <p className={classes.great}>
          <BothWords words={words} of={(one) => one.congratulations} />
        </p>
      );
    case "title":
      return (
        <>
          {shown.heading.event && (
            <h1 className={classes.event}>
              <Both named={shown.heading.event} />
            </h1>
          )}
          <p className={classes.award}>
            <AwardWords heading={shown.heading} words={words} />
          </p>
        </>
      );
    case "silence":
      return (
        <>
          <HeadingLine heading={shown.heading} words={words} />
          <div className={classes.silence}>
            <span className={classes.ring} />
            <span className={classes.ring} />
            <span className={classes.ring} />
            <p>
              <BothWords words={words} of={(one) => one.awaited} />
            </p>
          </div>
        </>
      );
    case "name":
      return (
        <>
          <HeadingLine heading={shown.heading} words={words} />
          <Winner winner={shown.winner} words={words} />
          {shown.beside.length > 0 && (
            <ul className={classes.beside}>
              {shown.beside.map((winner) => (
                <li key={keyOf(winner)}>
                  {winner.names.join(words["zh-CN"].nameSeparator)} <small>{winner.delegation?.name}</small>
                </li>
              ))}
            </ul>
          )}
        </>
      );
    case "together":
      return (
        <>
          <HeadingLine heading={shown.heading} words={words} />
          <ul className={classes.together} data-count={shown.winners.length}>
            {shown.winners.map((winner) => (
              <li key={keyOf(winner)}>
                <strong data-long={lengthOf(winner) > 9 || undefined}>{titleOf(winner, words)}</strong>
                {winner.names.length > 0 && winner.delegation && (
                  <span>
                    {winner.delegation.name}
                    {winner.event && ` · ${winner.event.name}`}
                  </span>
                )}
              </li>
            ))}
          </ul>
          {shown.parts > 1 && (
            <p className={`tabular ${classes.soft}`}>
              {shown.part + 1} / {shown.parts}
            </p>
          )}
        </>
      );
  }
}

function Winner({ winner, words }: { winner: ShownWinner; words: Words }) {
  const { delegation, event, isEqual, names } = winner;
  const length = lengthOf(winner);
  const size = names.length > 1 ? (names.length > 3 ? "many" : "team") : length <= 4 ? "short" : length <= 8 ? "long" : "many";
  return (
    <div className={classes.winner}>
      <h1 className={classes.name} data-size={size}>
        {names.length > 1 ? names.map((one) => <span key={one}>{one}</span>) : titleOf(winner, words)}
      </h1>
      {names.length > 0 && delegation && (
        <p className={classes.delegation}>
          <Both named={delegation} />
        </p>
      )}
      {names.length === 0 && delegation && delegation.nameEn !== "" && <p className={classes.delegation}>{delegation.nameEn}</p>}
      {event && (
        <p className={classes.delegation}>
          <Both named={event} />
        </p>
      )}
      {isEqual && (
        <p className={classes.equal}>
          {words["zh-CN"].equal} · {words.en.equal}
        </p>
      )}
    </div>
  );
}

function HeadingLine({ heading, words }: { heading: Heading; words: Words }) {
  return (
    <header className={classes.heading}>
      {heading.event && (
        <p className={classes.headingEvent}>
          <Both named={heading.event} />
        </p>
      )}
      <p className={classes.headingAward}>
        <AwardWords heading={heading} words={words} />
      </p>
    </header>
  );
}

function AwardWords({ heading: { award }, words }: { heading: Heading; words: Words }) {
  return <BothWords words={words} of={(one) => one.award[award]} />;
}

/** Chinese first, English second and smaller. */
function Both({ named: { name, nameEn } }: { named: Named }) {
  return (
    <>
      <span lang="zh-CN">{name}</span>
      {nameEn !== "" && nameEn !== name && (
        <small lang="en" className={classes.second}>
          {nameEn}
        </small>
      )}
    </>
  );
}

function BothWords({ words, of }: { words: Words; of: (one: CeremonyScreenWords) => string }) {
  return <Both named={{ name: of(words["zh-CN"]), nameEn: of(words.en) }} />;
}

function titleOf({ names, delegation }: ShownWinner, words: Words): string {
  return names.length > 0 ? names.join(words["zh-CN"].nameSeparator) : (delegation?.name ?? "");
}

function lengthOf({ names, delegation }: ShownWinner): number {
  return names.length > 0 ? names.join("").length : (delegation?.name.length ?? 0);
}

function keyOf({ names, delegation, event }: ShownWinner): string {
  return [...names, delegation?.name, event?.name].join(" ");
}
