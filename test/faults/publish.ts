/** Brings the first event of a hall to its publication over HTTP, as its people do: complete, settle, sign, confirm, submit, unblind, publish. */
import type { Hall } from "./hall.ts";
import { openRows } from "./oracle/rows.ts";
import type { PublishedRow } from "./oracle/standings.ts";
import { signIn, type VirtualJudge } from "./virtual-judge.ts";

/**
 * @param judges of the hall, in its order @param databaseUrl where it is looked what is missing
 * @returns the rows of the public board @throws Error when a step was not done
 */
export async function publishFirstEvent(
  url: string,
  hall: Hall,
  judges: readonly VirtualJudge[],
  databaseUrl: string,
): Promise<readonly PublishedRow[]> {
  const forms = hall.judges[0]?.forms ?? [];
  const team = hall.judges.filter((one) => one.forms[0]?.formId === forms[0]?.formId);
  const cookies = new Map<string, string>();
  const post = async (who: string, address: string, fields: Readonly<Record<string, string>>) => {
    const cookie = cookies.get(who) ?? (await signIn(url, who, hall.password));
    cookies.set(who, cookie);
    const response = await fetch(`${url}${address}`, {
      method: "POST",
      headers: { Origin: url, Cookie: cookie },
      body: new URLSearchParams(fields),
    });
    const text = await response.text();
    if (response.status !== 200) throw new Error(`${who} could not ${fields.intent} (${response.status}): ${text.slice(0, 300)}`);
  };

  const rows = await openRows(databaseUrl);
  try {
    const entered = new Set<string>();
    for (const { formId, aspectId, judgeId } of await rows.all(`SELECT "formId", "aspectId", "judgeId" FROM "MarkRevision"`)) {
      for (const who of [judgeId, "team"]) entered.add(`${formId} ${aspectId} ${who}`);
    }
    for (const form of forms) {
      for (const aspect of form.aspects) {
        for (const [index, { userId }] of team.entries()) {
          const who = aspect.kind === "judgement" ? userId : "team";
          if (entered.has(`${form.formId} ${aspect.id} ${who}`) || (who === "team" && index > 0)) continue;
          await judges[index]?.enterOne(url, hall.password, { ...form, aspects: [aspect] });
        }
      }
    }
    const conflicts = await rows.all(
      `SELECT c."key", c."formId", c."judgeId", c."aspectId", c."scoreRound", c."standingKey" FROM "MarkConflict" c
       LEFT JOIN "ConflictSettlement" s ON s."conflictKey" = c."key" WHERE s."conflictKey" IS NULL`,
    );
    const stored = await rows.all(`SELECT * FROM "MarkRevision" ORDER BY "sequence" DESC`);
    for (const conflict of conflicts) {
      const { key, formId, judgeId, aspectId } = conflict;
      const judge = team.find(({ userId }) => userId === judgeId);
      if (judge === undefined) continue;
      const isOwn = forms.flatMap(({ aspects }) => aspects).find(({ id }) => id === aspectId)?.kind === "judgement";
      const stands = stored.find(
        (mark) =>
          mark.formId === formId &&
          mark.aspectId === aspectId &&
          (!isOwn || (mark.judgeId === judgeId && mark.scoreRound === conflict.scoreRound)),
      );
      const settled = { intent: "settle-conflict", conflictId: String(key), choice: "standing", reason: "looked again" };
      const standing = String(stands?.key ?? conflict.standingKey);
      await post(judge.username, `/judge/forms/${formId}`, { ...settled, standing });
    }
    const revisions = await rows.all(`SELECT "id", "revision" FROM "MarkingForm" WHERE "roundId" = ?`, hall.roundId);
    for (const { id, revision } of revisions) {
      for (const { username } of team)
        await post(username, `/judge/forms/${id}`, { intent: "sign-off", revision: String(revision), pin: hall.pin });
      await post(hall.office.clerk, `/judge/forms/${id}/confirmation.data`, {
        intent: "confirm-form",
        revision: String(revision),
      });
    }
  } finally {
    await rows.close();
  }
  const office = `/office/${hall.competition}/events/${hall.event}`;
  await post(hall.office.chief, `/hall/${hall.competition}/events/${hall.event}.data`, { intent: "submit-round" });
  await post(hall.office.blinding, `${office}/unblinding.data`, { intent: "request-unblinding" });
  await post(hall.office.supervisor, `${office}/unblinding.data`, { intent: "confirm-unblinding" });
  await post(hall.organiser, `${office}/results.data`, { intent: "publish-on-site" });
  return readBoard(`${url}/competitions/${hall.competition}/events/${hall.event}/board.json`);
}

type Board = { readonly disclosure: string; readonly rows: readonly PublishedRow[] };

/** The board follows a commit within a second. */
async function readBoard(address: string): Promise<readonly PublishedRow[]> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const board = (await (await fetch(address)).json()) as Board;
    if (board.disclosure === "named" && board.rows.length > 0) return board.rows;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("What was published did not appear on the public board.");
}
