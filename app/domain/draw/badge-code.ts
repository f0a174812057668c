/** What the QR code of a badge (参赛证) says: whose it is by number, and a check that only the server can make (DOMAIN 4). */

/** By codes and numbers only: a badge that is lost tells nobody's name. */
export type BadgeName = {
  /** Codes of the competition and the event, and the entrant number in it. */
  readonly competition: string;
  readonly event: string;
  readonly entrantNumber: string;
};

/** What a scanner, a camera or a person entered at check-in. */
export type BadgeReading = ({ readonly kind: "badge"; readonly check: string } & BadgeName) | NumberReading;
type NumberReading = { readonly kind: "number"; readonly entrantNumber: string };

const PREFIX = "SL1";
const SEPARATOR = ":";

/** What the check is made over. Upper case: scanners and capital lock change the case of letters. */
export function toBadgeMessage({ competition, event, entrantNumber }: BadgeName): string {
  return [PREFIX, competition, event, entrantNumber].join(SEPARATOR).toUpperCase();
}

/**
 * The text of the code: "SL1:TZ-2026:ELE:DG001:7K2MPQ9RTX4WHC". All of it is in the alphabet of QR's alphanumeric mode, so that it stays
 * small enough for a badge held at arm's length.
 * @param check made by the server over `toBadgeMessage`
 */
export function formatBadge(name: BadgeName, check: string): string {
  return `${toBadgeMessage(name)}${SEPARATOR}${check}`;
}

/** Reads what was entered: a badge's whole text, or anything else as an entrant number. Full-width signs and blanks do not count. */
export function readBadge(entered: string): BadgeReading {
  const text = entered.normalize("NFKC").replace(/\s+/gu, "").toUpperCase();
  const parts = text.split(SEPARATOR);
  const [prefix, competition, event, entrantNumber, check] = parts;
  if (parts.length === 5 && prefix === PREFIX && competition && event && entrantNumber && check) {
    return { kind: "badge", competition, event, entrantNumber, check };
  }
  return { kind: "number", entrantNumber: text };
}
