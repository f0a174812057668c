/**
 * Fault `forms`: fuzzed addresses, parameters and forms over everything that the build answers, as nobody and as everyone of the story.
 * Each is one that must be refused (`wrong-forms.ts`), so nothing may change and nothing may break.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { SEED, startChance } from "./attack/chance.ts";
import { DEMO_ACCOUNTS, type DemoServer, openDemo } from "./attack/demo.ts";
import { readNames, readRoles } from "./attack/names.ts";
import { listServed } from "./attack/served.ts";
import { type Allowed, listChanges, readState } from "./attack/state.ts";
import { type Attempt, makeAttempt, type Person } from "./attack/wrong-forms.ts";
import { defineFault, startProgress } from "./fault.ts";

const AT_ONCE = 16;
/** So many are judged together; what changed is then one of them. */
const BATCH = 500;
const ANSWER_MS = 60_000;

const ALLOWED: Allowed = {
  tables: {
    Session: "everyone of the story is signed in for the attack",
    AuditHead: "a sheet to be signed is printed with the head of the log, which is signed for it and kept",
  },
  acts: { "sign-in": "everyone of the story is signed in for the attack" },
};

export const forms = defineFault({
  name: "forms",
  holds: "fuzzed forms and parameters over every route, as everyone: no 5xx, no change of state",
  databases: ["sqlite"],
  counts: { forms: { usual: 10_000, nightly: 500_000 }, seed: SEED },
  // A server that breaks now and then; and a row that somebody changes meanwhile.
  controls: {
    breaks: { finds: ["broken"], counts: { forms: 1_000 } },
    changes: { finds: ["changed"], counts: { forms: 500 } },
  },
  run: async ({ counts, control, directory }) => {
    const chance = startChance("forms", counts.seed);
    // What the server does by the clock is none of a form's doing.
    const demo = await openDemo(directory, { AUDIT_EXPORT_MINUTES: "off" });
    const breaking = control === "breaks" ? await startBreaking() : null;
    try {
      const served = await listServed();
      const names = readNames(demo.file);
      const people = await signInAll(demo);
      const broken = new Map<string, string>();
      const changed: string[] = [];
      const things = new Map<string, number>();
      const answers = new Map<number, number>();
      const say = startProgress("forms", counts.forms);
      for (let sent = 0; sent < counts.forms; sent += BATCH) {
        say(sent);
        const before = readState(demo.file);
        const attempts = makeAttempts(Math.min(BATCH, counts.forms - sent), () => makeAttempt(chance, served, people, names));
        for (const { thing } of attempts) things.set(thing, (things.get(thing) ?? 0) + 1);
        for (const [attempt, status] of await sendAll(breaking?.url ?? demo.url, attempts)) {
          answers.set(status, (answers.get(status) ?? 0) + 1);
          if (status !== 0 && status < 500) continue;
          const key = `${status} ${attempt.thing}`;
          if (!broken.has(key)) broken.set(key, `answered ${status}: ${describe(attempt)}`);
        }
        if (control === "changes") demo.file.run(`UPDATE "Organisation" SET "name" = "name" || '.' WHERE rowid = 1`);
        const changes = listChanges(demo.file, before, ALLOWED);
        if (changes.length > 0)
          changed.push(...changes, ...(control === null ? attempts.filter(mayHaveDone(changes)).map(describe) : []));
        if (!demo.isAlive())
          return { cases: sent, findings: { crashed: ["the process ended"], broken: [...broken.values()], changed } };
      }
      const told = [...answers].sort(([one], [other]) => one - other).map(([status, count]) => `${status}: ${count}`);
      console.log(`forms: ${things.size} of ${served.length} things asked; answers ${told.join(", ")}`);
      return { cases: counts.forms, findings: { crashed: [], broken: [...broken.values()], changed } };
    } finally {
      breaking?.close();
      await demo.close();
    }
  },
});

function makeAttempts(count: number, make: () => Attempt | null): Attempt[] {
  const attempts: Attempt[] = [];
  while (attempts.length < count) {
    const attempt = make();
    if (attempt !== null) attempts.push(attempt);
  }
  return attempts;
}

async function signInAll(demo: DemoServer): Promise<Person[]> {
  const accounts = await Promise.all(
    DEMO_ACCOUNTS.map(async (name) => ({ name, cookie: await demo.signIn(name), roles: readRoles(demo.file, name) })),
  );
  return [
    { name: "the public", cookie: "", roles: null },
    { name: "a made-up session", cookie: "session=ImZvcmdlZCI%3D", roles: null },
    ...accounts,
  ];
}

/** @returns the status of each; 0: there was no answer */
async function sendAll(url: string, attempts: readonly Attempt[]): Promise<(readonly [Attempt, number])[]> {
  const answered: (readonly [Attempt, number])[] = [];
  let next = 0;
  const work = async () => {
    for (let attempt = attempts[next++]; attempt; attempt = attempts[next++]) answered.push([attempt, await send(url, attempt)]);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return answered;
}

async function send(url: string, { method, path, headers, body }: Attempt): Promise<number> {
  try {
    const response = await fetch(url + path, {
      method,
      redirect: "manual",
      // From a page of this very site: what another gate refuses would not come to the form.
      headers: { Origin: url, ...headers },
      ...(body === null ? {} : { body }),
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}

function describe({ thing, who, why, method, path, headers, body }: Attempt): string {
  const fields = body instanceof FormData || body instanceof URLSearchParams ? JSON.stringify([...body]) : String(body);
  return `${thing} (${why}) as ${who}: ${method} ${path} ${JSON.stringify(headers).slice(0, 200)} ${fields.slice(0, 1_200)}`;
}

/** Those whose intent is the act on record, where one is. */
function mayHaveDone(changes: readonly string[]): (attempt: Attempt) => boolean {
  const acts = changes.flatMap((change) => /"act":"([^"]+)"/.exec(change)?.[1] ?? []);
  return ({ thing }) => acts.some((act) => thing.endsWith(` ${act}`));
}

/** A server that breaks now and then. */
async function startBreaking(): Promise<{ readonly url: string; close(): void }> {
  let asked = 0;
  const server = createServer((request, response) => {
    request.resume();
    asked += 1;
    response.writeHead(asked % 100 === 0 ? 500 : 404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}
