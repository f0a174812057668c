/** Every reason that registration, draw, check-in and blinding can give has its sentence in both languages. */
import { describe, expect, it } from "vitest";
import type { CheckInCode } from "#app/domain/draw/check-in.ts";
import type { PlaceCode } from "#app/domain/registration/acceptance.ts";
import type { DeadlineCode } from "#app/domain/registration/deadline.ts";
import type { EligibilityNote, EligibilityRefusal } from "#app/domain/registration/eligibility.ts";
import type { RequirementRefusal } from "#app/domain/registration/requirements.ts";
import type { FreezeCode, ReviewCode, SubmitCode } from "#app/domain/registration/review.ts";
import { ROSTER_COLUMNS, type RosterCode } from "#app/domain/registration/roster-facts.ts";
import type { SubstitutionCode } from "#app/domain/registration/substitution.ts";
import type { OfferCode } from "#app/domain/registration/waiting-list.ts";
import type { WindowCode, WithdrawCode } from "#app/domain/registration/window.ts";
import { LOCALES } from "#app/domain/shared/vocabulary.ts";
import { createI18n } from "#app/i18n/index.ts";
import { createLookup } from "#app/i18n/lookup.ts";
import { createSentence } from "#app/i18n/sentence.ts";
import type { RosterFileCode } from "#app/platform/excel/index.ts";
import { GAPS } from "#app/queries/registration/get-roster.server.ts";

/** What the services and forms say beside the rules. */
type OwnCode =
  | "file-missing"
  | "import-not-waiting"
  | "import-stopped"
  | "import-interrupted"
  | "preview-outdated"
  | "rows-refused"
  | "roster-unchanged"
  | "nothing-to-submit"
  | "entry-missing"
  | "entries-missing"
  | "reason-too-long"
  | "entrant-number-missing"
  | "person-accepted-twice"
  | "person-already-accepted"
  | "eligibility-one-event"
  | "check-unknown"
  | "confirmation-missing"
  | "not-found"
  | "changed-meanwhile";
type Code =
  | RosterCode
  | RosterFileCode
  | WindowCode
  | WithdrawCode
  | SubmitCode
  | ReviewCode
  | FreezeCode
  | PlaceCode
  | OfferCode
  | DeadlineCode
  | SubstitutionCode
  | "reserves-missing"
  | "judges-of-entered-units"
  | "judges-with-conflicts"
  | "text-too-long"
  | "date-missing"
  | EligibilityRefusal
  | EligibilityNote
  | CheckInCode
  | RequirementRefusal
  | OwnCode;

const PLACED = { sheet: "报名表", row: 3, column: "姓名" };

