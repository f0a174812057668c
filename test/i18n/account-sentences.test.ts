/** Every reason against a link, a password, a code or a session is a sentence in both languages, where it is shown. */
import { describe, expect, it } from "vitest";
import { LINK_REFUSALS } from "#app/domain/access/account-link.ts";
import { PASSWORD_REFUSALS } from "#app/domain/access/password-rule.ts";
import { ACCOUNT_ERASURE_REFUSALS } from "#app/domain/people/account-erasure.ts";
import { LOCALES } from "#app/domain/shared/vocabulary.ts";
import { createI18n } from "#app/i18n/index.ts";
import { createSentence } from "#app/i18n/sentence.ts";
import { LINK_USE_REFUSALS } from "#app/services/accounts/set-password.server.ts";
import { CODE_REFUSALS } from "#app/services/accounts/sign-in-with-code.server.ts";

const OTHERS = [
  ...ACCOUNT_ERASURE_REFUSALS,
  "code-or-recovery-malformed",
  "second-factor-missing",
  "policy-unchanged",
  "number-out-of-range",
  "password-same",
  "account-unknown",
  "own-account-disable",
  "account-not-disabled",
  "second-factor-in-force",
  "pin-behind-second-factor",
  "session-over",
  "current-password-missing",
  "current-password-wrong",
  "current-password-blocked",
  "code-malformed",
  "pin-malformed",
  "password-missing",
  "text-too-long",
  "choice-missing",
];

describe.each(LOCALES)("in %s", (locale) => {
  it.each([
    ["account", [...LINK_REFUSALS, ...PASSWORD_REFUSALS, ...LINK_USE_REFUSALS, ...CODE_REFUSALS, ...OTHERS]],
    ["competition", [...LINK_REFUSALS, "account-unknown", "choice-missing"]],
  ] as const)("%s", async (namespace, codes) => {
    const sentence = createSentence(await createI18n(locale), namespace);
    const sentences = codes.map((code) => sentence({ code, params: { shortest: 10, classes: 3, length: 6, competition: "X" } }));
    expect(new Set(sentences).size).toBe(codes.length);
    for (const text of sentences) expect(text).toMatch(/[。.]$/);
  });
});
