/** What officers submit about the versions of policy packs: figures edited in the browser, a whole file, confirming and dropping. */
import { z } from "zod";
import { type Amount, DOCUMENT_STATUSES, type PolicyPack } from "#app/domain/policy/pack.ts";
import { listDateFaults, type PackEdit } from "#app/domain/policy/pack-version.ts";
import { formatHundredths, fen as toFen } from "#app/domain/shared/units.ts";
import { choice, file, plainDay, text } from "./fields.ts";
import { amount } from "./money.ts";

/** What can be chosen of an amount; what gives no money has none. */
export const AMOUNT_CHOICES = ["exact", "ceiling", "unknown"] as const;

/** A pack file that people write by hand is a tenth of this. */
export const LARGEST_PACK_BYTES = 1_000_000;

const optionalDay = z.union([z.literal("").transform(() => null), plainDay], "date-missing");
const optionalText = z
  .string()
  .trim()
  .max(100, "text-too-long")
  .transform((value) => (value === "" ? null : value));
const list = z.array(z.string().max(200, "text-too-long")).default([]);
const version = z
  .string()
  .regex(/^\d{1,6}$/)
  .transform(Number);

/** Of a goal: a number above zero with at most two decimals, or nothing. */
function readFigure(value: string): number | null | undefined {
  if (value.trim() === "") return null;
  const figure = /^\d{1,9}(\.\d{1,2})?$/.test(value.trim()) ? Number(value.trim()) : 0;
  return figure > 0 ? figure : undefined;
}

const frame = { basedOn: version, reason: z.string().trim().max(500, "text-too-long").default("") };

/** @returns the edit with what it is based on and why */
export const PackFiguresSchema = z
  .object({
    ...frame,
    number: optionalText,
    status: choice(DOCUMENT_STATUSES),
    effectiveFrom: optionalDay,
    effectiveTo: optionalDay,
    rowIds: list,
    amountKinds: z.array(choice(AMOUNT_CHOICES)).default([]),
    amounts: list,
    targetIds: list,
    figures: list,
  })
  .transform(({ basedOn, reason, rowIds, amountKinds, amounts, targetIds, figures, ...document }, context) => {
    const issue = (message: string, ...path: (string | number)[]) => context.addIssue({ code: "custom", message, path });
    for (const { path, problem } of listDateFaults(document)) issue(problem, String(path.split(".").at(-1)));
    const edit = {
      document,
      amounts: Object.fromEntries(
        rowIds.map((rowId, index): [string, Amount] => {
          const kind = amountKinds[index] ?? "unknown";
          if (kind === "unknown") return [rowId, { kind }];
          const read = amount.safeParse(amounts[index] ?? "");
          if (!read.success) issue(read.error.issues[0]?.message ?? "amount-unreadable", "amounts", index);
          return [rowId, { kind, fen: toFen(read.success ? read.data : 0) }];
        }),
      ),
      figures: Object.fromEntries(
        targetIds.map((targetId, index) => {
          const figure = readFigure(figures[index] ?? "");
          if (figure === undefined) issue("figure-unreadable", "figures", index);
          return [targetId, figure ?? null];
        }),
      ),
    } satisfies PackEdit;
    return { basedOn, reason, edit };
  });

/** The form as it stands before anything is edited; amounts in yuan. */
export function toFigures(pack: PolicyPack): PackEdit {
  const { number, status, effectiveFrom, effectiveTo } = pack.document;
  return {
    document: { number, status, effectiveFrom, effectiveTo },
    amounts: Object.fromEntries(pack.rows.map(({ id, amount: one }) => [id, one])),
    figures: Object.fromEntries(pack.targets.map(({ id, figure }) => [id, figure])),
  };
}

/** "50000" or "1500.50"; empty where no figure is said. */
export function toYuan(one: Amount | undefined): string {
  return one?.kind === "exact" || one?.kind === "ceiling" ? formatHundredths(one.fen).replace(/\.00$/, "") : "";
}

export const PackFileSchema = z.object({
  ...frame,
  file: file.refine(({ size }) => size <= LARGEST_PACK_BYTES, "file-too-large"),
});

/** The text that a file held, as it was previewed. */
export const PackTextSchema = z.object({ ...frame, text: text(LARGEST_PACK_BYTES) });

export const ConfirmPackSchema = z.object({
  reference: z.string().trim().max(200, "text-too-long").default(""),
  competitionIds: z.array(z.string().max(100)).default([]),
});

export const AskDocumentSchema = z.object({
  name: text(),
  reason: z.string().trim().max(500, "text-too-long").default(""),
});

export const DropPackSchema = z.object({ reason: z.string().trim().max(500, "text-too-long").default("") });
