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
    packs: "Policy packs",
    calendar: "Calendar",
    entitlements: "Entitlements",
    people: "People",
    facts: "Recorded facts",
    honours: "Honours",
    carriers: "Training carriers",
    payers: "Payers",
    payments: "Payments",
    ledger: "Ledger",
    budgets: "Budgets",
    banks: "Banks of talent",
    "talent-map": "Map of talent",
    targets: "Targets",
  },
  about: {
    overview: "All rooms at a glance.",
    packs: "Amounts, conditions and goals clause by clause; a new version shows whom it affects, and two people settle it.",
    calendar: "Series of competitions at every tier: what was held, is being prepared, is due.",
    entitlements: "Everything that clauses owe: apply, review, publicise.",
    people: "Find a person by name or document and see everything that is owed over all tiers.",
    facts: "Results, honours, talent, levels and carriers from outside, with evidence, recorded by one and confirmed by another.",
    honours: "Honours recommended, inspected, made public and conferred, by more than one person.",
    carriers: "Training bases and studios, with the grants that clauses promise.",
    payers: "Record who pays each row; nothing is paid without.",
    payments: "Prepare, approve and pay lists of rewards.",
    ledger: "Every payment, claw-back and expense, with sums by payer, year, clause and competition.",
    budgets: "What government, enterprises and society set aside, and what is left.",
    banks: "Experts, judges, coaches, winners, promising competitors, each with consent.",
    "talent-map": "Winners by trade and region.",
    targets: "What documents aim at beside each year; unknown stays unknown.",
  },
} as const satisfies Same<typeof zh>;
