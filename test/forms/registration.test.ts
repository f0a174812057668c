/** What browsers send about registration and check-in, as the services get it. */
import { describe, expect, it } from "vitest";
import { HoldDrawSchema } from "#app/forms/draw.ts";
import {
  CheckInByNumberSchema,
  ImportRosterSchema,
  PreviewRosterSchema,
  ReviewEntriesSchema,
  SubmitEntriesSchema,
} from "#app/forms/registration.ts";

const messages = (result: { success: boolean; error?: { issues: readonly { message: string }[] } }) =>
  result.error?.issues.map(({ message }) => message) ?? [];

describe("forms of registration", () => {
  it("take a file that has something in it", () => {
    expect(PreviewRosterSchema.safeParse({ file: new File(["x"], "报名表.xlsx") }).success).toBe(true);
    expect(messages(PreviewRosterSchema.safeParse({ file: new File([], "") }))).toEqual(["file-missing"]);
    expect(messages(PreviewRosterSchema.safeParse({ file: "报名表.xlsx" }))).toEqual(["file-missing"]);
    expect(messages(ImportRosterSchema.safeParse({ file: new File(["x"], "a.xlsx") }))).toEqual(["preview-missing"]);
  });

  it("read entries with the time at which they were seen", () => {
    const seen = "2026-11-20T01:02:03.004Z";
    expect(ReviewEntriesSchema.parse({ entries: [`e-1@${seen}`], reason: " 请补充 " })).toEqual({
      entries: [{ id: "e-1", seenAt: new Date(seen) }],
      reason: "请补充",
    });
    expect(ReviewEntriesSchema.parse({ entries: [`e-1@${seen}`] }).reason).toBe("");
    for (const entries of [[], ["e-1"], ["e-1@yesterday"], [`@${seen}`]]) {
      expect(messages(ReviewEntriesSchema.safeParse({ entries })), String(entries)).toEqual(["entries-missing"]);
    }
    expect(messages(ReviewEntriesSchema.safeParse({}))).toEqual(["entries-missing"]);
    expect(messages(SubmitEntriesSchema.safeParse({}))).toEqual(["entries-missing"]);
  });

  it("read a number as a scanner, an input method or a hand gives it", () => {
    for (const typed of ["DG001", " DG001\n", "ＤＧ００１", "DG 001"]) {
      expect(CheckInByNumberSchema.parse({ entrantNumber: typed }).entrantNumber).toBe("DG001");
    }
    expect(messages(CheckInByNumberSchema.safeParse({ entrantNumber: "  " }))).toEqual(["entrant-number-missing"]);
  });

  it("want a contribution", () => {
    expect(HoldDrawSchema.parse({ contribution: " 运河扬帆 " }).contribution).toBe("运河扬帆");
    expect(messages(HoldDrawSchema.safeParse({ contribution: " " }))).toEqual(["contribution-missing"]);
  });
});
