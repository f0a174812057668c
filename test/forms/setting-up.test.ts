/** What the forms of the office make of what people type. */
import { describe, expect, it } from "vitest";
import { ChangeCompetitionSchema, CreateCompetitionSchema, hostValue } from "#app/forms/competition.ts";
import { CreateEventSchema } from "#app/forms/event.ts";
import { CreateAccountSchema, CreateDelegationSchema } from "#app/forms/people.ts";
import { toInputDay, toInputMoment } from "#app/i18n/input-times.ts";
import { parseForm } from "#app/platform/access/form-data.server.ts";

function formOf(fields: Readonly<Record<string, string | readonly string[]>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    for (const item of typeof value === "string" ? [value] : value) form.append(name, item);
  }
  return form;
}

function faults(decision: ReturnType<typeof parseForm>) {
  return decision.ok ? [] : decision.refusals.map(({ code, params }) => [params?.field, code]);
}

describe("a competition", () => {
  const FIELDS = {
    name: " 通州区职业技能大赛 ",
    nameEn: "Tongzhou Vocational Skills Competition",
    code: "tz-2026",
    tier: "district",
    class: "class-1",
    venue: "通州区技师学院",
    registrationClosesAt: "2026-11-27T17:00",
    startsOn: "2026-12-05",
    endsOn: "2026-12-06",
    publicityWorkingDays: "5",
    "hostRelation[]": ["host-authority", "organiser", "co-organiser"],
    "host[]": [hostValue({ regionCode: "110112", organisationId: null }), "110112/unit-college", ""],
    "packs[]": ["tongzhou"],
  };

  it("has its times in Shanghai, and the hosts of the rows that are filled in", () => {
    const parsed = parseForm(CreateCompetitionSchema, formOf(FIELDS));
    expect(parsed).toEqual({
      ok: true,
      value: {
        name: "通州区职业技能大赛",
        nameEn: "Tongzhou Vocational Skills Competition",
        code: "tz-2026",
        tier: "district",
        class: "class-1",
        sphere: "comprehensive",
        venue: "通州区技师学院",
        registrationClosesAt: new Date("2026-11-27T09:00:00Z"),
        startsOn: new Date("2026-12-04T16:00:00Z"),
        endsOn: new Date("2026-12-05T16:00:00Z"),
        publicityWorkingDays: 5,
        offerHours: 24,
        hosts: [
          { relation: "host-authority", regionCode: "110112", organisationId: null },
          { relation: "organiser", regionCode: "110112", organisationId: "unit-college" },
        ],
        packs: ["tongzhou"],
      },
    });
    expect(toInputMoment("2026-11-27T09:00:00.000Z")).toBe(FIELDS.registrationClosesAt);
    expect(toInputDay("2026-12-04T16:00:00.000Z")).toBe(FIELDS.startsOn);
  });

  it("is told what is wrong field by field", () => {
    const fields = { ...FIELDS, code: "TZ 2026", tier: "", startsOn: "5.12.", publicityWorkingDays: "many", name: " " };
    expect(faults(parseForm(CreateCompetitionSchema, formOf(fields)))).toEqual([
      ["name", "text-missing"],
      ["tier", "choice-missing"],
      ["startsOn", "date-missing"],
      ["publicityWorkingDays", "number-not-whole"],
      ["code", "competition-code-malformed"],
    ]);
    expect(faults(parseForm(CreateCompetitionSchema, formOf({ ...FIELDS, code: "competitions" })))).toEqual([
      ["code", "competition-code-malformed"],
    ]);
    expect(parseForm(ChangeCompetitionSchema, formOf({ ...FIELDS, code: "ignored" }))).toMatchObject({ ok: true });
  });
});

describe("an event", () => {
  const FIELDS = {
    code: "ele",
    name: "电工",
    nameEn: "Electrician",
    occupationCode: "6-31-01-03",
    group: "workers",
    entryKind: "pair",
    quota: "24",
    upperEventId: "",
  };

  it("takes its size from its kind, and a team's from the form", () => {
    expect(parseForm(CreateEventSchema, formOf({ ...FIELDS, teamSize: "7" }))).toMatchObject({
      ok: true,
      value: { code: "ELE", teamSize: 2, quota: 24, upperEventId: null },
    });
    expect(parseForm(CreateEventSchema, formOf({ ...FIELDS, entryKind: "team", teamSize: "4" }))).toMatchObject({
      ok: true,
      value: { teamSize: 4 },
    });
  });

  it("has codes of one shape", () => {
    const fields = { ...FIELDS, code: "1A", occupationCode: "electrician" };
    expect(faults(parseForm(CreateEventSchema, formOf(fields)))).toEqual([
      ["code", "event-code-malformed"],
      ["occupationCode", "occupation-code-malformed"],
    ]);
  });
});

describe("people", () => {
  it("have user names that can be read aloud", () => {
    const account = { username: " Li.Na ", displayName: "李娜", organisationId: "" };
    expect(parseForm(CreateAccountSchema, formOf(account))).toEqual({
      ok: true,
      value: { username: "li.na", displayName: "李娜", organisationId: null },
    });
    expect(faults(parseForm(CreateAccountSchema, formOf({ ...account, username: "李娜" })))).toEqual([
      ["username", "username-malformed"],
    ]);
  });

  it("lead a delegation with an account that they have or get", () => {
    const delegation = { name: "永顺镇代表队", nameEn: "Yongshun", regionCode: "110112" };
    expect(parseForm(CreateDelegationSchema, formOf({ ...delegation, leader: "existing", userId: "u" }))).toMatchObject({
      ok: true,
      value: { leader: { userId: "u" } },
    });
    expect(faults(parseForm(CreateDelegationSchema, formOf({ ...delegation, leader: "new", username: "li.na" })))).toEqual([
      ["displayName", "text-missing"],
    ]);
  });
});
