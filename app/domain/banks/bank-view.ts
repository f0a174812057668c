/** Banks as their pages and files show them: nobody who has not consented, no document numbers. */
import type { Bank } from "#app/domain/banks/bank.ts";
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
  /** A person, an account, or neither: a coach is known by the name on an entry alone. */
  readonly personId: string | null;
  readonly userId: string | null;
  readonly name: string;
  readonly skills: readonly string[];
  readonly level: SkillLevel | null;
  readonly organisationId: string | null;
  readonly regionCode: string | null;
  readonly known: KnownDuty;
};