/** The params as they are handed over; a code that is missing here does not compile. */
const CASES: Readonly<Record<Code, Readonly<Record<string, string | number>>>> = {
  "name-missing": {},
  "attachment-missing": { who: "张一", kind: "level-certificate", clause: "2.3" },
  "consent-missing": { who: "张一", clause: "2.3" },
  "birth-date-unknown": { who: "张一", clause: "2.3" },
  "badge-forged": {},
  "badge-of-another-event": { event: "E2" },
  "check-missing": { check: "identity" },
  "members-missing": { count: 2 },
  "check-in-not-open": { opensAt: "2026-11-20T01:00:00.000Z" },
  "check-in-over": { closesAt: "2026-11-20T01:00:00.000Z" },
  "check-in-still-open": { closesAt: "2026-11-20T01:00:00.000Z" },
  "no-one-missing": {},
  "check-unknown": {},
  "confirmation-missing": {},
  "eligibility-too-young": { who: "张一", years: 15, from: 16, clause: "3.1" },
  "eligibility-too-old": { who: "张一", years: 61, to: 60, clause: "3.1" },
  "eligibility-level-too-low": { who: "张一", held: "junior", lowest: "senior", clause: "3.2" },
  "eligibility-level-not-stated": { who: "张一", lowest: "senior", clause: "3.2" },
  "eligibility-region-outside": { who: "张一", relation: "employer", clause: "3.3" },
  "eligibility-employer-excluded": { who: "张一", kind: "authority", clause: "3.4" },
  "eligibility-former-winner": { who: "张一", count: 1, clause: "3.5" },
  "eligibility-one-event": { event: "电工", entrantNumber: "DG001", clause: "3.6" },
  "eligibility-age-unknown": { who: "张一", clause: "3.1" },
  "eligibility-former-winner-unknown": { who: "张一", clause: "3.5" },
  "eligibility-years-too-few": { who: "张一", stated: 3, lowest: 5, clause: "3.3" },
  "eligibility-years-not-stated": { who: "张一", lowest: 5, clause: "3.3" },
  "eligibility-by-hand": { who: "张一", clause: "3.7" },
  "name-length": { length: 1, shortest: 2, longest: 20 },
  "name-characters": { characters: "3 #" },
  "id-length": { length: 17 },
  "id-characters": {},
  "id-region": { prefix: "99" },
  "id-date": { date: "1990-02-31" },
  "id-check-digit": {},
  "passport-format": {},
  "permanent-residence-format": {},
  "permit-format": {},
  "event-missing": {},
  "event-cancelled": { event: "电工" },
  "event-unknown": { event: "茶艺师" },
  "team-number-missing": {},
  "team-size": { team: "7", expected: 2, found: 1 },
  "team-mate-refused": { team: "7" },
  "document-kind-unknown": { kind: "军官证" },
  "document-missing": {},
  "id-stored-as-number": {},
  "duplicate-in-file": { sheet: "报名表", row: 2 },
  "already-registered": {},
  "name-differs": {},
  "other-event": { event: "电工" },
  "entry-not-editable": { status: "accepted" },
  "organisation-unknown": { organisation: "不存在" },
  "organisation-not-school": { organisation: "某公司" },
  "employer-missing": {},
  "school-missing": {},
  "group-mismatch": { group: "workers" },
  "level-unknown": { level: "九级工" },
  "phone-format": {},
  "region-not-found": { value: "某区" },
  "region-ambiguous": { value: "通州区", regions: "北京市通州区 110112、江苏省南通市通州区 320612" },
  "birth-date-needed": {},
  "birth-date-impossible": {},
  "years-beyond-age": { most: 9 },
  "under-age": { minimum: 16 },
  "under-age-for-event": { minimum: 14, clause: "3.1" },
  "cell-error": { value: "#N/A" },
  "cell-uncalculated": {},
  "cell-date": {},
  "workbook-too-large": { megabytes: 10 },
  "workbook-not-a-spreadsheet": {},
  "workbook-encrypted": {},
  "workbook-damaged": {},
  "workbook-too-complex": {},
  "workbook-too-many-rows": { rows: 9000, limit: 5000 },
  "workbook-blank": {},
  "roster-header-missing": {},
  "roster-column-missing": PLACED,
  "roster-column-twice": PLACED,
  "roster-without-rows": {},
  "registration-closed": { phase: "running" },
  "registration-deadline-past": { deadline: Date.UTC(2026, 10, 27) },
  "entry-not-withdrawable": { status: "rejected" },
  "draw-frozen": {},
  "entry-size": { expected: 2, found: 1 },
  "entry-not-submitted": { status: "draft" },
  "reason-required": {},
  "own-submission": {},
  "organisation-gone": { count: 2 },
  "member-unattached": {},
  "round-not-in-draw": { phase: "judging" },
  "session-taken-in": { session: 2 },
  "session-alone": { session: 2 },
  "session-seats-not-drawn": { session: 2 },
  "session-check-in-unfinished": { session: 2, count: 3 },
  "reserves-missing": {},
  "judges-of-entered-units": { judges: "林" },
  "judges-with-conflicts": { judges: "周" },
  "seats-not-drawn": {},
  "entrant-unknown": { entrantNumber: "DG099", field: "entrantNumber" },
  "participation-settled": { participation: "disqualified" },
  "code-assigned": {},
  "check-in-unfinished": { count: 2 },
  "no-one-checked-in": {},
  "codes-complete": {},
  "quota-full": { event: "电工", quota: 12, taken: 10, accepting: 3 },
  "delegation-quota-full": { event: "电工", delegation: "通州区代表队", quota: 3, taken: 3, accepting: 1 },
  "text-too-long": { field: "name" },
  "substitution-not-accepted": { status: "submitted" },
  "substitution-draw-frozen": {},
  "substitution-position-unknown": { field: "position" },
  "substitution-pending": {},
  "substitution-reason-required": { field: "reason" },
  "substitution-never": {},
  "substitution-checked-in": { participation: "checked-in" },
  "substitution-open": {},
  "substitution-over": {},
  "substitution-decided": {},
  "substitution-own-request": {},
  "date-missing": { field: "closesAt" },
  "deadline-unchanged": { deadline: Date.UTC(2026, 10, 27) },
  "deadline-not-ahead": { field: "closesAt" },
  "registration-closes-after-start": { field: "closesAt" },
  "deadline-reason-required": { field: "reason" },
  "no-offer": { status: "submitted" },
  "offer-over": { until: Date.UTC(2026, 10, 27) },
  "offer-draw-frozen": {},
  "file-missing": { field: "file" },
  "import-not-waiting": {},
  "import-stopped": {},
  "import-interrupted": {},
  "delegation-missing": {},
  "delegation-unknown": { delegation: "某代表队" },
  "delegation-other": { delegation: "某代表队" },
  "years-format": { highest: 60 },
  "named-differently": { sheet: "报名表", row: 2 },
  "coach-document-unknown": {},
  "coach-document-count": { coaches: 2, documents: 1 },
  "coach-is-competitor": {},
  "preview-outdated": {},
  "rows-refused": { count: 2 },
  "roster-unchanged": {},
  "nothing-to-submit": {},
  "entry-missing": { field: "entryId" },
  "entries-missing": { field: "entries" },
  "reason-too-long": { field: "reason" },
  "entrant-number-missing": { field: "entrantNumber" },
  "person-accepted-twice": {},
  "person-already-accepted": { event: "电工", entrantNumber: "DG001" },
  "not-found": {},
  "changed-meanwhile": {},
};

describe.each(LOCALES)("sentences of registration in %s", (locale) => {
  it("says every reason, with all its params in words", async () => {
    const sentence = createSentence(await createI18n(locale), "registration");
    for (const [code, params] of Object.entries(CASES)) {
      const said = sentence({ code, params });
      expect(said, code).toMatch(/[.。]$/u);
      expect(said, code).not.toMatch(/\{\{|undefined|registration-|accepted,|workers\b/);
    }
  });

  it("names every column of a roster and every gap", async () => {
    const text = createLookup(await createI18n(locale));
    for (const column of ROSTER_COLUMNS) expect(text(`registration:column.${column}`)).not.toBe("");
    for (const gap of GAPS) expect(text(`registration:roster.gap.${gap}`)).not.toBe("");
  });
});
