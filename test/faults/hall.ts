/** The prepared hall as the fault runs know it: accounts, and the forms that each judge may mark. */
export type HallAspect = {
  readonly id: string;
  readonly kind: "measurement" | "judgement";
  /** In hundredths. */
  readonly maximum: number;
};

export type HallForm = { readonly formId: string; readonly aspects: readonly HallAspect[] };

export type HallJudge = { readonly userId: string; readonly username: string; readonly forms: readonly HallForm[] };

export type Hall = {
  readonly password: string;
  readonly judges: readonly HallJudge[];
  /** Codes of the competition and of one of its events, and the account of whoever decides what the public sees of that. */
  readonly competition: string;
  readonly event: string;
  readonly organiser: string;
};
