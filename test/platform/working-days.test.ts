/** Periods of working days end at midnight in Shanghai, over weekends and public holidays. */
import { expect, it } from "vitest";
import { addWorkingDays } from "#app/platform/working-days.server.ts";

it("does not count the day it begins on, nor weekends", () => {
  // Friday evening in Shanghai: Monday to Friday count, and Friday ends at 16:00 UTC.
  expect(addWorkingDays(new Date("2026-11-20T10:00:00Z"), 5)).toEqual(new Date("2026-11-27T16:00:00Z"));
  expect(addWorkingDays(new Date("2026-11-20T10:00:00Z"), 1)).toEqual(new Date("2026-11-23T16:00:00Z"));
});

it("goes by the day in Shanghai, not in Greenwich", () => {
  // 01:00 on Friday in Shanghai is still Thursday in Greenwich.
  expect(addWorkingDays(new Date("2026-11-19T17:00:00Z"), 1)).toEqual(new Date("2026-11-23T16:00:00Z"));
});

it("leaves out public holidays and counts the weekends worked in their place", () => {
  // National Day 2026: off from 1 to 7 October; Saturday the 10th is worked.
  expect(addWorkingDays(new Date("2026-09-30T02:00:00Z"), 1)).toEqual(new Date("2026-10-08T16:00:00Z"));
  expect(addWorkingDays(new Date("2026-10-09T02:00:00Z"), 1)).toEqual(new Date("2026-10-10T16:00:00Z"));
});

it("is over as it begins when it has no days", () => {
  expect(addWorkingDays(new Date("2026-11-20T10:00:00Z"), 0)).toEqual(new Date("2026-11-20T10:00:00Z"));
});
