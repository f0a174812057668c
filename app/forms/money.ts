/** What officers and treasurers submit about payers, payment lists, accounts, the ledger and budgets. */
import { z } from "zod";
import { BUDGET_PARTIES, BUDGET_PURPOSES } from "#app/domain/money/budget.ts";
import { parseHundredths } from "#app/domain/shared/units.ts";
import { choice, optionalId, text, wholeNumber } from "./fields.ts";

const YEAR = wholeNumber(2000, 2100);
/** The database counts fen in 32 bits. */
export const HIGHEST_FEN = 2_000_000_000;

/** An amount in yuan as people write it, "1,500" or "1500.50", in fen. */
export const amount = z.string("amount-unreadable").transform((value, context) => {
  const fen = parseHundredths(value.replace(/[,，\s]/g, ""));
  if (fen === null) context.addIssue({ code: "custom", message: "amount-unreadable" });
  else if (fen <= 0) context.addIssue({ code: "custom", message: "amount-not-positive" });
  else if (fen > HIGHEST_FEN) context.addIssue({ code: "custom", message: "amount-too-high" });
  return Number(fen ?? 0);
});

export const RecordRowPayerSchema = z.object({
  packName: text(),
  rowId: text(),
  organisationId: text(),
  reference: text(200),
});

export const PreparePaymentListSchema = z.object({
  payerId: text(),
  year: YEAR,
  month: z.string("month-unreadable").regex(/^\d{4}-(0[1-9]|1[0-2])$/, "month-unreadable"),
  budgetId: optionalId,
  entitlementIds: z.array(text(), "nothing-chosen").min(1, "nothing-chosen"),
});

export const PayPaymentListSchema = z.object({ voucher: text(100) });

export const DropPaymentListSchema = z.object({ reason: text(500) });

export const RecordPayeeAccountSchema = z
  .object({
    holderId: text(),
    bank: text(60),
    number: z
      .string("account-malformed")
      .transform((value) => value.replace(/[\s-]/g, ""))
      .pipe(z.string().regex(/^\d{6,30}$/, "account-malformed")),
  })
  .transform(({ holderId, bank, number }) => ({ holderId, account: { bank, number } }));

export const ViewPayeeAccountSchema = z.object({ accountId: text() });

export const ProposeClawBackSchema = z
  .object({ amount, reason: text(500), reference: text(200) })
  .transform(({ amount: amountFen, reason, reference }) => ({ amountFen, reason, reference }));

export const ProposeExpenseSchema = z
  .object({
    organisationId: text(),
    competitionId: text(),
    budgetId: optionalId,
    year: YEAR,
    amount,
    reason: text(500),
    reference: text(200),
  })
  .transform(({ amount: amountFen, ...rest }) => ({ ...rest, amountFen }));

export const LedgerEntryActSchema = z.object({ entryId: text() });

export const RecordBudgetSchema = z
  .object({
    organisationId: text(),
    party: choice(BUDGET_PARTIES),
    year: YEAR,
    purpose: choice(BUDGET_PURPOSES),
    competitionId: optionalId,
    amount,
    reference: text(200),
  })
  .transform(({ amount: amountFen, ...rest }) => ({ ...rest, amountFen }));

export const VoidBudgetSchema = z.object({ budgetId: text(), reason: text(500) });
