/** Whole competitions out of a seed as documents: rounds of the second scorer, with people, codes, panels and records around them. */

import { DEFAULT_RULES, type EventRules } from "#app/domain/results/rules.ts";
import { computeResultsOf } from "#app/platform/interchange/check-document.ts";
import type { EventInDocument, RoundInDocument } from "#app/platform/interchange/competition-part.ts";
import { type CompetitionDocument, FORMAT, FORMAT_VERSION, UNITS } from "#app/platform/interchange/document.ts";
import type { Row } from "#app/platform/interchange/field.ts";
import type { Rows } from "#app/platform/interchange/to-document.ts";
import type { RoundOnFile } from "../golden/second-scorer/document.ts";
import { Dice, generateRound } from "../golden/second-scorer/generate.ts";

const AT = "2026-11-20T01:00:00.000Z";
const OFFICIALS = ["j1", "j2", "j3", "j4", "j5", "stranger", "organiser"];

/** @param most events; each a round of the second scorer with the next seed */
export function generateDocument(seed: number, most = 3): CompetitionDocument {
  const dice = new Dice(seed + 77_000);
  const persons: CompetitionDocument["persons"][number][] = [];
  const events = Array.from({ length: 1 + dice.below(most) }, (_, index) =>
    generateEvent(seed * 10 + index, index, dice, persons),
  );
  const winner = events[0]?.entries[0];
  return {
    format: FORMAT,
    version: FORMAT_VERSION,
    exportedAt: AT,
    personalData: "included",
    units: UNITS,
    organisations: [
      { id: "U1", name: `一号厂 ${seed}`, nameEn: "Plant One", kind: "enterprise", creditCode: null, region: "110112" },
      { id: "U2", name: `技师学院 ${seed}`, nameEn: "College", kind: "school", creditCode: null, region: "110112" },
    ],
    officials: OFFICIALS.map((name, index) => ({ id: `O${index + 1}`, name, organisation: index === 0 ? "U2" : null })),
    persons,
    competition: {
      code: `generated-${seed}`,
      name: "生成的大赛",
      nameEn: "Generated",
      tier: dice.pick("district", "city", "province"),
      class: "class-1",
      phase: "running",
      venue: "一号馆",
      registrationClosesAt: AT,
      startsOn: AT,
      endsOn: AT,
      publicityWorkingDays: 5,
      publicityEndsAt: null,
      publicityOpenedBy: null,
      decisionNumber: null,
      finalisedAt: null,
      specialAwards: null,
      filingNumber: "备〔2026〕1号",
      supervisionTelephone: null,
      gates: dice.once(2) ? { "leaders-meeting": false } : null,
      offerHours: 24,
      sphere: "comprehensive",
      promotionRules: null,
      createdAt: AT,
      hosts: [{ relation: "host-authority", region: "110112", organisation: "U1" }],
      policyPacks: [],
      delegations: ["D1", "D2"].map((id) => ({ id, name: `代表队 ${id}`, nameEn: id, region: "110112" })),
      events,
      duties: [
        { official: "O7", role: "organiser", event: null, delegation: null, layers: null, since: AT, until: null },
        { official: "O1", role: "marking-judge", event: "E1", delegation: null, layers: null, since: AT, until: null },
      ],
      conflictsOfInterest: [],
      appeals: winner
        ? [
            {
              id: "A1",
              round: { event: "E1", number: 1 },
              delegation: winner.delegation,
              entry: winner.id ?? null,
              about: "result",
              occurredAt: AT,
              dueAt: AT,
              statement: "复核计时",
              instance: 1,
              firstAppeal: null,
              filedBy: "O7",
              filedAt: AT,
              withdrawnAt: null,
            },
          ]
        : [],
      objections: [],
      rulings: winner
        ? [{ id: "G1", appeal: "A1", objection: null, outcome: "dismissed", reason: "计时无误", by: "O6", at: AT }]
        : [],
      reopenings: [],
      notices: [
        {
          id: "T1",
          event: "E1",
          kind: "technical-document",
          replaces: null,
          version: 1,
          title: "技术文件",
          titleEn: "Technical document",
          body: "",
          file: null,
          by: "O7",
          at: AT,
          withdrawnBy: null,
          withdrawnAt: null,
          withdrawReason: null,
        },
      ],
      meetings: [],
      programme: [],
    } as unknown as CompetitionDocument["competition"],
    certificates: [],
  };
}

