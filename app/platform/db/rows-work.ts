/** Works past Prisma that run beside the rows: on SQLite in the thread that writes them, elsewhere in the process that asks. */

import type { Notice } from "#app/platform/bus.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Sql } from "#app/platform/db/sql.server.ts";

/** What a group of acts past Prisma writes with. */
export type RowsWrite = {
  readonly sql: Sql;
  /** Tells screens after the commit; lost when the commit fails. */
  announce(notice: Notice): void;
};

/** What it came to; or what it has to be told first, and then it has written nothing. */
export type Ran<Output, Question> = { readonly output: Output } | { readonly asks: Question };

/** A work with what it remembers from one transaction to the next, once in each thread or process that runs it. */
export type OpenRowsWork<Input, Output, Question, Answer> = {
  /** @param answered null until it asked */
  run(write: RowsWrite, input: Input, answered: Answer | null): Promise<Ran<Output, Question>>;
  /** What the last run wrote is committed. */
  committed(): void;
};

/** Everything that goes in and comes out is plain data: it may cross over to a thread. */
export type RowsWork<Input, Output, Question, Answer> = {
  readonly name: string;
  open(): OpenRowsWork<Input, Output, Question, Answer>;
  /** Reads from what was committed what it asks for; nothing is written in between but by such works. */
  answer(read: Tables, question: Question): Promise<Answer>;
};
