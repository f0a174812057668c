/**
 * Takes values from tablets (DOMAIN 5 and 11): each is recorded, kept in conflict, or refused, and answered when that is on disk. All
 * that came in while a commit was under way share the next one.
 */
import { setImmediate } from "node:timers/promises";
import { DatabaseUnavailable, LONGEST_WAIT_MS } from "#app/platform/db/sql.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { type SentMarks, type TakenAnswer, takeGroup } from "#app/services/marking/take-group.server.ts";

export type { MarkToTake, TakenAnswer } from "#app/services/marking/take-group.server.ts";

export type TakeMarksInput = SentMarks["input"];

/** Nobody's commit waits for more marks than these. */
const MOST_IN_GROUP = 250;
/** So late a timer shows that this process did nothing else meanwhile, either. */
const HELD_UP_MS = 100;

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
  const { clock, database, meters } = runtime;
  const waiting: Waiting[] = [];
  let isRunning = false;
  let committedAt = Number.NEGATIVE_INFINITY;

  /** While one group is decided and written, the next one waits for it there: all who came in one turn of the event loop, not the first of them alone. */
  async function run(): Promise<void> {
    for (;;) {
      await setImmediate();
      const group = nextGroup(waiting);
      if (group.length === 0) break;
      await takeTogether(group);
    }
    isRunning = false;
  }

  /** Fulfilled when the next group may follow; everyone has his answer when this one is on disk. */
  function takeTogether(group: readonly Waiting[]): Promise<void> {
    const sent = group.map(({ actor: { userId, grants }, input }) => ({ actor: { userId, grants }, input }));
    const { next, done } = database.runRows(takeGroup, () => ({ at: clock.now().toISOString(), group: sent }));
    done.then(
      (answers) => {
        committedAt = performance.now();
        noteGroup(meters, answers);
        for (const [index, item] of group.entries()) item.resolve(answers[index] ?? []);
      },
      (error: unknown) => {
        if (error instanceof DatabaseUnavailable) meters.note({ kind: "unavailable", of: "marks" });
        if (error instanceof DatabaseUnavailable || group.length === 1) for (const { reject } of group) reject(error);
        // What fails for one must not fail for the others who happened to come with it.
        else for (const item of group) void takeTogether([item]);
      },
    );
    return next;
  }

  return {
    take: (actor, input) =>
      new Promise((resolve, reject) => {
        let timer: NodeJS.Timeout;
        let due = 0;
        let isExcused = false;
        wait(LONGEST_WAIT_MS);
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
          void run();
        }

        function wait(milliseconds: number): void {
          due = performance.now() + milliseconds;
          timer = setTimeout(giveUp, milliseconds);
        }

        /** A database that commits is only busy: whoever came to it is served in turn. And a process that was held up itself waits once more. */
        function giveUp(): void {
          const now = performance.now();
          const isHeldUp = !isExcused && now - due > HELD_UP_MS;
          isExcused ||= isHeldUp;
          const left = isHeldUp ? LONGEST_WAIT_MS : committedAt + LONGEST_WAIT_MS - now;
          if (left > 0) {
            wait(left);
            return;
          }
          item.isGivenUp = true;
          reject(new DatabaseUnavailable("The database does not commit now."));
        }
      }),
  };
}

function noteGroup(meters: Runtime["meters"], answers: readonly (readonly TakenAnswer[])[]): void {
  meters.note({ kind: "commit", of: "marks", size: answers.length });
  const all = answers.flat();
  for (const answer of ["recorded", "conflict", "refused"] as const) {
    const count = all.filter(({ kind }) => kind === answer).length;
    if (count > 0) meters.note({ kind: "marks", answer, count });
  }
}

/** Those that came first, up to so many marks, without those who were told to come again. Empty when nobody waits. */
function nextGroup(waiting: Waiting[]): readonly Waiting[] {
  const here = waiting.filter(({ isGivenUp }) => !isGivenUp);
  let marks = 0;
  const end = here.findIndex(({ input }, index) => {
    marks += input.marks.length;
    return index > 0 && marks > MOST_IN_GROUP;
  });
  const group = end < 0 ? here : here.slice(0, end);
  waiting.splice(0, waiting.length, ...here.slice(group.length));
  return group;
}
