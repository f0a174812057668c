/** What this page's action answered, for as long as the page stands. */
import { useActionData, useLocation } from "@remix-run/react";
import { useState } from "react";
import type { Answer } from "#app/ui/answer.ts";

/**
 * The answer to the last form that was sent from this page; undefined before one was, and after another page was opened.
 * The router forgets an answer as soon as the page's data is read again, which happens whenever somebody else changes what
 * is shown: what was done, or why it was refused, would be gone before it was read. So pages ask here, not the router.
 */
export function useAnswer<Action>(): ReturnType<typeof useActionData<Action>> {
  const answer = useActionData<Action>();
  const { key } = useLocation();
  const [kept, setKept] = useState({ answer, key });
  if (answer !== undefined && (answer !== kept.answer || key !== kept.key)) setKept({ answer, key });
  if (answer !== undefined) return answer;
  return kept.key === key ? kept.answer : undefined;
}

/** A key for the form of this intent: another one each time it was done from here, so that the form is empty again, and only then. */
export function useDoneKey(answer: Answer, intent: string): string {
  const { key } = useLocation();
  const [done, setDone] = useState("");
  if (answer?.ok && answer.intent === intent && key !== done) setDone(key);
  return done;
}
