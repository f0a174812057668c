/** A keyboard at the tablet: digits that are pressed outside every field are for what stands on the screen. */
import { useEffect, useRef } from "react";

export function useDigitKeys(onDigit: (digit: number) => void): void {
  const latest = useRef(onDigit);
  useEffect(() => {
    latest.current = onDigit;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const isInField = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
      if (isInField || event.altKey || event.ctrlKey || event.metaKey || event.repeat || !/^\d$/.test(event.key)) return;
      // What the digit does may move into a field, which would take it for its own.
      event.preventDefault();
      latest.current(Number(event.key));
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
}
