/** A round as it could be exported: the facts on record and the rules, plain data that any program can read. */

export type AspectOnFile = {
  id: string;
  kind: "measurement" | "judgement";
  text: string;
  maximum: number;
  way?:
    | { kind: "stated" }
    | { kind: "yes-no" }
    | { kind: "deduction"; each: number }
    | { kind: "table"; unit: string; steps: { upTo: number | null; mark: number }[] };
  each?: "mean" | "trimmed-mean" | "median";
  descriptors?: [string, string, string, string];
};

export type SubCriterionOnFile = { id: string; name: string; day: number; aspects: AspectOnFile[] };
export type CriterionOnFile = { id: string; name: string; module?: string; maximum: number; subCriteria: SubCriterionOnFile[] };
export type SchemeOnFile = { modules?: { id: string; name: string }[]; criteria: CriterionOnFile[] };

export type RevisionOnFile = { sequence: number; aspectId: string; judgeId: string; scoreRound: number; value: number };
export type FormOnFile = { subCriterionId: string; team: string[]; revisions: RevisionOnFile[] };
export type HallLineOnFile = {
  kind: "start" | "stop" | "added-time" | "penalty" | "note";
  at: number;
  seconds: number | null;
  penalty: number | null;
};

export type Status = "expected" | "checked-in" | "absent" | "withdrawn" | "disqualified" | "out-of-competition";
export type EntryOnFile = {
  id: string;
  status: Status;
  eligible: boolean;
  forms: FormOnFile[];
  fileMarks: Record<string, number>;
  hallRecord: HallLineOnFile[];
  chiefOrder: number | null;
};

export type ChangeOnFile =
  | { kind: "aspect"; entryId: string; aspectId: string; mark: number }
  | { kind: "component"; entryId: string; component: string; mark: number }
  | { kind: "penalty"; entryId: string; penalty: number }
  | { kind: "time"; entryId: string; seconds: number }
  | { kind: "participation"; entryId: string; participation: Status };

export type Tier = "first" | "second" | "third";
export type AwardsOnFile = {
  scheme: "share-of-entries" | "fixed-counts" | "medals-with-tolerance";
  shares?: Record<Tier, number>;
  counts?: Record<Tier, number>;
  excellenceTo?: number | null;
  rounding?: "up" | "half-up" | "down";
  tiesAtCut?: "in" | "out";
  on?: "total" | "scaleScore";
  tolerance?: number;
  medallionFrom?: number | null;
  base: "started" | "registered";
  minimumMark: number | null;
  minimumEntries: { below: number; tiers: Tier[] }[];
};

export type RulesOnFile = {
  spreadLimit: number;
  components: {
    key: string;
    name: string;
    weight: number;
    passMark: number | null;
    source: "scheme" | "file";
    modules: string[];
  }[];
  failed: "last" | "by-total";
  roundingPlace: 2 | 1 | 0;
  tieBreaks: { by: "criterion" | "module" | "component" | "time"; id: string; order: "asc" | "desc" }[];
  lastTie: "share" | "chief";
  scale: "none" | "scale-700" | "scale-500";
  award: AwardsOnFile;
};

export type RoundOnFile = {
  scheme: SchemeOnFile;
  rules: RulesOnFile;
  entries: EntryOnFile[];
  /** Those that stand, in the order in which they were applied. */
  rescoreSets: ChangeOnFile[][];
};

/** What comes out of one entry, in whole hundredths and whole points. */
export type Cell = {
  total: number | null;
  place: number | null;
  tied: boolean;
  openTie: boolean;
  passed: boolean;
  scaleScore: number | null;
  award: string | null;
};
