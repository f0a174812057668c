/** How the certificates of a competition look: a template, a paper, what stands where. Lengths are millimetres from the top left. */

export const TEMPLATES = ["formal", "classic", "modern", "preprinted"] as const;
/** formal: red and gold, upright; classic: red and gold, across; modern: a band and lines, across; preprinted: text for printed stock. */
export type Template = (typeof TEMPLATES)[number];

export const PAPERS = ["A4-portrait", "A4-landscape", "A3-landscape", "B5-landscape"] as const;
export type CertificatePaper = (typeof PAPERS)[number];

/** Width and height in millimetres. */
export const PAPER_SIZES: Readonly<Record<CertificatePaper, readonly [number, number]>> = {
  "A4-portrait": [210, 297],
  "A4-landscape": [297, 210],
  "A3-landscape": [420, 297],
  "B5-landscape": [250, 176],
};

/** The four parts of a certificate that stand somewhere by themselves. */
export const BLOCKS = ["heading", "body", "verification", "issuers"] as const;
export type Block = (typeof BLOCKS)[number];

export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** What may be left out within the blocks. */
export const FIELDS = ["members", "unit", "qr", "number", "decision", "sealPlace", "issuedOn"] as const;
export type Field = (typeof FIELDS)[number];

export type CertificateDesign = {
  readonly template: Template;
  readonly paper: CertificatePaper;
  readonly languages: "both" | "zh";
  /** Null: the block is left out. */
  readonly blocks: Readonly<Record<Block, Box | null>>;
  readonly fields: Readonly<Record<Field, boolean>>;
  /** What the printer is off by on printed stock. */
  readonly offset: { readonly x: number; readonly y: number };
};

const ALL_FIELDS: CertificateDesign["fields"] = {
  members: true,
  unit: true,
  qr: true,
  number: true,
  decision: true,
  sealPlace: true,
  issuedOn: true,
};

const ACROSS: CertificateDesign["blocks"] = {
  heading: { x: 24, y: 23, width: 249, height: 33 },
  body: { x: 28, y: 57, width: 241, height: 90 },
  verification: { x: 23, y: 150, width: 118, height: 38 },
  issuers: { x: 135, y: 150, width: 138, height: 38 },
};

const UPRIGHT: CertificateDesign["blocks"] = {
  heading: { x: 24, y: 40, width: 162, height: 33 },
  body: { x: 26, y: 82, width: 158, height: 108 },
  issuers: { x: 24, y: 197, width: 162, height: 38 },
  verification: { x: 24, y: 240, width: 162, height: 38 },
};

/** What a template begins with; everything in it may then be set otherwise. */
export const DESIGNS: Readonly<Record<Template, CertificateDesign>> = {
  formal: {
    template: "formal",
    paper: "A4-portrait",
    languages: "both",
    blocks: UPRIGHT,
    fields: ALL_FIELDS,
    offset: { x: 0, y: 0 },
  },
  classic: {
    template: "classic",
    paper: "A4-landscape",
    languages: "both",
    blocks: ACROSS,
    fields: ALL_FIELDS,
    offset: { x: 0, y: 0 },
  },
  modern: {
    template: "modern",
    paper: "A4-landscape",
    languages: "both",
    blocks: {
      heading: { x: 40, y: 24, width: 233, height: 33 },
      body: { x: 40, y: 60, width: 233, height: 86 },
      verification: { x: 38, y: 150, width: 122, height: 38 },
      issuers: { x: 160, y: 150, width: 113, height: 38 },
    },
    fields: ALL_FIELDS,
    offset: { x: 0, y: 0 },
  },
  // The stock has the frame and its title.
  preprinted: {
    template: "preprinted",
    paper: "A4-landscape",
    languages: "zh",
    blocks: { ...ACROSS, heading: null },
    fields: { ...ALL_FIELDS, sealPlace: false },
    offset: { x: 0, y: 0 },
  },
};

export const DEFAULT_DESIGN = DESIGNS.classic;

/** A block must be at least so large, and stay on the paper. */
export const LEAST_BLOCK = { width: 40, height: 15 } as const;
/** No printer is off by more. */
export const MOST_OFFSET = 20;

/** The blocks that do not lie on the paper, or are too small to be read. */
export function findMisplacedBlocks({ paper, blocks }: CertificateDesign): readonly Block[] {
  const [width, height] = PAPER_SIZES[paper];
  return BLOCKS.filter((block) => {
    const box = blocks[block];
    if (box === null) return false;
    const isOnPaper = box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height;
    return !isOnPaper || box.width < LEAST_BLOCK.width || box.height < LEAST_BLOCK.height;
  });
}
