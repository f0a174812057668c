/** Every column in which people write in their own words is known to an erasure. */
import fs from "node:fs";
import { expect, it } from "vitest";
import { FREE_TEXTS, NOT_OF_PEOPLE } from "#app/platform/db/redact-texts.server.ts";

/** Names of columns that hold words of people, not ids, codes or words of closed lists. */
const FREE =
  /^(?:\w*[Rr]eason|text|statement|\w*[Nn]ote|body|minutes|inspection|decision|reference|duty|lastDuty|conflicts|fileName|evidenceName|refusal|voucher|plainCoach|params)$/;
/** Reasons that are codes of rules, and decisions that are words of a closed list. */
const CLOSED = ["Advancement.reason", "RegistrationReview.decision"];

const columns = [...fs.readFileSync("prisma/schema.prisma", "utf8").matchAll(/^model (\w+) \{(.*?)^\}/gms)].flatMap(
  ([, model = "", body = ""]) => [...body.matchAll(/^ {2}(\w+)\s+(?:String|Json)\b/gm)].map(([, name = ""]) => ({ model, name })),
);
const known = new Set(
  Object.entries(FREE_TEXTS).flatMap(([model, { texts = [], json = [] }]) =>
    [...texts, ...json].map((name) => `${model}.${name}`),
  ),
);

it("is in the list, or of a table that says nothing of people", () => {
  const free = columns.filter(({ model, name }) => FREE.test(name) && !NOT_OF_PEOPLE.includes(model));
  expect(free.length).toBeGreaterThan(40);
  const unknown = free.map(({ model, name }) => `${model}.${name}`).filter((one) => !known.has(one) && !CLOSED.includes(one));
  expect(unknown).toEqual([]);
});

it("stands in the schema as the list has it", () => {
  const all = new Set(columns.map(({ model, name }) => `${model}.${name}`));
  expect([...known].filter((one) => !all.has(one))).toEqual([]);
});
