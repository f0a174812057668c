/** The API: tokens, scopes, formats and tags; its document executed against a world; and nothing in it that its pages hide. */
import { createRequire } from "node:module";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { API_SCOPES, REQUESTS_PER_TOKEN } from "#app/domain/access/api-token.ts";
import { DEFAULT_AWARD } from "#app/domain/awards/award-scheme.ts";
import { DEFAULT_RULES, type EventRules } from "#app/domain/results/rules.ts";
import { LOCALES } from "#app/domain/shared/vocabulary.ts";
import { parseCsv } from "#app/domain/trial/csv.ts";
import { API_ERRORS, API_OPERATIONS, describeApi, findOperation } from "#app/forms/api-v1.ts";
import { API_EXAMPLES } from "#app/i18n/api-examples.ts";
import { createI18n } from "#app/i18n/index.ts";
import { sha256 } from "#app/platform/crypto/digest.server.ts";
import { revokeApiToken } from "#app/services/api/revoke-api-token.server.ts";
import { ADMINISTRATOR, askApi, makeToken } from "../support/api-steps.ts";
import {
  addBoardWorld,
  type BoardWorld,
  confirmMark,
  planSession,
  publishOnSite,
  setDisclosure,
  setRoundPhase,
} from "../support/board-steps.ts";
import { must } from "../support/competition-steps.ts";
import { plantRows } from "../support/entitlement-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../support/runtime.ts";

type Validate = ((value: unknown) => boolean) & { errors?: unknown };
const require = createRequire(import.meta.url);
const { default: Ajv } = require("ajv/dist/2020.js") as {
  default: new (options: object) => { compile(schema: object): Validate };
};

type Operation = {
  readonly operationId: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly in: string;
    readonly required: boolean;
    readonly example?: string | number;
  }[];
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: object; readonly example?: unknown }>> }>
  >;
};
type ApiDocument = {
  readonly paths: Readonly<Record<string, { readonly get: Operation }>>;
  readonly components: { readonly schemas: { readonly Error: object } };
};

/** Everything that may stand in an answer only once results are public by name. */
function findNames(text: string, world: BoardWorld): readonly string[] {
  return world.entries.flatMap(({ name, documentNumber, reviewCode, seatCode }) =>
    [name, documentNumber, reviewCode, seatCode].filter((secret) => text.includes(secret)),
  );
}

async function askEverything(runtime: TestRuntime, token: string, world: BoardWorld): Promise<string> {
  const answers: string[] = [];
  for (const { path } of API_OPERATIONS) {
    for (const format of ["json", "csv"]) {
      const address = path.replace("{competition}", world.competition).replace("{event}", world.event);
      const answer = await askApi(runtime, `${address}?format=${format}`, { token });
      expect(answer.status).toBe(200);
      answers.push(await answer.text());
    }
  }
  return answers.join("\n");
}

/** Three entries are too few for a prize otherwise. */
const PRIZES_FOR_ALL: EventRules = {
  ...DEFAULT_RULES,
  award: { ...DEFAULT_AWARD, shares: { first: 34, second: 33, third: 33 }, minimumEntries: [] },
};

