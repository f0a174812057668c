/**
 * What people enter on a page before React has taken it over: on a slow line that is seconds. React takes over what the server drew, so that
 * a field whose value it keeps falls back to that at its next drawing, and a long text does at once.
 */
import { type ReactNode, useLayoutEffect } from "react";

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
type Entry = string | boolean;

const HEARD = ["input", "compositionend"];

/**
 * Remembers what has been entered already and what still is.
 * @returns enters it once more, for React to hear: {@link EarlyInput} does so
 */
export function rememberEarlyInput(): () => void {
  const entries = new Map<Field, Entry>();
  for (const field of document.querySelectorAll<Field>("input, select, textarea"))
    if (entryOf(field) !== drawnEntryOf(field)) entries.set(field, entryOf(field));
  const listen = (event: Event) => {
    const { target } = event;
    if (!isField(target)) return;
    // The last choice among several comes last.
    entries.delete(target);
    // A word that is still being composed must not be touched, and React hears its end.
    if (!(event instanceof InputEvent && event.isComposing)) entries.set(target, entryOf(target));
  };
  for (const name of HEARD) window.addEventListener(name, listen, true);
  return () => {
    for (const name of HEARD) window.removeEventListener(name, listen, true);
    for (const [field, entry] of entries) if (field.isConnected && !field.disabled) enter(field, entry);
    entries.clear();
  };
}

type EarlyInputProps = { readonly repeat: () => void; readonly children: ReactNode };

/** Around all that React takes over: its layout effect is the last, and nothing is drawn anew before it. */
export function EarlyInput({ repeat, children }: EarlyInputProps): ReactNode {
  useLayoutEffect(repeat, [repeat]);
  return children;
}

function isField(target: EventTarget | null): target is Field {
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement;
}

function isTicked(field: Field): field is HTMLInputElement {
  return field.type === "checkbox" || field.type === "radio";
}

function entryOf(field: Field): Entry {
  return isTicked(field) ? field.checked : field.value;
}

/** As the server drew it. */
function drawnEntryOf(field: Field): Entry {
  if (isTicked(field)) return field.defaultChecked;
  if (!(field instanceof HTMLSelectElement)) return field.defaultValue;
  const options = [...field.options];
  return (options.find(({ defaultSelected }) => defaultSelected) ?? options[0])?.value ?? "";
}

/** React hears only of what differs from what it last saw; what the field's own setter writes, it sees. */
function enter(field: Field, entry: Entry): void {
  if (isTicked(field)) {
    // Of a choice among several, what is no longer chosen follows from what is.
    if (field.type === "radio" && entry === false) return;
    field.checked = !entry;
    field.click();
  } else if (field instanceof HTMLSelectElement || field.type === "file") {
    field.dispatchEvent(new Event("change", { bubbles: true }));
  } else if (entry !== field.defaultValue) {
    const { selectionStart, selectionEnd } = field;
    const write = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value")?.set;
    field.value = field.defaultValue;
    write?.call(field, entry);
    // Elsewhere than where somebody types, some browsers would take him there.
    if (selectionStart !== null && document.activeElement === field) field.setSelectionRange(selectionStart, selectionEnd);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
