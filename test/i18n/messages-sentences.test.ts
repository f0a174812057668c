/** Every kind of message has its title and sentence in both languages, filled with its parameters and with names. */
import { describe, expect, it } from "vitest";
import { MESSAGE_KINDS, type MessageKind, type MessageParams } from "#app/domain/messages/kinds.ts";
import { LOCALES } from "#app/domain/shared/vocabulary.ts";
import { createI18n } from "#app/i18n/index.ts";
import { createMessageText } from "#app/i18n/message-text.ts";

const AT = Date.UTC(2026, 10, 27, 9);

/** As they are handed over; a kind that is missing here does not compile. */
const EXAMPLES: { readonly [Kind in MessageKind]: MessageParams[Kind] } = {
  "entries-accepted": { event: "ELE", count: 2 },
  "entries-returned": { event: "ELE", count: 1 },
  "entries-rejected": { event: "ELE", count: 2 },
  "entries-waiting": { event: "ELE", count: 2 },
  "own-entry-accepted": { event: "ELE" },
  "own-entry-rejected": { event: "ELE" },
  "own-entry-waiting": { event: "ELE" },
  "place-offered": { event: "ELE", until: AT },
  "place-lapsed": { event: "ELE" },
  "drafts-lapsed": { count: 2 },
  "drafts-lapsed-in-all": { count: 3, delegations: 2 },
  "event-cancelled": { event: "ELE", reason: "报名不足" },
  "own-event-cancelled": { event: "ELE", reason: "报名不足" },
  "substitution-accepted": { event: "ELE" },
  "substitution-refused": { event: "ELE" },
  "data-request-granted": {},
  "data-request-refused": {},
  "role-granted": { role: "marking-judge", event: "ELE" },
  "role-revoked": { role: "organiser", event: "" },
  "notice-published": { notice: "n1", event: "" },
  "document-published": { notice: "n1", event: "ELE" },
  "notice-withdrawn": { notice: "n1", event: "" },
  "leaders-meeting-recorded": { at: AT },
  "training-recorded": { event: "", at: AT },
  "competition-announced": {},
  "registration-opened": { until: AT },
  "competition-started": {},
  "deadline-moved": { until: AT },
  "draw-frozen": { event: "ELE" },
  "results-published": { event: "ELE" },
  written: { title: "报到须知", text: "请于 8:00 前到二号馆报到。" },
};
const NAMES = {
  event: { name: "电工", nameEn: "Electrician" },
  competition: { name: "通州区职业技能大赛", nameEn: "Tongzhou Competition" },
  notice: { name: "技术文件", nameEn: "Technical document" },
};

describe.each(LOCALES)("messages in %s", (locale) => {
  it("say every kind with all its parameters", async () => {
    const say = createMessageText(await createI18n(locale));
    expect(Object.keys(EXAMPLES).sort()).toEqual([...MESSAGE_KINDS].sort());
    for (const kind of MESSAGE_KINDS) {
      const { title, text } = say({ kind, params: EXAMPLES[kind] as Record<string, string | number>, ...NAMES });
      expect(title, kind).not.toBe("");
      expect(text, kind).toMatch(/[.。]$/u);
      expect(`${title} ${text}`, kind).not.toMatch(/\{\{|undefined|ELE|marking-judge|\bn1\b|1795770000000/);
    }
  });

  it("name the competition where there is no event, and the whole system where there is neither", async () => {
    const say = createMessageText(await createI18n(locale));
    const granted = { kind: "role-granted", params: EXAMPLES["role-granted"], notice: null } as const;
    expect(say({ ...granted, ...NAMES, event: null }).text).toContain(
      locale === "en" ? "Tongzhou Competition" : "通州区职业技能大赛",
    );
    expect(say({ ...granted, event: null, competition: null }).text).toContain(locale === "en" ? "whole system" : "全系统");
    expect(say({ ...granted, ...NAMES }).text).toContain(locale === "en" ? "Electrician" : "电工");
  });
});
