/** What can be wrong with a document of a competition: each fault is at one place of it, and becomes a sentence in i18n. */

/** Of the document itself. */
export const DOCUMENT_FAULTS = [
  "json-malformed",
  "too-deep",
  "text-unusable",
  "missing",
  "unknown",
  "wrong-type",
  "out-of-range",
  "not-one-of",
  "malformed",
  "version-newer",
  "id-repeated",
  "reference-unknown",
  "reference-elsewhere",
  "stands-twice",
  "round-unknown",
  "personal-data-withheld",
  "pinned-missing",
  "still-blind",
  "results-missing",
  "results-too-early",
  "sub-criterion-unknown",
  "work-without-participation",
  "result-differs",
  "result-of-nobody",
  "result-left-out",
  "results-not-computable",
] as const;

/** Of the installation that it comes to. */
export const ARRIVAL_FAULTS = [
  "competition-exists",
  "region-not-here",
  "pack-not-here",
  "organisation-differs",
  "person-differs",
  "code-taken",
  "draw-taken",
] as const;

export const INTERCHANGE_FAULTS = [...DOCUMENT_FAULTS, ...ARRIVAL_FAULTS] as const;
export type InterchangeFaultCode = (typeof INTERCHANGE_FAULTS)[number];

/** So many of one document are told; more would help nobody. */
export const MOST_FAULTS = 200;

export type InterchangeFault = {
  /** From the top of the document: ["competition", "events", 0, "code"]. */
  readonly path: readonly (string | number)[];
  readonly code: InterchangeFaultCode;
  readonly params?: Readonly<Record<string, string | number>>;
};

/** $.competition.events[0].code, as JSONPath writes it. */
export function toJsonPath(path: readonly (string | number)[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    return /^[A-Za-z_$][\w$]*$/.test(key) ? `${text}.${key}` : `${text}[${JSON.stringify(key)}]`;
  }, "$");
}