function generateEvent(
  seed: number,
  index: number,
  dice: Dice,
  persons: CompetitionDocument["persons"][number][],
): EventInDocument {
  const file = generateRound(seed);
  const letter = `E${index + 1}`;
  const nameOf = (entry: string) => `${letter}-${entry}`;
  const entries = file.entries.map(({ id, eligible }, at) => {
    const person = `P${persons.length + 1}`;
    const shown =
      at % 3 === 1
        ? { kind: "permanent-residence-card", number: `USA${String(seed).padStart(6, "0")}${String(at).padStart(6, "0")}` }
        : { kind: "passport", number: `G${String(seed).padStart(5, "0")}${String(at).padStart(3, "0")}` };
    persons.push({
      id: person,
      name: `选手${seed}-${at}`,
      document: shown,
      telephone: "",
      birthDate: null,
    });
    return {
      id: nameOf(id),
      delegation: dice.pick("D1", "D2"),
      rosterNumber: String(at + 1),
      entrantNumber: `${letter}${String(at + 1).padStart(3, "0")}`,
      status: "accepted",
      eligible,
      waitingSince: null,
      offeredAt: null,
      offerEndsAt: null,
      submittedBy: null,
      submittedAt: null,
      createdAt: AT,
      updatedAt: AT,
      members: [
        {
          position: 1,
          person,
          levelHeld: dice.pick(null, "senior"),
          yearsOfService: dice.pick(null, 7),
          employer: dice.pick(null, "U1"),
          school: null,
          trainingOrganisation: null,
          residenceRegion: dice.pick(null, "110112"),
          employerRegion: "110112",
          schoolRegion: null,
          trainingRegion: null,
          delegationRegion: "110112",
          frozenAt: AT,
        },
      ],
      coaches: [],
      substitutions: [],
      reviews: [],
    };
  });
  const event = {
    id: letter,
    code: letter,
    name: `赛项${index + 1}`,
    nameEn: letter,
    occupationCode: "6-31-01-03",
    group: "workers",
    entryKind: "individual",
    teamSize: 1,
    quota: 100,
    delegationQuota: null,
    paperLevel: null,
    cancelledAt: null,
    cancelledBy: null,
    cancelReason: null,
    rules: [
      {
        id: `${letter}-R`,
        version: 1,
        content: { ...DEFAULT_RULES, ...file.rules } as unknown as EventRules,
        reason: "",
        by: "O7",
        at: AT,
      },
    ],
    schemes: [
      {
        id: `${letter}-S`,
        version: 1,
        round: 1,
        content: file.scheme as never,
        source: "file",
        fileName: "scheme.xlsx",
        reason: "",
        by: "O7",
        at: AT,
      },
    ],
    entries,
    rounds: [],
  } as unknown as EventInDocument;
  const round = generateRoundOf(file, letter, nameOf);
  round.results = computeResultsOf({ ...event, rounds: [round] }, round);
  return { ...event, rounds: [round] };
}