describeOnEachDatabase("the API", (provider) => {
  let runtime: TestRuntime;
  let world: BoardWorld;
  let token: string;
  let worlds = 0;

  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
    token = await makeToken(runtime, API_SCOPES);
  });
  afterAll(() => runtime?.dispose());
  beforeEach(async () => {
    worlds += 1;
    world = await addBoardWorld(runtime, { competition: `api-${worlds}`, rules: PRIZES_FOR_ALL });
    for (const [index, entry] of world.entries.entries()) await confirmMark(runtime, entry, "A1", 1000 + 100 * index);
  });

  /** What is kept of boards is computed anew, as after an act of the office. */
  async function show(disclosure: "closed" | "progress" | "blind" | "named"): Promise<void> {
    await setDisclosure(runtime, world, disclosure);
    runtime.bus.publish({ kind: "round-changed", roundId: world.roundId });
  }

  it("says no name, document or code of blinding while a board is closed or blind, and names once they are public", async () => {
    for (const disclosure of ["closed", "progress", "blind"] as const) {
      await show(disclosure);
      expect(findNames(await askEverything(runtime, token, world), world)).toEqual([]);
    }
    await show("closed");
    expect(await askEverything(runtime, token, world)).not.toContain(`"${world.entries[0].publicCode}"`);
    await setRoundPhase(runtime, world, "settled");
    await publishOnSite(runtime, world);
    await show("named");
    const named = findNames(await askEverything(runtime, token, world), world);
    // The same search finds them where they are: it would find a leak.
    expect([...new Set(named)].sort()).toEqual(world.entries.map(({ name }) => name).sort());
  });

  it("answers as its document says: every operation is asked, and another validator holds the answer to the schema", async () => {
    await planSession(runtime, world);
    for (const entry of world.entries) await confirmMark(runtime, entry, "B1", 2000);
    await setRoundPhase(runtime, world, "settled");
    await publishOnSite(runtime, world);
    await show("named");
    const document = JSON.parse(JSON.stringify(describeApi("https://here.example", API_EXAMPLES))) as ApiDocument;
    const ajv = new Ajv({ strict: false, validateFormats: false });
    for (const [path, { get }] of Object.entries(document.paths)) {
      const address = path.replace("{competition}", world.competition).replace("{event}", world.event);
      const answer = await askApi(runtime, address, { token });
      expect(`${get.operationId} ${answer.status} ${answer.headers.get("content-type")}`).toBe(
        `${get.operationId} 200 application/json`,
      );
      const body = (await answer.json()) as Record<string, unknown>;
      const schema = get.responses["200"]?.content?.["application/json"]?.schema ?? {};
      const validate = ajv.compile(schema);
      expect(validate(body), JSON.stringify(validate.errors)).toBe(true);
      // It holds something, and the schema would not hold for anything.
      expect(JSON.stringify(body).length).toBeGreaterThan(60);
      expect(validate({ competition: 7 })).toBe(false);
      const csv = parseCsv(await (await askApi(runtime, `${address}?format=csv`, { token })).text());
      expect(csv.faults).toEqual([]);
      expect(new Set(csv.rows.map(({ cells }) => cells.length)).size).toBe(1);
    }
    const isError = ajv.compile(document.components.schemas.Error);
    const refused = await askApi(runtime, "/competitions/nowhere/results", { token });
    expect(refused.status).toBe(404);
    expect(isError(await refused.json())).toBe(true);
  });

  it("gives the answers of its document's examples to their questions, as JSON and as text with commas", async () => {
    const example = await createTestRuntime(provider);
    try {
      const shown = await addBoardWorld(example, { competition: "tongzhou-2026", rules: PRIZES_FOR_ALL });
      for (const [index, entry] of shown.entries.entries()) {
        await confirmMark(example, entry, "A1", 1000 + 100 * index);
        await confirmMark(example, entry, "B1", 2000);
      }
      await planSession(example, shown);
      await setRoundPhase(example, shown, "settled");
      await publishOnSite(example, shown);
      await setDisclosure(example, shown, "named");
      example.bus.publish({ kind: "round-changed", roundId: shown.roundId });
      const secret = await makeToken(example, API_SCOPES);
      const document = JSON.parse(JSON.stringify(describeApi("https://here.example", API_EXAMPLES))) as ApiDocument;
      // How often a board was written is its own count.
      const withoutVersions = (text: string) => JSON.parse(text, (key, value) => (key === "version" ? 0 : value)) as unknown;
      for (const [path, { get }] of Object.entries(document.paths)) {
        const given = get.parameters.filter(({ example: value }) => value !== undefined);
        const inPath = given.reduce((text, { name, example: value }) => text.replace(`{${name}}`, String(value)), path);
        const query = given.flatMap(({ name, in: place, example: value }) => (place === "query" ? `${name}=${value}&` : []));
        const ask = async (format: string) =>
          (await askApi(example, `${inPath}?${query.join("")}format=${format}`, { token: secret })).text();
        const content = get.responses["200"]?.content;
        const told = JSON.stringify(content?.["application/json"]?.example);
        expect(withoutVersions(await ask("json"))).toEqual(withoutVersions(told));
        expect((await ask("csv")).replace("\uFEFF", "")).toBe(content?.["text/csv"]?.example);
      }
    } finally {
      await example.dispose();
    }
  });

  it("a leak that is planted in what an operation answers is found by the same search", async () => {
    await show("blind");
    const [{ subjectId, documentNumber }] = world.entries;
    const everything = await askEverything(runtime, token, world);
    expect(findNames(everything, world)).toEqual([]);
    // The public code of a board is where a document number would be taken for harmless.
    await plantRows(runtime, (tables) =>
      tables.blindMapping.update({ where: { subjectId }, data: { publicCode: documentNumber } }),
    );
    runtime.bus.publish({ kind: "round-changed", roundId: world.roundId });
    expect(findNames(await askEverything(runtime, token, world), world)).toContain(documentNumber);
  });

  it("tags its answers, and answers 304 until something changes", async () => {
    const path = `/competitions/${world.competition}/events/${world.event}/board`;
    const first = await askApi(runtime, path, { token });
    const etag = first.headers.get("etag") ?? "";
    const again = () => askApi(runtime, path, { token, headers: { "If-None-Match": etag } });
    expect((await again()).status).toBe(304);
    expect(await (await again()).text()).toBe("");
    await show("closed");
    expect((await again()).status).toBe(200);
  });

  it("opens to a token in force with the scope, and says in both languages why not", async () => {
    const results = `/competitions/${world.competition}/results`;
    const boards = await makeToken(runtime, ["boards"]);
    const short = await makeToken(runtime, ["results"], 1);
    const revoked = await makeToken(runtime, ["results"]);
    must(await revokeApiToken(runtime, ADMINISTRATOR, { tokenId: sha256(revoked) }));
    expect((await askApi(runtime, results, { token: short })).status).toBe(200);
    runtime.clock.advanceMinutes(25 * 60);
    const answers = [
      [await askApi(runtime, results), 401, "token-missing"],
      [await askApi(runtime, results, { token: "slk_guessed" }), 401, "token-unknown"],
      [await askApi(runtime, results, { token: revoked }), 401, "token-revoked"],
      [await askApi(runtime, results, { token: short }), 401, "token-expired"],
      [await askApi(runtime, results, { token: boards }), 403, "scope-missing"],
      [await askApi(runtime, "/nothing", { token: boards }), 404, "not-found"],
      [await askApi(runtime, `${results}?format=xml`, { token }), 400, "format-unknown"],
      [await askApi(runtime, `${results}?round=1`, { token }), 400, "round-malformed"],
    ] as const;
    for (const [answer, status, code] of answers) {
      const { error } = (await answer.json()) as { error: { code: string; message: string; messageZh: string } };
      expect([answer.status, error.code]).toEqual([status, code]);
      expect(error.message).toMatch(/^[A-Z].*\.$/);
      expect(error.messageZh).toMatch(/。$/);
    }
  });

  it("stores no token, and records who made and revoked one", async () => {
    const secret = await makeToken(runtime, ["awards"]);
    must(await revokeApiToken(runtime, ADMINISTRATOR, { tokenId: sha256(secret) }));
    const rows = JSON.stringify([
      await runtime.database.read.apiToken.findMany(),
      await runtime.database.read.auditRecord.findMany({ where: { objectKind: "api-token" } }),
    ]);
    expect(rows).not.toContain(secret);
    const acts = await runtime.database.read.auditRecord.findMany({
      where: { objectId: sha256(secret) },
      orderBy: { sequence: "asc" },
    });
    expect(acts.map(({ act }) => act)).toEqual(["create-api-token", "revoke-api-token"]);
    expect(await revokeApiToken(runtime, ADMINISTRATOR, { tokenId: sha256(secret) })).toMatchObject({ ok: false });
  });

  it("counts the requests of one token and not those of another", async () => {
    const busy = await makeToken(runtime, ["schedule"]);
    const path = "/competitions/nowhere/schedule";
    for (let count = 0; count < REQUESTS_PER_TOKEN; count += 1)
      await runtime.throttle.attempt(`api:${sha256(busy)}`, REQUESTS_PER_TOKEN);
    const refused = await askApi(runtime, path, { token: busy });
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "60"]);
    expect((await askApi(runtime, path, { token: await makeToken(runtime, ["schedule"]) })).status).toBe(404);
  });
});

describe("its document", () => {
  const document = JSON.parse(JSON.stringify(describeApi("https://here.example", API_EXAMPLES))) as ApiDocument & {
    openapi: string;
  };

  it("is of OpenAPI 3.1 and names each operation once, with every parameter of its path", () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    const operations = Object.entries(document.paths);
    expect(new Set(operations.map(([, { get }]) => get.operationId)).size).toBe(API_OPERATIONS.length);
    for (const [path, { get }] of operations) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(get.parameters.filter(({ in: place, required }) => place === "path" && required).map(({ name }) => name)).toEqual(
        named,
      );
      expect(findOperation(path.replace(/\{\w+\}/g, "x"))?.operation.id).toBe(get.operationId);
    }
    expect(findOperation("/competitions/../results")).toBeNull();
  });

  it.each(LOCALES)("has sentences for its page in %s", async (locale) => {
    const { t } = await createI18n(locale);
    for (const { id } of API_OPERATIONS) expect(t(`api:operation.${id}`)).not.toContain("operation");
    for (const code of API_ERRORS) expect(t(`api:error.${code}`)).toMatch(/[。.]$/);
  });
});
