/** Every reason that judging, unblinding and publishing can give is a sentence in both languages. */
import { describe, expect, it } from "vitest";
import { PRESENCE_REFUSALS } from "#app/domain/blinding/presence.ts";
import { CONFIRM_REFUSALS } from "#app/domain/marking/confirm.ts";
import { ENTER_MARK_REFUSALS } from "#app/domain/marking/enter-mark.ts";
import { SETTLE_REFUSALS } from "#app/domain/marking/mark-conflict.ts";
import { SIGN_OFF_REFUSALS } from "#app/domain/marking/sign-off.ts";
import { CHANGE_PANEL_REFUSALS } from "#app/domain/panels/change-panel.ts";
import { CLASH_CODES } from "#app/domain/panels/clashes.ts";
import { CONFLICT_REFUSALS } from "#app/domain/panels/conflicts.ts";
import { LOCALES } from "#app/domain/shared/vocabulary.ts";
import { createI18n } from "#app/i18n/index.ts";
import { createSentence } from "#app/i18n/sentence.ts";

/** A value for every parameter that one of the sentences asks for. */
const PARAMS = {
  aspect: "A1.1",
  aspects: "A1.1, A1.2",
  value: "9.00",
  maximum: "8.00",
  given: 1,
  current: 2,
  count: 2,
  needed: "judging",
  phase: "draw",
  left: 3,
  total: 9,
  judges: "甲, 乙",
  judge: "甲",
  named: "某公司",
  duties: "tally-clerk",
  subCriterion: "A1",
  until: 1_800_000_000_000,
  people: "甲, 乙",
  layer: 3,
  own: 1,
  session: 2,
};

const MARKING = [
  ...ENTER_MARK_REFUSALS,
  ...SIGN_OFF_REFUSALS,
  ...SETTLE_REFUSALS,
  "mark-in-conflict",
  ...CONFIRM_REFUSALS,
  "key-reused",
  "reason-too-long",
  "changed-meanwhile",
  "form-changed-meanwhile",
  "marks-undelivered",
  "not-found",
  "pin-missing",
  "pin-wrong",
  "pin-blocked",
  "pin-not-set",
  "round-phase-wrong",
  "scheme-missing",
  "rules-missing",
  "no-entry-checked-in",
  "check-in-open",
  "blind-codes-missing",
  "session-check-in-open",
  "session-codes-missing",
  "chief-judge-missing",
  "marking-judges-too-few",
  "tally-clerk-missing",
  "judges-of-entered-units",
  "judges-with-conflicts",
  "markers-who-seat",
  ...CLASH_CODES,
  "forms-unconfirmed",
  "field-invalid",
];

const PANELS = [
  ...CLASH_CODES,
  ...CHANGE_PANEL_REFUSALS,
  "round-phase-wrong",
  "scheme-missing",
  "rules-missing",
  "choice-missing",
  "text-missing",
  "text-too-long",
  "changed-meanwhile",
  "field-invalid",
];

const CONFLICTS = [
  ...CONFLICT_REFUSALS,
  "not-found",
  "choice-missing",
  "text-missing",
  "text-too-long",
  "changed-meanwhile",
  "field-invalid",
];

const BLINDING = [...PRESENCE_REFUSALS, "text-missing", "text-too-long", "choice-missing", "field-invalid"];

const RESULTS = [
  "round-phase-wrong",
  "unblinding-already-requested",
  "unblinding-not-requested",
  "unblinding-same-person",
  "unblinding-not-keeper",
  "unblinding-out-of-order",
  "ties-open",
  "on-site-period-running",
  "disclosure-before-unblinding",
  "freeze-phase-wrong",
  "already-frozen",
  "not-frozen",
  "reason-required",
  "changed-meanwhile",
  "field-invalid",
];

describe.each(LOCALES)("sentences in %s", (locale) => {
  it("say every reason in full", async () => {
    const i18n = await createI18n(locale);
    for (const [namespace, codes] of [
      ["marking", MARKING],
      ["panels", PANELS],
      ["conflicts", CONFLICTS],
      ["results", RESULTS],
      ["blinding", BLINDING],
    ] as const) {
      const sentence = createSentence(i18n, namespace);
      for (const code of codes) {
        expect(sentence({ code, params: PARAMS }), code).toMatch(/[。.]$/);
        expect(sentence({ code, params: PARAMS }), code).not.toContain("{{");
      }
    }
    const running = { code: "competition-not-running", params: { phase: "registration" } };
    expect(createSentence(i18n, "marking")(running)).toMatch(/[。.]$/);
  });
});
