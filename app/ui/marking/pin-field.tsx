/** A judge's PIN, large enough for gloves; never kept by the browser. */
import { useId } from "react";
import classes from "./pin-field.module.css";

export function PinField({ label, disabled }: { label: string; disabled: boolean }) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className={classes.label}>
        {label}
      </label>
      <input
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
