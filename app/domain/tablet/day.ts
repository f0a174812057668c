/** What a judge's tablet is given for his day: his forms as he may see them, by code, and which of them are his to work on (DOMAIN 11). */
import type { ConfirmRefusal } from "#app/domain/marking/confirm.ts";
import type { AspectState } from "#app/domain/marking/form.ts";
import type { MarkConflictView } from "#app/domain/marking/mark-conflict.ts";
import type { Oddity } from "#app/domain/marking/oddities.ts";
import type { Aspect } from "#app/domain/marking/scheme.ts";
import type { SignOffRefusal } from "#app/domain/marking/sign-off.ts";
import type { FormTask, JudgeTask } from "#app/domain/marking/task.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { FormStatus, Medium } from "#app/domain/shared/vocabulary.ts";

export type { ConfirmRefusal };

export type Named = { readonly name: string; readonly nameEn: string };

/** Words of the event, in both languages; nothing of whose work it is. */
export type RoundTitle = {
  readonly roundId: string;
  readonly competition: Named;
  readonly event: Named;
  /** How forms are filled now: on paper, tablets take nothing new. */
  readonly medium: Medium;
};

export type FormCard = {
  readonly formId: string;
  /** The blind code. */
  readonly code: string;
  readonly task: FormTask;
  /** Of the aspects, those with nothing left to do for this judge. */
  readonly done: number;
  readonly total: number;
  readonly signed: number;
  readonly team: number;
};

export type SubCriterionForms = {
  readonly id: string;
  readonly name: string;
  /** The day of marking, from 1, and whether it is today by the competition's dates. */
  readonly day: number;
  readonly isToday: boolean;
  readonly forms: readonly FormCard[];
};

export type ConfirmCard = {
  readonly formId: string;
  readonly code: string;
  readonly subCriterionId: string;
  readonly name: string;
};

export type MyForms = {
  /**
   * Rounds in judging where he is in a panel, and of those in recheck his forms under correction; sub-criteria by day, then as in
   * the scheme; forms by code.
   */
  readonly marking: readonly (RoundTitle & { readonly subCriteria: readonly SubCriterionForms[] })[];
  /** Rounds in judging, or with forms under correction, where he may confirm; `waiting` is empty when nothing is signed. */
  readonly confirming: readonly (RoundTitle & {
    readonly confirmed: number;
    readonly forms: number;
    readonly waiting: readonly ConfirmCard[];
  })[];
};

export type FormJudge = {
  readonly judgeId: string;
  readonly displayName: string;
  readonly hasSigned: boolean;
  readonly isOnPaper: boolean;
};

/** What an aspect asks, and what has been given for it as far as the reader may see it. */
export type FormAspect = Aspect &
  Omit<AspectState, "aspectId" | "kind" | "maximum"> & {
    readonly oddities: readonly Oddity[];
    /** The key of the value that an entry of this judge would replace; null where there is none, and for a reader outside the team. */
    readonly standingKey: string | null;
    /** When that value was received; ISO by the server's clock. */
    readonly standingAt: string | null;
  };

export type FormView = {
  readonly formId: string;
  readonly competition: Named & { readonly code: string };
  readonly event: Named & { readonly code: string };
  /** The blind code. */
  readonly code: string;
  readonly subCriterionId: string;
  readonly subCriterionName: string;
  readonly status: FormStatus;
  /** How the round is filled now: on paper, tablets take nothing new. */
  readonly medium: Medium;
  /** The number of revisions: what is signed and confirmed names it. */
  readonly revision: number;
  readonly team: readonly FormJudge[];
  readonly aspects: readonly FormAspect[];
  readonly mark: number | null;
  readonly maximum: number;
};

/** The correction of a form that nothing has ended yet. */
export type OpenCorrectionView = { readonly state: "requested" | "opened"; readonly reason: string };

export type JudgeForm = FormView &
  JudgeTask & {
    readonly judgeId: string;
    readonly correction: OpenCorrectionView | null;
    /** Whether a correction may be asked for. */
    readonly mayBeCorrected: boolean;
    /** Why he cannot sign it now; empty when he can. */
    readonly signOffUnmet: readonly Refusal<SignOffRefusal>[];
    /** Open ones, the earliest first. While there is one, nobody can sign. */
    readonly conflicts: readonly MarkConflictView[];
  };

/** Everything that one judge's tablet works from while there is no network. */
export type TabletDay = MyForms & {
  readonly judgeId: string;
  readonly displayName: string;
  /** ISO, by the server's clock. */
  readonly servedAt: string;
  readonly forms: readonly JudgeForm[];
};
