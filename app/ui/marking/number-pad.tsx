/** A number by large keys, and by a real keyboard: what it is of, and what it earns, its caller says. */
import { Delete } from "lucide-react";
import { type FormEvent, type ReactNode, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./number-pad.module.css";
import { useDigitKeys } from "./use-digit-keys.ts";

const DIGITS = ["7", "8", "9", "4", "5", "6", "1", "2", "3"] as const;

export type NumberPadProps = {
  /** What is asked for, to those who hear it. */
  label: string;
  /** What may stand in the field while it is typed. */
  pattern: RegExp;
  /** The text as the whole number that is sent; null while it is none. */
  parse: (text: string) => number | null;
  /** The key left of the nought; null: none. */
  point: "." | null;
  /** Whether the number may be below nought: a key turns its sign. */
  signed: boolean;
  /** Why this number cannot be entered; null when it can. */
  problemOf: (value: number) => string | null;
  /** What stands there now, as text. */
  standing: string | null;
  /** What the number that is typed is or earns; null before there is one. */
  outcomeOf?: (value: number) => ReactNode;
  /** Values that are entered at one touch. */
  quick: readonly { readonly label: string; readonly value: number }[];
  /** On the button: enter this number. */
  enterLabel: (value: number) => string;
  disabled: boolean;
  onEnter: (value: number) => void;
};

export function NumberPad(props: NumberPadProps) {
  const { label, pattern, parse, point, signed, problemOf, standing, outcomeOf, quick, enterLabel, disabled, onEnter } = props;
  const { t } = useTranslation("marking");
  const id = useId();
  const [text, setText] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const typed = parse(text);
  const problem = typed === null ? null : problemOf(typed);
  const isReady = typed !== null && problem === null;

  function type(next: string): void {
    if (pattern.test(next)) setText(next);
  }

  // The first digit moves into the field, so that the next ones and Enter are its own.
  useDigitKeys((digit) => {
    if (disabled) return;
    type(`${text}${digit}`);
    field.current?.focus();
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (isReady && !disabled) onEnter(typed);
  }

  return (
    <form className={classes.pad} onSubmit={submit}>
      <div className={classes.left}>
        <label className={classes.label} htmlFor={id}>
          {label}
        </label>
        <input
          ref={field}
          id={id}
          className={`tabular ${classes.display}`}
          value={text}
          onChange={(event) => type(event.currentTarget.value)}
          placeholder={standing ?? "–"}
          inputMode="none"
          autoComplete="off"
          disabled={disabled}
          aria-invalid={problem !== null}
          aria-describedby={`${id}-problem`}
        />
        <p id={`${id}-problem`} className={classes.problem} role="alert">
          {problem}
        </p>
        {outcomeOf && (
          <p className={`tabular ${classes.outcome}`} aria-live="polite">
            {isReady && outcomeOf(typed)}
          </p>
        )}
        {(signed || quick.length > 0) && (
          <div className={classes.quick}>
            {signed && (
              <Key
                disabled={disabled}
                onPress={() => type(text.startsWith("-") ? text.slice(1) : `-${text}`)}
                name={t("entry.sign")}
              >
                ±
              </Key>
            )}
            {quick.map(({ label: name, value }) => (
              <button key={value} type="button" className={classes.key} disabled={disabled} onClick={() => onEnter(value)}>
                {name}
              </button>
            ))}
          </div>
        )}
        <button type="submit" className={classes.enter} disabled={disabled || !isReady}>
          {isReady ? enterLabel(typed) : t("entry.enter")}
        </button>
      </div>
      <div className={classes.keys}>
        {DIGITS.map((key) => (
          <Key key={key} disabled={disabled} onPress={() => type(text + key)}>
            {key}
          </Key>
        ))}
        {point && (
          <Key disabled={disabled} onPress={() => type(text + point)}>
            {point}
          </Key>
        )}
        <Key disabled={disabled} onPress={() => type(`${text}0`)} wide={!point}>
          0
        </Key>
        <Key disabled={disabled || text === ""} onPress={() => setText(text.slice(0, -1))} name={t("entry.erase")}>
          <Delete size={28} aria-hidden="true" />
        </Key>
      </div>
    </form>
  );
}

type KeyProps = { children: ReactNode; disabled: boolean; onPress: () => void; name?: string; wide?: boolean };

function Key({ children, disabled, onPress, name, wide }: KeyProps) {
  return (
    <button
      type="button"
      className={`tabular ${classes.key}`}
      data-wide={wide || undefined}
      disabled={disabled}
      onClick={onPress}
      aria-label={name}
    >
      {children}
    </button>
  );
}
