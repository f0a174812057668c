/** Everything that is answered past Remix, each with its declared access, like a route. */
import { MARKS_PATH, type MarksAnswer, MarksRequestSchema } from "#app/live/mark-contract.ts";
import { defineMount, type Mount } from "#app/platform/access/mount.server.ts";
import { findJudgeActor } from "#app/platform/sessions/judge-sessions.server.ts";
import { takeMarks } from "#app/services/marking/take-marks.server.ts";

export type { Mount } from "#app/platform/access/mount.server.ts";

const marks = defineMount({
  id: "routes/judge/marks",
  path: MARKS_PATH,
  kind: "take-marks",
  // Which forms are his to mark, each mark is asked by itself.
  access: { roles: ["marking-judge"], within: "anywhere" },
  // A hundred marks with the longest reasons there may be.
  mostBytes: 256 * 1024,
  body: MarksRequestSchema,
  find: (runtime, cookieHeader, { judge }) => findJudgeActor(runtime, cookieHeader, judge),
  take: async (runtime, actor, { device, marks }): Promise<MarksAnswer> => ({
    answers: await takeMarks(runtime, actor, { deviceId: device, marks }),
  }),
});

export function listMounts(): readonly Mount[] {
  return [marks];
}
