/** The API as data: its operations with the schemas of their answers, from which requests are understood and its document is made. */
import { z } from "zod";
import type { ApiScope } from "#app/domain/access/api-token.ts";
import { formatHundredths } from "#app/domain/shared/units.ts";
import { AWARDS, COMPETITION_PHASES, DISCLOSURES } from "#app/domain/shared/vocabulary.ts";
import { writeCsv } from "#app/domain/trial/csv.ts";

const NamedSchema = z.object({ name: z.string(), nameEn: z.string() });
const moment = z.string().meta({ format: "date-time" });
const mark = z.int().nullable().meta({ description: "in hundredths: 8525 is 85.25" });
const award = z.enum(AWARDS).nullable();

export const CompetitionListSchema = z.object({
  competitions: z.array(
    z.object({ code: z.string(), ...NamedSchema.shape, phase: z.enum(COMPETITION_PHASES), startsOn: moment, endsOn: moment }),
  ),
});

export const ScheduleSchema = z.object({
  competition: z.string(),
  lines: z.array(
    z.object({
      kind: z.string(),
      title: NamedSchema.nullable(),
      event: NamedSchema.nullable(),
      session: z.int().nullable(),
      place: z.string(),
      startsAt: moment,
      endsAt: moment.nullable(),
    }),
  ),
});

const RowSchema = z.object({
  publicCode: z.string().nullable(),
  place: z.int().nullable(),
  tied: z.boolean(),
  mark,
  formsDone: z.int(),
  formsExpected: z.int(),
  holders: z.array(z.string()).nullable().meta({ description: "the people of the entry; null until results are public by name" }),
  delegation: NamedSchema.nullable(),
  award,
});

export const BoardSchema = z.object({
  competition: z.string(),
  event: z.string(),
  round: z.int(),
  version: z.int(),
  disclosure: z.enum(DISCLOSURES).meta({ description: "what is shown: nothing, progress, public codes, or names" }),
  maximum: mark,
  frozenAt: moment.nullable(),
  rows: z.array(RowSchema),
});

export const ResultsSchema = z.object({
  competition: z.string(),
  events: z.array(z.object({ ...NamedSchema.shape, ...BoardSchema.shape })),
});

export const AwardsSchema = z.object({
  competition: z.string(),
  awards: z.array(
    z.object({
      event: z.string(),
      award: z.enum(AWARDS),
      place: z.int().nullable(),
      holders: z.array(z.string()),
      delegation: NamedSchema.nullable(),
    }),
  ),
});

export const API_ERRORS = [
  "token-missing",
  "token-unknown",
  "token-revoked",
  "token-expired",
  "scope-missing",
  "not-found",
  "method-not-allowed",
  "format-unknown",
  "round-malformed",
  "too-many-requests",
] as const;
export type ApiErrorCode = (typeof API_ERRORS)[number];

export const ApiErrorSchema = z.object({
  error: z.object({ code: z.enum(API_ERRORS), message: z.string(), messageZh: z.string() }),
});

export const ERROR_STATUS: Readonly<Record<ApiErrorCode, number>> = {
  "token-missing": 401,
  "token-unknown": 401,
  "token-revoked": 401,
  "token-expired": 401,
  "scope-missing": 403,
  "not-found": 404,
  "method-not-allowed": 405,
  "format-unknown": 400,
  "round-malformed": 400,
  "too-many-requests": 429,
};

type Table = readonly (readonly string[])[];

export type ApiOperation = {
  readonly id: "listCompetitions" | "getSchedule" | "getResults" | "getAwards" | "getBoard";
  /** Below /api/v1. */
  readonly path: string;
  /** Null: any token will do. */
  readonly scope: ApiScope | null;
  readonly summary: string;
  readonly answer: z.ZodType;
  readonly takesRound?: true;
  toTable(answer: never): Table;
};

const text = (value: string | number | boolean | null): string => (value === null ? "" : String(value));
const marks = (value: number | null): string => (value === null ? "" : formatHundredths(value));

const ROW_HEAD = ["publicCode", "place", "tied", "mark", "holders", "delegation", "award"];
const toCells = ({ publicCode, place, tied, mark, holders, delegation, award }: z.infer<typeof RowSchema>): string[] => [
  text(publicCode),
  text(place),
  text(tied),
  marks(mark),
  (holders ?? []).join("、"),
  delegation?.name ?? "",
  text(award),
];