function generateRoundOf(file: RoundOnFile, letter: string, nameOf: (entry: string) => string): RoundInDocument {
  const official = (judge: string) => `O${OFFICIALS.indexOf(judge) + 1}`;
  const teams = new Map<string, Set<string>>();
  for (const { forms } of file.entries) {
    for (const { subCriterionId, team } of forms) {
      const known = teams.get(subCriterionId) ?? new Set<string>();
      for (const judge of team) known.add(judge);
      teams.set(subCriterionId, known);
    }
  }
  const ordered = file.entries
    .filter(({ chiefOrder }) => chiefOrder !== null)
    .sort((one, other) => (one.chiefOrder ?? 0) - (other.chiefOrder ?? 0));
  return {
    number: 1,
    kind: "final",
    phase: "settled",
    disclosure: "named",
    goingOn: null,
    medium: "tablet",
    rules: `${letter}-R`,
    scheme: `${letter}-S`,
    judgingAt: AT,
    submittedAt: AT,
    submittedBy: "O7",
    results: null,
    sessions: [],
    participations: file.entries.map(({ id, status }, at) => ({
      entry: nameOf(id),
      participation: status,
      seat: `${at + 1}`,
      session: null,
      checkedInAt: AT,
      checkedInBy: "O7",
      checkInWay: "typed",
      checks: { checked: ["identity"], present: [], exception: null },
    })),
    moduleSeats: [],
    draws: [],
    works: file.entries.map(({ id }, at) => ({
      id: `${letter}-W${at + 1}`,
      reviewCode: `R${at + 1}`,
      entry: nameOf(id),
      publicCode: `G${at + 1}`,
    })),
    panels: [...teams].map(([subCriterion, judges]) => ({
      id: `${letter}-${subCriterion}`,
      subCriterion,
      number: 1,
      reason: "",
      by: "O7",
      at: AT,
      judges: [...judges].sort().map((judge) => ({ judge: official(judge) })),
    })),
    forms: file.entries.flatMap(({ forms }, at) =>
      forms.map(({ subCriterionId, revisions }, number) => ({
        work: `${letter}-W${at + 1}`,
        subCriterion: subCriterionId,
        panel: `${letter}-${subCriterionId}`,
        status: "confirmed",
        revision: revisions.length,
        revisions: revisions.map(({ sequence, aspectId, judgeId, scoreRound, value }) => ({
          id: `${letter}-V${at}-${number}-${sequence}`,
          sequence,
          aspect: aspectId,
          judge: official(judgeId),
          scoreRound,
          value,
          reason: null,
          device: "tablet",
          enteredAt: AT,
          receivedAt: AT,
          replaces: null,
        })),
        notes: [],
        signOffs: [],
        confirmations: [{ by: "O7", revision: revisions.length, at: AT, voidedAt: null }],
        corrections: [],
        conflicts: [],
        keyings: [],
      })),
    ),
    mediumChanges: [],
    componentFiles: file.rules.components
      .filter(({ source }) => source === "file")
      .map(({ key }) => ({
        component: key,
        fileName: "theory.xlsx",
        digest: "",
        marks: file.entries.flatMap(({ id, fileMarks }) => {
          const mark = fileMarks[key];
          return mark === undefined ? [] : [{ entry: nameOf(id), mark }];
        }),
        importedBy: "O7",
        importedAt: AT,
        confirmedBy: "O6",
        confirmedAt: AT,
        droppedBy: null,
        droppedAt: null,
      })),
    hallRecord: file.entries.flatMap(({ id, hallRecord }) =>
      hallRecord.map(({ kind, at, seconds, penalty }) => ({
        entry: nameOf(id),
        kind,
        at: new Date(Date.parse(AT) + at).toISOString(),
        seconds,
        penalty,
        text: "",
        signature: null,
        recordedBy: "O7",
        recordedAt: AT,
        voidedBy: null,
        voidedAt: null,
        voidReason: null,
      })),
    ),
    tieDecisions:
      ordered.length > 0
        ? [{ order: ordered.map(({ id }) => nameOf(id)), reason: "裁判长裁定", by: "O1", at: AT, voidedAt: null }]
        : [],
    freezes: [],
    unblindings: [{ layer: 1, blindingJudge: "O6", blindingJudgeAt: AT, supervisor: "O7", supervisorAt: AT }],
    presences: [],
    rechecks: [],
    recheckItems: [],
    rescoreSets: file.rescoreSets.map((changes, at) => ({
      ruling: null,
      changes: changes.map((change) => {
        const { entryId, ...rest } = change;
        const { aspectId, ...plain } = { aspectId: undefined, ...rest } as { aspectId?: string };
        return { ...plain, entry: nameOf(entryId), ...(aspectId === undefined ? {} : { aspect: aspectId }) };
      }),
      reason: "仲裁结论",
      status: "applied",
      sequence: at + 1,
      preparedBy: "O7",
      preparedAt: AT,
      decidedBy: "O6",
      decidedAt: AT,
      reversedBy: null,
      reversedAt: null,
    })),
    publications: [],
  } as unknown as RoundInDocument;
}

/** The rows of a plan as a query finds them in the database: what stands in two tables joined. */
export function joinRows(planned: ReadonlyMap<string, readonly Row[]>): Rows {
  const rows = new Map(planned);
  const list = (table: string) => rows.get(table) ?? [];
  const mappings = new Map(list("blindMapping").map((row) => [row.subjectId, row]));
  const rounds = new Map(list("round").map((row) => [row.id, row]));
  rows.set(
    "blindSubject",
    list("blindSubject").map((row) => ({ ...mappings.get(row.id), ...row })),
  );
  rows.set(
    "appeal",
    list("appeal").map((row) => ({ ...row, round: rounds.get(row.roundId) })),
  );
  return rows;
}
