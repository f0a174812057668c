/** Whether offices must have a second factor goes by what is in the database: a forgotten DEMO=off opens nothing. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { allow } from "#app/domain/shared/decision.ts";
import { BEGUN, STORY_COUNTER, TOLD } from "#app/platform/db/story.server.ts";
import { readEnv } from "#app/platform/env.server.ts";
import { createRuntime } from "#app/platform/runtime.server.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../support/runtime.ts";

describeOnEachDatabase("the second factor of offices", (provider) => {
  let runtime: TestRuntime;

  beforeEach(async () => {
    runtime = await createTestRuntime(provider);
  });
  afterEach(() => runtime.dispose());

  /** As a process that starts over this database finds it. */
  async function findMode(told: Record<string, string> = {}): Promise<string> {
    const { databaseUrl, dataDirectory, secretKey } = runtime.env;
    const env = readEnv({
      ...{ LOG_LEVEL: "silent", DATABASE_URL: databaseUrl, DATA_DIR: dataDirectory, SECRET_KEY: String(secretKey) },
      ...told,
    });
    const started = await createRuntime(env);
    await started.close();
    return started.env.secondFactor;
  }

  async function markStory(value: number): Promise<void> {
    await runtime.database.write(async ({ tables, audit }) => {
      await tables.counter.upsert({ where: { name: STORY_COUNTER }, create: { name: STORY_COUNTER, value }, update: { value } });
      await audit({ chain: "system", actorId: null, act: "plant", objectKind: "story", objectId: STORY_COUNTER });
      return allow(null);
    });
  }

  it("is required of an installation without the demonstration story, whatever DEMO says", async () => {
    expect(await findMode()).toBe("required");
    expect(await findMode({ DEMO: "on" })).toBe("required");
    expect(await findMode({ DEMO: "off" })).toBe("required");
    await markStory(BEGUN);
    expect(await findMode()).toBe("required");
  });

  it("is offered where the story was told, unless DEMO=off; and SECOND_FACTOR decides before both", async () => {
    expect(await findMode({ SECOND_FACTOR: "offered" })).toBe("offered");
    await markStory(TOLD);
    expect(await findMode()).toBe("offered");
    expect(await findMode({ DEMO: "off" })).toBe("required");
    expect(await findMode({ SECOND_FACTOR: "required" })).toBe("required");
  });
});
