/** What officers do with what a colleague proposed for the ledger, wherever it is shown. */
import { LedgerEntryActSchema } from "#app/forms/money.ts";
import { defineIntent } from "#app/platform/access/define.server.ts";
import { approveLedgerEntry } from "#app/services/money/approve-ledger-entry.server.ts";
import { dropLedgerEntry } from "#app/services/money/drop-ledger-entry.server.ts";

export const LEDGER_ENTRY_INTENTS = {
  "approve-ledger-entry": defineIntent({
    access: { roles: ["policy-officer"], within: "scope" },
    form: LedgerEntryActSchema,
    run: ({ runtime, actor, input }) => approveLedgerEntry(runtime, actor, input),
  }),
  "drop-ledger-entry": defineIntent({
    access: { roles: ["policy-officer"], within: "scope" },
    form: LedgerEntryActSchema,
    run: ({ runtime, actor, input }) => dropLedgerEntry(runtime, actor, input),
  }),
} as const;
