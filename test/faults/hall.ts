/** The prepared hall as the fault runs know it: accounts, and the forms that each judge may mark. */
export type HallAspect = {
  readonly id: string;
  readonly kind: "measurement" | "judgement";
  /** In hundredths. */
  readonly maximum: number;
};

export type HallForm = { readonly formId: string; readonly aspects: readonly HallAspect[] };

export type HallJudge = { readonly userId: string; readonly username: string; readonly forms: readonly HallForm[] };

/** Accounts of those who bring the first event to its publication, by their duty. */
export type HallOffice = Readonly<Record<"clerk" | "chief" | "blinding" | "supervisor", string>>;

export type Hall = {
  readonly password: string;
  /** With which every judge signs. */
  readonly pin: string;
  readonly judges: readonly HallJudge[];
  /** Codes of the competition and of one of its events, and the account of whoever decides what the public sees of that. */
  readonly competition: string;
  readonly event: string;
  /** The round of that event; the first judges of the hall are its marking team. */
  readonly roundId: string;
  readonly organiser: string;
  readonly office: HallOffice;
};
