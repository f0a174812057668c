/** The layers of blinding (加密): what each replaces by what, who keeps it, and how they are opened again, the last one first (DOMAIN 4). */

export const BLIND_LAYERS = [1, 2, 3] as const;
/** 一次, 二次, 三次加密. Also how many layers there are. */
export type BlindLayer = (typeof BLIND_LAYERS)[number];

/** What stands for a competitor's work, from the person himself to what judges mark under. */
export type BlindWord = "person" | "entrant-number" | "seat" | "code";

/** One entry under everything that stands for it. */
export type BlindLine = {
  readonly names: readonly string[];
  readonly delegation: { readonly name: string; readonly nameEn: string };
  readonly entrantNumber: string;
  readonly seatCode: string;
  /** What judges mark under; the seat code itself where there are two layers. */
  readonly code: string;
  readonly publicCode: string;
};

/** What may be known of it; null: not yet. */
export type OpenedLine = { readonly [Word in keyof BlindLine]: Word extends "code" ? BlindLine[Word] : BlindLine[Word] | null };

/** A blinding judge with the layers that his duty states; null: he keeps all. */
export type Keeper = { readonly userId: string; readonly layers: readonly BlindLayer[] | null };

/** One layer that was asked for. */
export type UnblindingStep = { readonly layer: BlindLayer; readonly requestedBy: string; readonly isOpen: boolean };

/** How a round is blinded and how far it is open. */
export type Blinding = {
  readonly layers: BlindLayer;
  readonly keepers: readonly Keeper[];
  /** In any order. */
  readonly steps: readonly UnblindingStep[];
};

/** From the person inwards: the order of blinding. */
export function listLayers(count: BlindLayer): readonly BlindLayer[] {
  return BLIND_LAYERS.filter((layer) => layer <= count);
}

/** The order of unblinding. */
export function listReversed(count: BlindLayer): readonly BlindLayer[] {
  return [...listLayers(count)].reverse();
}

/**
 * What a layer replaces by what. Three: person → entrant number → seat → drawn code. Two: judges stand at the seats, and the seat
 * is the code. One: a drawn code replaces the person.
 */
export function describeLayer(layer: BlindLayer, count: BlindLayer): { readonly from: BlindWord; readonly to: BlindWord } {
  if (count === 1) return { from: "person", to: "code" };
  switch (layer) {
    case 1:
      return { from: "person", to: "entrant-number" };
    case 2:
      return { from: "entrant-number", to: "seat" };
    case 3:
      return { from: "seat", to: "code" };
  }
}

/** Whether the code of a work is its seat: nothing is drawn for it then. */
export function isSeatTheCode(count: BlindLayer): boolean {
  return count === 2;
}

/** The layers of the round that a keeper keeps. */
export function listKeptLayers({ layers }: Pick<Keeper, "layers">, count: BlindLayer): readonly BlindLayer[] {
  return listLayers(count).filter((layer) => layers === null || layers.includes(layer));
}

/** Those that are open, of the round's own. */
export function listOpenLayers({ layers, steps }: Blinding): readonly BlindLayer[] {
  return listLayers(layers).filter((layer) => steps.some((step) => step.layer === layer && step.isOpen));
}

/** Which layer is opened next: the last that is closed. Null when all are open. */
export function findNextLayer(blinding: Blinding): BlindLayer | null {
  const open = listOpenLayers(blinding);
  return listReversed(blinding.layers).find((layer) => !open.includes(layer)) ?? null;
}

/** What was asked for and is not confirmed yet. */
export function listPendingSteps({ steps }: Blinding): readonly UnblindingStep[] {
  return steps.filter(({ isOpen }) => !isOpen);
}

/** What one request of this person asks for: the next layer, and those after it as far as he keeps them one after the other. */
export function listRequestedLayers(blinding: Blinding, userId: string): readonly BlindLayer[] {
  const kept = listLayersOf(blinding, userId);
  const next = findNextLayer(blinding);
  const closed = listReversed(blinding.layers).filter((layer) => next !== null && layer <= next);
  const end = closed.findIndex((layer) => !kept.includes(layer));
  return end === -1 ? closed : closed.slice(0, end);
}

/** The layers that this person keeps here; none for whoever is no blinding judge of the event. */
export function listLayersOf({ layers, keepers }: Blinding, userId: string): readonly BlindLayer[] {
  const own = keepers.filter((keeper) => keeper.userId === userId).map((keeper) => listKeptLayers(keeper, layers));
  return listLayers(layers).filter((layer) => own.some((kept) => kept.includes(layer)));
}

/** What one layer says of an entry, as its sheet has it. */
export function readLayer(line: BlindLine, layer: BlindLayer, count: BlindLayer): { readonly from: string; readonly to: string } {
  const { from, to } = describeLayer(layer, count);
  return { from: wordOf(line, from), to: wordOf(line, to) };
}

/** What of an entry the open layers tell, from the code on; names, and with them everything else, after the last. */
export function openLine(line: BlindLine, open: readonly BlindLayer[], count: BlindLayer): OpenedLine {
  const words = new Set(open.flatMap((layer) => Object.values(describeLayer(layer, count))));
  const isNamed = words.has("person");
  return {
    code: line.code,
    seatCode: isNamed || words.has("seat") ? line.seatCode : null,
    entrantNumber: isNamed || words.has("entrant-number") ? line.entrantNumber : null,
    names: isNamed ? line.names : null,
    delegation: isNamed ? line.delegation : null,
    publicCode: isNamed ? line.publicCode : null,
  };
}

function wordOf(line: BlindLine, word: BlindWord): string {
  switch (word) {
    case "person":
      return line.names.join("、");
    case "entrant-number":
      return line.entrantNumber;
    case "seat":
      return line.seatCode;
    case "code":
      return line.code;
  }
}
