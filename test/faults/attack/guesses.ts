/** Guesses at the running server, each from another address, and attempts that must be refused however many addresses they come from. */
import { randomBytes } from "node:crypto";
import { newReadableCode, newSecret, newVerifyCode } from "#app/platform/crypto/digest.server.ts";
import { DEMO_PASSWORD, type DemoServer } from "./demo.ts";

const AT_ONCE = 12;
/** More than any throttle lets through of one thing. */
const MANY = 12;

type Guess = {
  readonly name: string;
  readonly send: () => Promise<Response>;
  readonly isHit: (status: number, text: string, cookies: readonly string[]) => boolean;
};

/** @param make what is guessed instead, for a control; null: as the app makes it @returns what was hit */
export async function guessOverHttp(demo: DemoServer, count: number, make: (() => string) | null): Promise<string[]> {
  const guesses = listGuesses(demo, make);
  const hits: string[] = [];
  let sent = 0;
  const work = async () => {
    while (sent < count) {
      const guess = guesses[sent % guesses.length] as Guess;
      sent += 1;
      const response = await guess.send();
      const text = await response.text();
      if (guess.isHit(response.status, text, response.headers.getSetCookie()))
        hits.push(`${guess.name} over HTTP: ${response.status} ${text.slice(0, 120)}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return hits;
}

function listGuesses({ url, file }: DemoServer, make: (() => string) | null): Guess[] {
  const [{ code: competition } = {}] = file.all(`SELECT "code" FROM "Competition" WHERE "phase" = 'final' LIMIT 1`);
  const [{ username } = {}] = file.all(`SELECT "username" FROM "User" WHERE "username" = 'admin'`);
  const setsSession = (_status: number, _text: string, cookies: readonly string[]) =>
    cookies.some((cookie) => /^(session|judge[^=]*|result[^=]*)=[^;]{8}/.test(cookie));
  const guess = (name: string, send: Guess["send"], isHit: Guess["isHit"]): Guess => ({ name, send, isHit });
  return [
    guess(
      "certificate code",
      () => get(url, `/verify/${(make ?? newVerifyCode)()}.data?_routes=routes%2Fpublic%2Fverification`),
      (_status, text) => text.includes('"known"'),
    ),
    guess(
      "API token",
      () => get(url, "/api/v1/competitions", { Authorization: `Bearer ${(make ?? (() => `slk_${newSecret()}`))()}` }),
      (status) => status < 400 || status === 403,
    ),
    guess(
      "account link",
      () =>
        post(url, `/set-password/${(make ?? newSecret)()}`, {
          intent: "set-password",
          password: "ein-neues-passwort-7",
          repeated: "ein-neues-passwort-7",
        }),
      (status, text, cookies) => (status < 400 && status >= 300) || setsSession(status, text, cookies),
    ),
    guess(
      "tablet code",
      () =>
        post(url, "/judge/sessions", { intent: "sign-in-with-link", token: (make ?? (() => newSecret(24)))(), pin: "246810" }),
      setsSession,
    ),
    guess(
      "objection code",
      () =>
        post(url, `/competitions/${competition}/objections.data`, {
          intent: "look-up",
          code: (make ?? (() => newReadableCode(16)))(),
        }),
      (status) => status === 200,
    ),
    guess(
      "session",
      () =>
        get(url, "/desk", {
          Cookie: `session=${encodeURIComponent(Buffer.from(JSON.stringify((make ?? newSecret)())).toString("base64"))}`,
        }),
      (status) => status === 200,
    ),
    guess(
      "password",
      () => post(url, "/sign-in", { intent: "sign-in", username: String(username), password: (make ?? (() => newSecret(8)))() }),
      setsSession,
    ),
    guess(
      "document number",
      () => post(url, "/results", { intent: "look-up", name: "徐海杰", documentNumber: makeDocument() }),
      setsSession,
    ),
  ];
}

/**
 * Things of which few attempts are let through, tried from many addresses; then even the right answer is refused for a while.
 * @param judge the cookie of a judge's session @returns what any number of attempts is let through of
 */
export async function findFree(url: string, judge: string): Promise<string[]> {
  const free: string[] = [];
  const tried = async (
    name: string,
    send: (attempt: number) => Promise<Response>,
    isBlocked: (status: number, text: string) => boolean,
  ) => {
    let blocked = 0;
    for (let attempt = 0; attempt < MANY; attempt += 1) {
      const response = await send(attempt);
      if (isBlocked(response.status, await response.text())) blocked += 1;
    }
    if (blocked === 0) free.push(`${name}: ${MANY} attempts from as many addresses, and none was held back`);
  };
  const says = (code: string) => (_status: number, text: string) => text.includes(code);
  const wrong = (attempt: number) => (attempt < MANY - 1 ? `wrong-${attempt}` : DEMO_PASSWORD);
  const document = makeDocument();
  await tried(
    "password",
    (attempt) => post(url, "/sign-in.data", { intent: "sign-in", username: "judge-3", password: wrong(attempt) }),
    says("sign-in-blocked"),
  );
  await tried(
    "password of an unknown account",
    (attempt) => post(url, "/sign-in.data", { intent: "sign-in", username: "nobody-here", password: wrong(attempt) }),
    says("sign-in-blocked"),
  );
  await tried(
    "PIN",
    (attempt) =>
      post(
        url,
        "/judge/sessions",
        { intent: "prove-pin", pin: attempt < MANY - 1 ? String(100_000 + attempt) : "246810" },
        { Cookie: judge },
      ),
    says("pin-blocked"),
  );
  await tried(
    "name of a document number",
    (attempt) => post(url, "/results.data", { intent: "look-up", name: `某${attempt}`, documentNumber: document }),
    says("look-up-blocked"),
  );
  return free;
}

/** Another address each time, as a proxy that is trusted says. */
function fromAnywhere(): Record<string, string> {
  return { "X-Forwarded-For": [...randomBytes(4)].join(".") };
}

function get(url: string, address: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url + address, { redirect: "manual", headers: { ...fromAnywhere(), ...headers } });
}

function post(
  url: string,
  address: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(url + address, {
    method: "POST",
    redirect: "manual",
    headers: { Origin: url, ...fromAnywhere(), ...headers },
    body: new URLSearchParams(fields),
  });
}

/** Of a person of the story's age and region, with the right check digit (GB 11643-1999). */
function makeDocument(): string {
  const day = new Date(Date.UTC(1970, 0, 1) + Math.floor(Math.random() * 30 * 365) * 86_400_000)
    .toISOString()
    .slice(0, 10)
    .replaceAll("-", "");
  const digits = `110112${day}${String(Math.floor(Math.random() * 1_000)).padStart(3, "0")}`;
  const sum = [...digits].reduce((total, digit, place) => total + Number(digit) * (2 ** (17 - place) % 11), 0);
  return digits + "10X98765432"[sum % 11];
}
