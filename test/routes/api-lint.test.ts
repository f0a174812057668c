/** The API's document before a public linter of OpenAPI, with the rules that it recommends. */
import { createConfig, lintFromString } from "@redocly/openapi-core";
import { expect, it } from "vitest";
import { describeApi } from "#app/forms/api-v1.ts";
import { API_EXAMPLES } from "#app/i18n/api-examples.ts";

async function lint(document: object): Promise<readonly string[]> {
  const config = await createConfig({ extends: ["recommended"] });
  const problems = await lintFromString({ source: JSON.stringify(document), config });
  return problems.map(({ ruleId, message, location }) => `${ruleId}: ${message} (${location[0]?.pointer})`);
}

it("finds nothing in it", async () => {
  expect(await lint(describeApi("https://skills.example.cn", API_EXAMPLES))).toEqual([]);
});

it("misses the title of one that has none", async () => {
  const { info: _info, ...rest } = describeApi("https://skills.example.cn", API_EXAMPLES) as { info: object };
  expect((await lint(rest)).some((problem) => problem.includes("info"))).toBe(true);
});
