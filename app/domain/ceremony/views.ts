/** What the people of a ceremony have before them, as queries answer it and pages show it. */
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { ItemDifference } from "./changes.ts";
import type { CeremonyPlan, Special } from "./programme.ts";
import type { Scene } from "./scenes.ts";
import type { CeremonySnapshot, Heading, ShownWinner } from "./shown.ts";
import type { CeremonyAct } from "./steps.ts";

export type StageItem = { readonly heading: Heading; readonly count: number; readonly state: "done" | "now" | "next" };

/** What a presenter has before him, without anyone's name who was not shown. */
export type CeremonyStage = CeremonySnapshot & {
  /** Of the scenes that are left, the one after; null at the end. */
  readonly next: { readonly kind: Scene["kind"]; readonly heading: Heading | null } | null;
  readonly isDark: boolean;
  /** How many were passed over. */
  readonly skipped: number;
  readonly position: number;
  readonly positions: number;
  readonly items: readonly StageItem[];
  /** What stands against each act now. */
  readonly unmet: Readonly<Record<CeremonyAct, readonly Refusal[]>>;
  /** Results were published anew since it was prepared. */
  readonly isOutdated: boolean;
};

export type NamedWinner = Omit<ShownWinner, "isEqual">;

export type NamedWaiting = { readonly heading: Heading; readonly winners: readonly NamedWinner[] };

/** What is seen while somebody looks. */
export type CeremonyLook = {
  /** The step at which it was looked. */
  readonly version: number;
  /** Who is named next within this award. */
  readonly upcoming: NamedWinner | null;
  /** Who must stand ready now, and who next. */
  readonly now: NamedWaiting | null;
  readonly next: NamedWaiting | null;
};

/** The whole order with its names, to print. */
export type CeremonyOrder = {
  readonly number: number;
  readonly preparedAt: Date;
  readonly items: readonly {
    readonly heading: Heading;
    readonly isSingle: boolean;
    readonly calls: readonly {
      readonly isSolemn: boolean;
      readonly winners: readonly (NamedWinner & { readonly place: number | null })[];
    }[];
  }[];
};

export type CeremonyChoice = {
  readonly eventId: string;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  /** How many won something; 0 before the publication. */
  readonly winners: number;
  /** Why it cannot be in a programme. */
  readonly unmet: readonly Refusal[];
};

export type CeremonyStepLine = {
  readonly version: number;
  readonly act: CeremonyAct | "renew";
  readonly by: string;
  /** ISO. */
  readonly at: string;
};

export type CeremonyPage = {
  readonly choices: readonly CeremonyChoice[];
  readonly specials: readonly { readonly special: Special; readonly winners: number }[];
  /** The plan that the form begins with: as prepared last, else everything that can be in it. */
  readonly plan: CeremonyPlan;
  readonly prepared:
    | (CeremonyStage & { readonly preparedAt: string; readonly preparedBy: string; readonly isUnderWay: boolean })
    | null;
  /** Of what was prepared. */
  readonly differences: readonly (Omit<ItemDifference, "given"> & { readonly heading: Heading })[];
  /** Why the changes cannot be taken in now. */
  readonly renewal: readonly Refusal[];
  /** The last ones, latest first. */
  readonly steps: readonly CeremonyStepLine[];
};
