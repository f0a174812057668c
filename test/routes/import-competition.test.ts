/** The page that takes a competition in: whole, or not at all with every fault at its path, and on record as the act of who did it. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { newSecret } from "#app/platform/crypto/digest.server.ts";
import { sessionIdOf, setSessionCookie } from "#app/platform/sessions/session.server.ts";
import { action } from "#app/routes/office/import-competition.tsx";
import { loadSystemData } from "#seeds/system.ts";
import { addSystemActor, plantRows } from "../support/entitlement-steps.ts";
import { countRows } from "../support/interchange-steps.ts";
import { generateDocument } from "../support/interchange-world.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../support/runtime.ts";

type Answer = {
  readonly ok: boolean;
  readonly value?: { readonly competitionId: string; readonly code: string };
  readonly refusals?: readonly { readonly code: string; readonly params?: Readonly<Record<string, unknown>> }[];
};

describeOnEachDatabase("a document that is handed in on the page", (provider) => {
  let runtime: TestRuntime;
  let cookie = "";
  let userId = "";

  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
    await loadSystemData(runtime);
    ({ userId } = await addSystemActor(runtime, "the-administrator", "administrator"));
    const [token, createdAt] = [newSecret(), runtime.clock.now()];
    const expiresAt = new Date(createdAt.getTime() + 3_600_000);
    await plantRows(runtime, (tables) =>
      tables.session.create({ data: { id: sessionIdOf(token), userId, createdAt, expiresAt, userAgent: "test" } }),
    );
    cookie = (await setSessionCookie(runtime, token)).split(";")[0] ?? "";
  });
  afterAll(() => runtime?.dispose());

  async function handIn(text: string): Promise<Answer> {
    const body = new FormData();
    body.set("intent", "import-competition");
    body.set("file", new File([text], "travelled.json", { type: "application/json" }));
    const request = new Request("https://here.example/office/competitions/import", { method: "POST", body, headers: { cookie } });
    const answer: unknown = await action({ request, params: {}, context: { runtime, nonce: "", requestId: "" } });
    return ((answer as { data?: Answer }).data ?? answer) as Answer;
  }

  const placesOf = ({ refusals = [] }: Answer) => refusals.map(({ code, params }) => [params?.path, code]);

  it("is refused with every fault at its path, and leaves no row", async () => {
    const document = generateDocument(1);
    const before = await countRows(runtime);
    const [first, ...others] = document.persons;
    const broken = {
      ...document,
      persons: [{ ...first, name: 7 }, ...others],
      competition: { ...document.competition, tier: "village", surprise: true },
    };
    const answer = await handIn(JSON.stringify(broken));
    expect(answer.ok).toBe(false);
    expect(placesOf(answer)).toEqual(
      expect.arrayContaining([
        ["$.persons[0].name", "wrong-type"],
        ["$.competition.tier", "not-one-of"],
        ["$.competition.surprise", "unknown"],
      ]),
    );
    expect(placesOf(answer)).toHaveLength(3);
    expect(placesOf(await handIn("{"))).toEqual([["$", "json-malformed"]]);
    expect((await handIn(`"${"x".repeat(10 * 1024 * 1024)}"`)).refusals).toMatchObject([{ code: "file-too-large" }]);
    expect(await countRows(runtime)).toEqual(before);
  });

  it("is taken in whole as the act of who handed it in, and a second time refused at its code", async () => {
    const text = JSON.stringify(generateDocument(1));
    const answer = await handIn(text);
    expect(answer).toMatchObject({ ok: true, value: { code: "generated-1" } });
    const record = await runtime.database.read.auditRecord.findFirstOrThrow({
      where: { chain: answer.value?.competitionId ?? "", act: "import-competition" },
    });
    expect(record.actorId).toBe(userId);
    expect(placesOf(await handIn(text))).toEqual([["$.competition.code", "competition-exists"]]);
  });
});
