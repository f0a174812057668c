/**
 * Fills a hall with marks for the fault `restore`, in a process of its own: `node --import tsx test/faults/fill.ts MARKS` on DATA_DIR and
 * DATABASE_URL, with a judge of the hall as JSON on its input. Each mark has its audit record, as the app writes both.
 */
import fs from "node:fs";
import { type AuditEntry, appendAudits } from "#app/platform/db/audit.server.ts";
import { toSqlTime } from "#app/platform/db/sql.server.ts";
import { readEnv } from "#app/platform/env.server.ts";
import { createRuntime } from "#app/platform/runtime.server.ts";
import type { HallJudge } from "./hall.ts";

const AT_ONCE = 2_000;

const marks = Number(process.argv[2]);
const judge = JSON.parse(fs.readFileSync(0, "utf8")) as HallJudge;
const runtime = await createRuntime(readEnv(process.env));
const { database, clock } = runtime;
const competition = await database.read.competition.findFirstOrThrow({ select: { id: true } });
const revisions = new Map(judge.forms.map(({ formId }) => [formId, 0]));

for (let first = 0; first < marks; first += AT_ONCE) {
  const now = clock.now();
  const rows: Record<string, string | number | null>[] = [];
  const audits: AuditEntry[] = [];
  for (let at = first; at < Math.min(marks, first + AT_ONCE); at += 1) {
    const form = judge.forms[at % judge.forms.length];
    const aspect = form?.aspects[Math.floor(at / judge.forms.length) % form.aspects.length];
    if (!form || !aspect) throw new Error("The judge has no forms.");
    const sequence = (revisions.get(form.formId) ?? 0) + 1;
    revisions.set(form.formId, sequence);
    const key = `filled-${at}`;
    const value = aspect.kind === "judgement" ? 2 : at % (aspect.maximum + 1);
    const entered = { enteredAt: toSqlTime(now), receivedAt: toSqlTime(now), reason: "filled", replaces: null };
    const of = { formId: form.formId, aspectId: aspect.id, judgeId: judge.userId, scoreRound: 1, deviceId: "filled" };
    rows.push({ key, sequence, value, ...of, ...entered });
    const payload = { aspect: aspect.id, scoreRound: 1, value, key, revision: sequence };
    audits.push({
      chain: competition.id,
      actorId: judge.userId,
      act: "enter-mark",
      objectKind: "form",
      objectId: form.formId,
      payload,
    });
  }
  await database.writeRows(async ({ sql }) => {
    await sql.insert("MarkRevision", rows);
    for (const formId of new Set(rows.map((row) => String(row.formId))))
      await sql.run(`UPDATE "MarkingForm" SET "revision" = ? WHERE "id" = ?`, [revisions.get(formId) ?? 0, formId]);
    await appendAudits(sql, audits, now);
  });
}
await runtime.close();
process.exit(0);
