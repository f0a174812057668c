/**
 * Takes values from tablets (DOMAIN 5 and 11): each is recorded, kept in conflict, or refused, and answered when that is on disk. All
 * that came in while a commit was under way share the next one.
 */
import { DatabaseUnavailable, LONGEST_WAIT_MS } from "#app/platform/db/sql.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { createIntakeMemory, rememberForm } from "#app/queries/marking/read-intake.server.ts";
import { type SentMarks, type TakenAnswer, takeGroup } from "#app/services/marking/take-group.server.ts";

export type { MarkToTake, TakenAnswer } from "#app/services/marking/take-group.server.ts";

export type TakeMarksInput = SentMarks["input"];

/** Nobody's commit waits for more marks than these. */
const MOST_IN_GROUP = 250;

type Waiting = SentMarks & {
  readonly resolve: (answers: readonly TakenAnswer[]) => void;
  readonly reject: (error: unknown) => void;
  /** It was told that the database takes nothing now. */
  isGivenUp: boolean;
};

type Intake = { take(actor: Actor, input: TakeMarksInput): Promise<readonly TakenAnswer[]> };

const intakes = new WeakMap<Runtime["database"], Intake>();

/**
 * Earlier signatures on a form lose their standing with each value that is recorded. One that is refused leaves nothing, and does
 * not stop those after it: for every reason of `decideTakeMark`, or `not-found`, `round-on-paper`, `marks-submitted`, or `key-reused`
 * when its key stands for another act.
 * @returns what became of each, in the order given, once it is on disk
 * @throws DatabaseUnavailable within a second, when the database takes no writes now: nothing is acknowledged
 */
export function takeMarks(runtime: Runtime, actor: Actor, input: TakeMarksInput): Promise<readonly TakenAnswer[]> {
  let intake = intakes.get(runtime.database);
  if (!intake) {
    intake = openIntake(runtime);
    intakes.set(runtime.database, intake);
  }
  return intake.take(actor, input);
}

function openIntake(runtime: Runtime): Intake {
  const { database } = runtime;
  const memory = createIntakeMemory();
  const waiting: Waiting[] = [];
  let isRunning = false;
  let committedAt = Number.NEGATIVE_INFINITY;

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      const group = nextGroup(waiting);
      if (group.length > 0) await takeTogether(group);
      // Those who were answered ask again before the next commit, not after it.
      await new Promise((resolve) => setImmediate(resolve));
    }
    isRunning = false;
  }

  async function takeTogether(group: readonly Waiting[]): Promise<void> {
    try {
      const { answers, forms } = await database.writeRows((write) => takeGroup(runtime, write, memory, group));
      committedAt = performance.now();
      for (const form of forms) rememberForm(memory, form);
      for (const [index, item] of group.entries()) item.resolve(answers[index] ?? []);
    } catch (error) {
      if (error instanceof DatabaseUnavailable || group.length === 1) for (const { reject } of group) reject(error);
      // What fails for one must not fail for the others who happened to come with it.
      else for (const item of group) await takeTogether([item]);
    }
  }

  return {
    take: (actor, input) =>
      new Promise((resolve, reject) => {
        let timer = setTimeout(giveUp, LONGEST_WAIT_MS);
        const item: Waiting = {
          actor,
          input,
          resolve: (answers) => {
            clearTimeout(timer);
            resolve(answers);
          },
          reject: (error) => {
            clearTimeout(timer);
            reject(error);
          },
          isGivenUp: false,
        };
        waiting.push(item);
        if (!isRunning) {
          isRunning = true;
          setImmediate(() => void run());
        }

        /** A database that commits is only busy: whoever came to it is served in turn. */
        function giveUp(): void {
          const left = committedAt + LONGEST_WAIT_MS - performance.now();
          if (left > 0) {
            timer = setTimeout(giveUp, left);
            return;
          }
          item.isGivenUp = true;
          reject(new DatabaseUnavailable("The database does not commit now."));
        }
      }),
  };
}

/** Those that came first, up to so many marks, without those who were told to come again. */
function nextGroup(waiting: Waiting[]): readonly Waiting[] {
  let marks = 0;
  let count = 0;
  while (count < waiting.length) {
    marks += waiting[count]?.input.marks.length ?? 0;
    if (count > 0 && marks > MOST_IN_GROUP) break;
    count += 1;
  }
  return waiting.splice(0, count).filter(({ isGivenUp }) => !isGivenUp);
}
