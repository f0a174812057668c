/** Every reason that the draw can give has its sentence in both languages. */
import { describe, expect, it } from "vitest";
import type { DrawCode } from "#app/domain/draw/acts.ts";
import type { SessionChangeCode, SessionCode } from "#app/domain/draw/sessions.ts";
import { LOCALES } from "#app/domain/shared/vocabulary.ts";
import { createI18n } from "#app/i18n/index.ts";
import { createSentence } from "#app/i18n/sentence.ts";

/** What the services and forms say beside the rules. */
type OwnCode =
  | "contribution-too-long"
  | "reason-too-long"
  | "text-missing"
  | "text-too-long"
  | "date-missing"
  | "number-missing"
  | "number-not-whole"
  | "number-out-of-range"
  | "changed-meanwhile"
  | "not-found";

/** The params as they are handed over; a code that is missing here does not compile. */
const CASES: Readonly<Record<DrawCode | SessionChangeCode | SessionCode | OwnCode, Readonly<Record<string, string | number>>>> = {
  "proxy-not-entitled": {},
  "witness-is-proxy": {},
  "redraw-own-request": {},
  "redraw-refusal-missing": { field: "refusal" },
  "leader-signatures-missing": { count: 1, needed: 2 },
  "lines-signed-already": {},
  "changed-meanwhile": {},
  "competition-not-running": { phase: "registration" },
  "round-not-in-draw": { phase: "judging" },
  "session-taken-in": { session: 2 },
  "previous-round-not-settled": { phase: "judging" },
  "draw-already-frozen": {},
  "draw-roster-empty": {},
  "draw-not-frozen": {},
  "draw-already-held": {},
  "draw-by-one-person": {},
  "draw-by-hand": {},
  "draw-by-computer": {},
  "sessions-missing": {},
  "session-seats-missing": { seats: 11, entries: 12 },
  "sessions-not-drawn": {},
  "one-session-only": {},
  "session-reason-missing": { field: "reason" },
  "sessions-fixed": {},
  "session-in-use": {},
  "times-reversed": { field: "endsAt" },
  "contributed-already": {},
  "contribution-missing": { field: "contribution" },
  "contribution-too-long": { field: "contribution" },
  "supervisor-contribution-missing": {},
  "leader-contributions-missing": { count: 1, needed: 2 },
  "redraw-reason-missing": { field: "reason" },
  "redraw-requested-already": {},
  "redraw-not-requested": {},
  "redraw-by-one-person": {},
  "check-in-begun": {},
  "seats-drawn-already": {},
  "lines-missing": { count: 2 },
  "place-taken": { place: 3 },
  "place-out-of-range": { highest: 12 },
  "session-full": { place: 2, seats: 6 },
  "witness-is-recorder": {},
  "statement-missing": { field: "statement" },
  "reason-too-long": { field: "reason" },
  "text-missing": { field: "place" },
  "text-too-long": { field: "place" },
  "date-missing": { field: "startsAt" },
  "number-missing": { field: "seats" },
  "number-not-whole": { field: "seats" },
  "number-out-of-range": { field: "seats" },
  "not-found": {},
};

describe.each(LOCALES)("sentences of the draw in %s", (locale) => {
  it("says every reason, with all its params in words", async () => {
    const sentence = createSentence(await createI18n(locale), "draw");
    for (const [code, params] of Object.entries(CASES)) {
      const said = sentence({ code, params });
      expect(said, code).toMatch(/[.。]$/u);
      expect(said, code).not.toMatch(/\{\{|undefined/);
    }
  });
});
