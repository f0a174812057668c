/** Presence in components: this device says that it is there while a judge's page stands, and what it hears of others. */
import { useEffect, useSyncExternalStore } from "react";
import type { FormPresence } from "#app/domain/tablet/open-forms.ts";
import { getPresence, startTelling, subscribePresence } from "./tablet/presence.ts";

/**
 * A failure says nothing: what arrived or not of a judge's values is told elsewhere.
 * @param judgeId who works on it, on a tablet that several share; null: who signed in in the ordinary way
 * @param formId the form that is open; null: none
 */
export function usePresence(judgeId: string | null, formId: string | null = null): void {
  useEffect(() => startTelling(judgeId, formId), [judgeId, formId]);
}

/** Who else has this form open; null while nothing is known. */
export function useFormPresence(formId: string): FormPresence | null {
  const heard = useSyncExternalStore(subscribePresence, getPresence, () => null);
  return heard?.formId === formId ? heard : null;
}
