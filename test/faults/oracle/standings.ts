/**
 * Computes the standing of a round again from its stored marks, by the second scorer of the golden tests (which is written from the
 * rules of DOMAIN 5 to 8 and imports nothing of the app), and holds it against what was published.
 */
import type { Cell, FormOnFile, RevisionOnFile, RoundOnFile, Status } from "../../golden/second-scorer/document.ts";
import { scoreRound } from "../../golden/second-scorer/score.ts";
import type { Row } from "../../support/sqlite-file.ts";
import { openRows, type Rows } from "./rows.ts";

/** What a reader finds of one entry; `mark` in hundredths. */
export type PublishedRow = { readonly publicCode: string; readonly mark: number | null; readonly place: number | null };

/**
 * For a round without hall records, marks from files and re-score sets: the halls of the fault runs have none.
 * @param url of the database @param published by the public page
 * @returns sentences on entries whose published place or total is not what the stored marks give, on the page and in the snapshot
 */
export async function findStandingsThatDiffer(
  url: string,
  roundId: string,
  published: readonly PublishedRow[],
): Promise<string[]> {
  const rows = await openRows(url);
  try {
    const [mappings, cells] = [await readMappings(rows, roundId), scoreRound(await readRound(rows, roundId))];
    const differences: string[] = [];
    const compare = (where: string, entryId: string, said: Pick<Cell, "total" | "place">) => {
      const own = cells.get(entryId);
      for (const column of ["total", "place"] as const) {
        if (own === undefined || own[column] !== said[column])
          differences.push(
            `${where}: ${column} of ${entryId} is ${said[column]}, and its marks give ${own?.[column] ?? "nothing"}`,
          );
      }
    };
    for (const { publicCode, mark, place } of published) {
      compare("the public board", mappings.get(publicCode) ?? publicCode, { total: mark, place });
    }
    if (published.length !== cells.size) differences.push(`the public board has ${published.length} of ${cells.size} entries`);
    const snapshots = await rows.all(
      `SELECT "results" FROM "Publication" WHERE "roundId" = ? ORDER BY "version" DESC LIMIT 1`,
      roundId,
    );
    const snapshot = toJson(snapshots[0]?.results ?? "[]") as readonly (Pick<Cell, "total" | "place" | "award"> & {
      entryId: string;
    })[];
    for (const row of snapshot) {
      compare("the publication", row.entryId, row);
      const award = cells.get(row.entryId)?.award ?? null;
      if (row.award !== award)
        differences.push(`the publication: award of ${row.entryId} is ${row.award}, and its marks give ${award}`);
    }
    if (snapshot.length !== cells.size) differences.push(`the publication has ${snapshot.length} of ${cells.size} entries`);
    return differences;
  } finally {
    await rows.close();
  }
}

async function readMappings(rows: Rows, roundId: string): Promise<ReadonlyMap<string, string>> {
  const found = await rows.all(`SELECT "publicCode", "entryId" FROM "BlindMapping" WHERE "roundId" = ?`, roundId);
  return new Map(found.map(({ publicCode, entryId }) => [String(publicCode), String(entryId)]));
}

async function readRound(rows: Rows, roundId: string): Promise<RoundOnFile> {
  const [pinned] = await rows.all(
    `SELECT s."content" AS "scheme", r."content" AS "rules" FROM "Round" o
     JOIN "MarkingScheme" s ON s."id" = o."schemeId" JOIN "EventRules" r ON r."id" = o."rulesId" WHERE o."id" = ?`,
    roundId,
  );
  if (pinned === undefined) throw new Error(`Round ${roundId} has no rules.`);
  const forms = await readForms(rows, roundId);
  const entries = await rows.all(
    `SELECT e."id", e."eligible", r."participation" FROM "RoundEntry" r JOIN "Entry" e ON e."id" = r."entryId" WHERE r."roundId" = ?`,
    roundId,
  );
  return {
    scheme: toJson(pinned.scheme) as RoundOnFile["scheme"],
    rules: toJson(pinned.rules) as RoundOnFile["rules"],
    entries: entries.map(({ id, eligible, participation }) => ({
      id: String(id),
      status: participation as Status,
      eligible: Boolean(eligible),
      forms: forms.get(String(id)) ?? [],
      fileMarks: {},
      hallRecord: [],
      chiefOrder: null,
    })),
    rescoreSets: [],
  };
}

async function readForms(rows: Rows, roundId: string): Promise<Map<string, FormOnFile[]>> {
  const forms = await rows.all(
    `SELECT f."id", f."subCriterionId", f."panelId", b."entryId" FROM "MarkingForm" f
     JOIN "BlindMapping" b ON b."subjectId" = f."subjectId" WHERE f."roundId" = ?`,
    roundId,
  );
  const judges = await rows.all(
    `SELECT j."panelId", j."judgeId" FROM "PanelJudge" j JOIN "Panel" p ON p."id" = j."panelId" WHERE p."roundId" = ?`,
    roundId,
  );
  const revisions = await rows.all(
    `SELECT m.* FROM "MarkRevision" m JOIN "MarkingForm" f ON f."id" = m."formId" WHERE f."roundId" = ? ORDER BY m."sequence"`,
    roundId,
  );
  const byEntry = new Map<string, FormOnFile[]>();
  for (const { id, subCriterionId, panelId, entryId } of forms) {
    const team = judges.filter((judge) => judge.panelId === panelId).map(({ judgeId }) => String(judgeId));
    const own = revisions.filter(({ formId }) => formId === id).map(toRevision);
    const form = { subCriterionId: String(subCriterionId), team: team.sort(), revisions: own };
    byEntry.set(String(entryId), [...(byEntry.get(String(entryId)) ?? []), form]);
  }
  return byEntry;
}

function toRevision(row: Row): RevisionOnFile {
  const { sequence, aspectId, judgeId, scoreRound, value } = row;
  return {
    sequence: Number(sequence),
    aspectId: String(aspectId),
    judgeId: String(judgeId),
    scoreRound: Number(scoreRound),
    value: Number(value),
  };
}

/** One database answers the text of a JSON column, the other what it says. */
function toJson(value: unknown): unknown {
  return typeof value === "string" ? JSON.parse(value) : value;
}
