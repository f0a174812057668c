/** What the thread of writes past Prisma runs when the server is built: whole works, each in one go between BEGIN and COMMIT. */
import { workerData } from "node:worker_threads";
import type { Notice } from "#app/platform/bus.server.ts";
import { answerCalls } from "#app/platform/db/answer-calls.mjs";
import { openRowsCalls, toRowsFailure } from "#app/platform/db/rows-calls.mjs";
import type { RowsWork } from "#app/platform/db/rows-work.ts";
import { endingWith, type Hosted, type Sql, type WorkCall } from "#app/platform/db/sql.server.ts";

// biome-ignore lint/suspicious/noExplicitAny: each work knows what goes into it; the thread hands it on.
export function hostRows(works: readonly RowsWork<any, any, any, any>[]): void {
  const opened = new Map(works.map((work) => [work.name, work.open()]));
  const calls = openRowsCalls((workerData as { readonly url: string }).url);
  const sql: Sql = {
    all: async <Row>(text: string, values: unknown) => calls.all({ text, values }) as Row[],
    run: async (text, values) => calls.run({ text, values }),
    insert: async (table, rows) => calls.insertRows({ table, rows }),
  };
  /** What fails leaves no transaction open for the next, which may wait already. */
  const work = async (
    { name, input, answered, until }: WorkCall & { readonly until: number },
    note: () => void,
  ): Promise<Hosted> => {
    const asked = opened.get(name);
    if (!asked) throw new Error(`The thread of writes knows no work ${name}.`);
    const notices: Notice[] = [];
    await calls.begin({ until });
    try {
      const ran = await endingWith(sql, (during) =>
        asked.run({ sql: during, announce: (notice) => void notices.push(notice) }, input, answered),
      );
      // While the disk writes, the next one comes here.
      if ("output" in ran) note();
      calls.commit();
      asked.committed();
      return { value: ran, notices };
    } catch (error) {
      calls.rollback();
      throw error;
    }
  };
  answerCalls({ ...calls, work }, toRowsFailure);
}
