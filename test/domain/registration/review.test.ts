/** Handing in, reviewing, and what acceptance freezes. */
import { describe, expect, it } from "vitest";
import { decideReview, decideSubmit, freezeMember } from "#app/domain/registration/review.ts";

const REVIEW = {
  phase: "registration",
  status: "submitted",
  act: "accept",
  reason: "",
  reviewerId: "u-1",
  submittedById: "u-2",
} as const;

describe("decideReview", () => {
  it("moves an entry to its next state", () => {
    expect(decideReview(REVIEW)).toEqual({ ok: true, value: { status: "accepted" } });
    expect(decideReview({ ...REVIEW, act: "return", reason: "缺少证明" })).toEqual({ ok: true, value: { status: "returned" } });
    expect(decideReview({ ...REVIEW, act: "reject", reason: "不符合条件" })).toEqual({ ok: true, value: { status: "rejected" } });
  });

  it("gives every reason at once", () => {
    const decision = decideReview({
      ...REVIEW,
      phase: "running",
      status: "accepted",
      act: "return",
      reason: " ",
      submittedById: "u-1",
    });
    expect(decision.ok ? [] : decision.refusals.map((refusal) => refusal.code)).toEqual([
      "registration-closed",
      "entry-not-submitted",
      "reason-required",
      "own-submission",
    ]);
  });
});

describe("decideSubmit", () => {
  it("hands in drafts and returned entries that are complete", () => {
    for (const status of ["draft", "returned"] as const) {
      expect(decideSubmit({ phase: "registration", status, size: 2, members: 2 }).ok).toBe(true);
    }
    const decision = decideSubmit({ phase: "announced", status: "accepted", size: 3, members: 2 });
    expect(decision.ok ? [] : decision.refusals.map((refusal) => refusal.code)).toEqual([
      "registration-closed",
      "entry-not-editable",
      "entry-size",
    ]);
  });
});

describe("freezeMember", () => {
  const organisations = new Map([
    ["o-1", { kind: "enterprise", regionCode: "110112" }],
    ["o-2", { kind: "school", regionCode: "210202" }],
  ] as const);

  it("keeps every relation with its own region", () => {
    expect(freezeMember({ employerId: "o-1", schoolId: null, trainingOrganisationId: "o-2" }, organisations)).toEqual({
      ok: true,
      value: {
        employer: { organisationId: "o-1", kind: "enterprise", regionCode: "110112" },
        school: null,
        trainingOrganisation: { organisationId: "o-2", kind: "school", regionCode: "210202" },
      },
    });
  });

  it("refuses a member who belongs nowhere, and an organisation that is gone", () => {
    expect(freezeMember({ employerId: null, schoolId: null, trainingOrganisationId: "o-2" }, organisations)).toEqual({
      ok: false,
      refusals: [{ code: "member-unattached" }],
    });
    expect(freezeMember({ employerId: "o-9", schoolId: null, trainingOrganisationId: null }, organisations)).toEqual({
      ok: false,
      refusals: [{ code: "organisation-gone", params: { count: 1 } }],
    });
  });
});
