/** A judge's PIN, large enough for gloves; never kept by the browser. */
import { useEffect, useId, useRef } from "react";
import classes from "./pin-field.module.css";

/** @param isAgain the one before was wrong: ready for the next */
export function PinField({ label, disabled, isAgain }: { label: string; disabled: boolean; isAgain: boolean }) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isAgain) field.current?.focus();
  }, [isAgain]);
  return (
    <div>
      <label htmlFor={id} className={classes.label}>
        {label}
      </label>
      <input
        ref={field}
        id={id}
        name="pin"
        type="password"
        inputMode="numeric"
        pattern="\d{4,12}"
        autoComplete="one-time-code"
        required
        disabled={disabled}
        className={classes.pin}
      />
    </div>
  );
}