export const API_OPERATIONS: readonly ApiOperation[] = [
  {
    id: "listCompetitions",
    path: "/competitions",
    scope: null,
    summary: "Competitions that were announced",
    answer: CompetitionListSchema,
    toTable: ({ competitions }: z.infer<typeof CompetitionListSchema>) => [
      ["code", "name", "nameEn", "phase", "startsOn", "endsOn"],
      ...competitions.map(({ code, name, nameEn, phase, startsOn, endsOn }) => [code, name, nameEn, phase, startsOn, endsOn]),
    ],
  },
  {
    id: "getSchedule",
    path: "/competitions/{competition}/schedule",
    scope: "schedule",
    summary: "The schedule of a competition",
    answer: ScheduleSchema,
    toTable: ({ lines }: z.infer<typeof ScheduleSchema>) => [
      ["kind", "title", "event", "session", "place", "startsAt", "endsAt"],
      ...lines.map(({ kind, title, event, session, place, startsAt, endsAt }) => {
        return [kind, title?.name ?? "", event?.name ?? "", text(session), place, startsAt, text(endsAt)];
      }),
    ],
  },
  {
    id: "getResults",
    path: "/competitions/{competition}/results",
    scope: "results",
    summary: "Results that are public by name, by event",
    answer: ResultsSchema,
    toTable: ({ events }: z.infer<typeof ResultsSchema>) => [
      ["event", ...ROW_HEAD],
      ...events.flatMap(({ event, rows }) => rows.map((row) => [event, ...toCells(row)])),
    ],
  },
  {
    id: "getAwards",
    path: "/competitions/{competition}/awards",
    scope: "awards",
    summary: "Awards that are public by name",
    answer: AwardsSchema,
    toTable: ({ awards }: z.infer<typeof AwardsSchema>) => [
      ["event", "award", "place", "holders", "delegation"],
      ...awards.map(({ event, award, place, holders, delegation }) => {
        return [event, award, text(place), holders.join("、"), delegation?.name ?? ""];
      }),
    ],
  },
  {
    id: "getBoard",
    path: "/competitions/{competition}/events/{event}/board",
    scope: "boards",
    summary: "The board of an event, as its page shows it",
    answer: BoardSchema,
    takesRound: true,
    toTable: ({ rows }: z.infer<typeof BoardSchema>) => [ROW_HEAD, ...rows.map(toCells)],
  },
];

export type ApiCall = { readonly operation: ApiOperation; readonly names: Readonly<Record<string, string>> };

/** Which operation an address below /api/v1 is of; null: none. */
export function findOperation(path: string): ApiCall | null {
  const asked = path.split("/");
  for (const operation of API_OPERATIONS) {
    const known = operation.path.split("/");
    const names: Record<string, string> = {};
    const fits =
      known.length === asked.length &&
      known.every((part, index) => {
        const given = asked[index] ?? "";
        const name = /^\{(\w+)\}$/.exec(part)?.[1];
        if (name === undefined) return part === given;
        names[name] = given;
        return /^[\w-]{1,100}$/.test(given);
      });
    if (fits) return { operation, names };
  }
  return null;
}

export type ApiExamples = {
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly answers: Readonly<Record<ApiOperation["id"], unknown>>;
};

/** The API's document, OpenAPI 3.1. @param url of this installation @param examples questions, and what they are answered */
export function describeApi(url: string, examples: ApiExamples): object {
  const schema = (type: z.ZodType) => {
    const { $schema: _schema, ...rest } = z.toJSONSchema(type);
    return rest;
  };
  const errorOf = (description: string) => ({
    description,
    content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
  });
  return {
    openapi: "3.1.0",
    info: {
      title: "SkillLadder API",
      version: "1.0.0",
      summary: "Results, boards, schedules and awards of skills competitions.",
      description:
        "Everything here is public: an answer says what the public page says, and no more. Marks are whole hundredths. Ask again with If-None-Match: an unchanged answer is 304.",
      license: { name: "Proprietary", identifier: "LicenseRef-Proprietary" },
    },
    servers: [{ url: `${url}/api/v1` }],
    security: [{ token: [] }],
    tags: [{ name: "results", description: "Public results." }],
    paths: Object.fromEntries(
      API_OPERATIONS.map(({ id, path, scope, summary, answer, takesRound, toTable }) => [
        path,
        {
          get: {
            operationId: id,
            tags: ["results"],
            summary,
            description: scope === null ? "Any token." : `Needs the scope "${scope}".`,
            parameters: [
              ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
                name,
                in: "path",
                required: true,
                description: name === "competition" ? "The competition's code." : "The event's code.",
                schema: { type: "string", pattern: "^[\\w-]{1,100}$" },
                example: examples.parameters[String(name)],
              })),
              ...(takesRound
                ? [
                    {
                      name: "round",
                      in: "query",
                      required: false,
                      description: "The number of the round; left out: the one that is shown.",
                      schema: { type: "integer", minimum: 1, maximum: 9 },
                      example: examples.parameters.round,
                    },
                  ]
                : []),
              {
                name: "format",
                in: "query",
                required: false,
                description: "json or csv.",
                schema: { type: "string", enum: ["json", "csv"], default: "json" },
              },
              {
                name: "If-None-Match",
                in: "header",
                required: false,
                description: "The ETag of the answer that is known already.",
                schema: { type: "string" },
              },
            ],
            responses: {
              "200": {
                description: "The answer.",
                headers: { ETag: { description: "Changes with the answer.", schema: { type: "string" } } },
                content: {
                  "application/json": { schema: schema(answer), example: examples.answers[id] },
                  "text/csv": { schema: { type: "string" }, example: writeCsv(toTable(examples.answers[id] as never), "\r\n") },
                },
              },
              "304": { description: "Unchanged." },
              "400": errorOf("The question is not understood."),
              "401": errorOf("No token, or one that opens nothing."),
              "403": errorOf("The token lacks the scope."),
              "404": errorOf("There is nothing of this name."),
              "429": errorOf("Too many requests for now."),
            },
          },
        },
      ]),
    ),
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer", description: "A token from the office." } },
      schemas: { Error: schema(ApiErrorSchema) },
    },
  };
}
