/** What people submit about certificates. */
import { z } from "zod";
import {
  BLOCKS,
  type Box,
  type CertificateDesign,
  FIELDS,
  MOST_OFFSET,
  PAPERS,
  TEMPLATES,
} from "#app/domain/certificates/design.ts";
import { HAND_OUT_WAYS } from "#app/domain/certificates/hand-out.ts";
import { OTHER_KINDS } from "#app/domain/certificates/kinds.ts";
import { choice, text } from "./fields.ts";

const LONGEST_REASON = 200;

export const CheckHolderSchema = z.object({ name: text() });

export const PrepareOthersSchema = z.object({ kinds: z.array(choice(OTHER_KINDS)).min(1, "choice-missing") });

export const RevokeCertificateSchema = z.object({
  certificateId: text(),
  what: choice(["revoke", "replace"]),
  reason: text(LONGEST_REASON),
});

export const HandOutSchema = z.object({
  certificateId: text(),
  way: choice(HAND_OUT_WAYS),
  taker: z.string().trim().max(100, "text-too-long").default(""),
  reason: z.string().trim().max(LONGEST_REASON, "text-too-long").default(""),
});

export const RotateIssuerKeySchema = z.object({
  distrusts: z
    .string()
    .optional()
    .transform((value) => value === "on"),
});

/** Millimetres with at most one decimal. */
const millimetres = z
  .string("number-missing")
  .trim()
  .regex(/^-?\d{1,3}(\.\d)?$/, "millimetres-malformed")
  .transform(Number);

/** "24, 23, 249, 33": from the left, from the top, width, height; empty leaves the block out. */
const box = z
  .string("number-missing")
  .trim()
  .transform((value, context): Box | null => {
    if (value === "") return null;
    const numbers = value.split(/[\s,\uff0c\u3001]+/).map((part) => (/^\d{1,3}(\.\d)?$/.test(part) ? Number(part) : Number.NaN));
    const [x = 0, y = 0, width = 0, height = 0] = numbers;
    if (numbers.length !== 4 || numbers.some(Number.isNaN)) context.addIssue({ code: "custom", message: "box-malformed" });
    return { x, y, width, height };
  });

const offset = millimetres.refine((value) => Math.abs(value) <= MOST_OFFSET, "offset-too-large");

const optionalFile = z
  .unknown()
  .optional()
  .transform((value) => (value instanceof File && value.size > 0 ? value : null));

const DesignFields = z.object({
  template: choice(TEMPLATES),
  paper: choice(PAPERS),
  languages: choice(["both", "zh"]),
  fields: z.array(choice(FIELDS)).default([]),
  heading: box,
  body: box,
  verification: box,
  issuers: box,
  offsetX: offset,
  offsetY: offset,
});

function toDesign(given: z.output<typeof DesignFields>): CertificateDesign {
  const { template, paper, languages, fields, offsetX, offsetY } = given;
  return {
    template,
    paper,
    languages,
    blocks: { heading: given.heading, body: given.body, verification: given.verification, issuers: given.issuers },
    fields: Object.fromEntries(FIELDS.map((field) => [field, fields.includes(field)])) as CertificateDesign["fields"],
    offset: { x: offsetX, y: offsetY },
  };
}

/** A design as it would be, for its preview. */
export const PreviewDesignSchema = DesignFields.transform(toDesign);

export const SetDesignSchema = DesignFields.extend({
  background: optionalFile,
  /** The picture that is there is taken away. */
  dropsBackground: z
    .string()
    .optional()
    .transform((value) => value === "on"),
}).transform(({ background, dropsBackground, ...given }) => ({ design: toDesign(given), background, dropsBackground }));

/** The fields of the form that stand for a design. */
export function toDesignFields({ blocks, offset: off }: CertificateDesign) {
  const texts = BLOCKS.map((block) => {
    const at = blocks[block];
    return [block, at === null ? "" : [at.x, at.y, at.width, at.height].join(", ")] as const;
  });
  return { ...(Object.fromEntries(texts) as Record<(typeof BLOCKS)[number], string>), offsetX: off.x, offsetY: off.y };
}
