/** The policy office: policy, entitlements and registers over all competitions, in English. */
import type { Same } from "../same.ts";
import type zh from "../zh-CN/policy-office.ts";

export default {
  title: "Policy office",
  back: "Back to my work",
  subtitle: "Policy, entitlements and registers over all competitions",
  lead: "Every yuan names its clause; drafts are computed only and never paid.",
  rooms: {
    overview: "Overview",
  },
  about: {
    overview: "All rooms at a glance.",
  },
} as const satisfies Same<typeof zh>;
