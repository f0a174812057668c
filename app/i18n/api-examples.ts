/** The examples of the API's document: one question and its answer for each operation. A test asks them and gets just these answers. */

const LUCHENG = { name: "潞城代表队", nameEn: "Lucheng" };
const COUNTED = { tied: false, formsDone: 2, formsExpected: 2, delegation: LUCHENG };

const BOARD = {
  competition: "tongzhou-2026",
  event: "ELE",
  round: 1,
  version: 9,
  disclosure: "named",
  maximum: 10_000,
  frozenAt: null,
  rows: [
    { ...COUNTED, publicCode: "4920", place: 1, mark: 3200, holders: ["曾博"], award: "first" },
    { ...COUNTED, publicCode: "1846", place: 2, mark: 3100, holders: ["欧阳若琳"], award: "second" },
    { ...COUNTED, publicCode: "7305", place: 3, mark: 3000, holders: ["林晓楠"], award: "third" },
  ],
} as const;

/** The parameters by name, the answers by operation. */
export const API_EXAMPLES = {
  parameters: { competition: "tongzhou-2026", event: "ELE", round: 1 },
  answers: {
    listCompetitions: {
      competitions: [
        {
          code: "tongzhou-2026",
          name: "2026 年通州区职业技能大赛",
          nameEn: "Tongzhou Vocational Skills Competition 2026",
          phase: "running",
          startsOn: "2026-11-20T01:00:00.000Z",
          endsOn: "2026-11-20T01:00:00.000Z",
        },
      ],
    },
    getSchedule: {
      competition: "tongzhou-2026",
      lines: [
        {
          kind: "deadline",
          title: null,
          event: null,
          session: null,
          place: "",
          startsAt: "2026-11-20T01:00:00.000Z",
          endsAt: null,
        },
        {
          kind: "session",
          title: null,
          event: { name: "电工", nameEn: "Electrician" },
          session: 1,
          place: "一号车间",
          startsAt: "2026-11-20T01:00:00.000Z",
          endsAt: "2026-11-20T05:00:00.000Z",
        },
      ],
    },
    getResults: { competition: "tongzhou-2026", events: [{ name: "电工", nameEn: "Electrician", ...BOARD }] },
    getAwards: {
      competition: "tongzhou-2026",
      awards: BOARD.rows.map(({ award, place, holders }) => ({ event: "ELE", award, place, holders, delegation: LUCHENG })),
    },
    getBoard: BOARD,
  },
} as const;
