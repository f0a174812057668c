/** Banks as their pages and files show them: nobody who has not consented, no document numbers. */
import type { Bank } from "#app/domain/banks/bank.ts";
import type { Honour, PolicyDocument } from "#app/domain/policy/pack.ts";
import type { Award, SkillLevel } from "#app/domain/shared/vocabulary.ts";

export type BankNamed = { readonly name: string; readonly nameEn: string };
export type BankChoice = BankNamed & { readonly code: string };

/** What he did last, as the system knows it; null where it knows nothing and only what was written down counts. */
export type KnownDuty = {
  readonly competition: BankNamed;
  readonly event: BankNamed;
  /** Of a result. */
  readonly place: number | null;
  readonly award: Award | null;
  /** YYYY-MM-DD. */
  readonly on: string;
};

export type BankMemberRow = {
  readonly memberId: string;
  readonly bank: Bank;
  /** Empty when the person was erased. */
  readonly name: string;
  readonly skills: readonly BankChoice[];
  readonly level: SkillLevel | null;
  readonly organisation: BankNamed | null;
  readonly region: BankChoice | null;
  readonly lastDuty: string;
  readonly known: KnownDuty | null;
  readonly conflicts: string;
  readonly consentVersion: string;
  /** YYYY-MM-DD. */
  readonly consentOn: string;
};

/** Whom results propose; he is no member before his consent is recorded. */
export type BankProposal = {
  /** A person or an account. */
  readonly personId: string | null;
  readonly userId: string | null;
  readonly name: string;
  readonly skills: readonly string[];
  readonly level: SkillLevel | null;
  readonly organisationId: string | null;
  readonly regionCode: string | null;
  /** The result or the duty; null of the holder of an honour. */
  readonly known: KnownDuty | null;
  /** The clause that recommends him first; null where the result or the duty alone proposes him. */
  readonly recommendation: {
    readonly clause: string;
    readonly document: Pick<PolicyDocument, "title" | "titleEn" | "status">;
    /** What he holds, where that is what the clause looks at. */
    readonly honour: Honour | null;
    /** YYYY-MM-DD. */
    readonly on: string;
  } | null;
};
