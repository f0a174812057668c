/** Someone who acts over HTTP as a tablet or a browser does: for the forms and people that the story does not show one by one. */

import { randomUUID } from "node:crypto";
import { findStored } from "./stored.ts";

export const PORT = Number(process.env.E2E_PORT ?? 3979);
export const BASE_URL = `http://localhost:${PORT}`;
export const PASSWORD = "jijie-2026";
export const PIN = "246810";

type Fields = Readonly<Record<string, string | number | readonly string[]>>;

export type Caller = {
  readonly username: string;
  /** The value of the session cookie. */
  readonly session: string;
  /** One act on a page's address. @throws Error when it is refused */
  act(path: string, intent: string, fields?: Fields): Promise<void>;
  /** One value, as a tablet sends it. @throws Error unless it is recorded */
  mark(mark: MarkOfStory): Promise<void>;
};

/** `replaces`: the key of the value that was on the screen; left out where there was none. */
export type MarkOfStory = {
  readonly formId: string;
  readonly aspectId: string;
  readonly value: number;
  readonly replaces?: string | null;
  readonly reason?: string | null;
};

/** @throws Error when the account does not open */
export async function signIn(username: string, password = PASSWORD): Promise<Caller> {
  const answer = await fetch(`${BASE_URL}/sign-in`, {
    method: "POST",
    redirect: "manual",
    headers: { Origin: BASE_URL },
    body: encode({ intent: "sign-in", username, password }),
  });
  const session = answer.headers
    .getSetCookie()
    .map((line) => /^session=([^;]+)/.exec(line)?.[1])
    .find((value) => value !== undefined);
  if (!session) throw new Error(`${username} could not sign in (${answer.status}).`);
  return {
    username,
    session,
    act: async (path, intent, fields = {}) => {
      const response = await fetch(`${BASE_URL}${path}.data`, {
        method: "POST",
        headers: { Origin: BASE_URL, Cookie: `session=${session}` },
        body: encode({ intent, ...fields }),
      });
      const text = await response.text();
      // 202 carries a redirect.
      if (response.status !== 200 && response.status !== 202) {
        throw new Error(`${username}, ${intent} on ${path}: ${response.status} ${text.slice(0, 400)}`);
      }
    },
    mark: async ({ replaces = null, reason = null, ...mark }) => {
      const judge = findStored("select id from User where username = ?", username);
      const entry = { ...mark, key: randomUUID(), scoreRound: 1, reason, replaces, enteredAt: new Date().toISOString() };
      const response = await fetch(`${BASE_URL}/judge/marks`, {
        method: "POST",
        headers: { Origin: BASE_URL, Cookie: `session=${session}`, "Content-Type": "application/json" },
        body: JSON.stringify({ judge, device: "tablet", marks: [entry] }),
      });
      const text = await response.text();
      if (!text.includes('"recorded"'))
        throw new Error(`${username}, ${mark.aspectId}: ${response.status} ${text.slice(0, 400)}`);
    },
  };
}

function encode(fields: Fields): URLSearchParams {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    for (const item of Array.isArray(value) ? value : [value]) body.append(name, String(item));
  }
  return body;
}
