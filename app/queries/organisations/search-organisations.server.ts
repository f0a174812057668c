/** One page of the organisations that a search and a kind let through: the list may be thousands long. */
import { ORGANISATION_KINDS, type OrganisationKind } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

export const ORGANISATIONS_PER_PAGE = 50;

export type OrganisationRow = {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  readonly kind: OrganisationKind;
  readonly creditCode: string | null;
  readonly regionName: string;
  readonly regionNameEn: string;
};

export type OrganisationList = {
  /** Of the page that was asked for, by region and name. */
  readonly rows: readonly OrganisationRow[];
  /** Of all pages. */
  readonly matching: number;
  /** Of the whole list. */
  readonly total: number;
  /** How many of what the search finds are of each kind. */
  readonly ofKind: Readonly<Partial<Record<OrganisationKind, number>>>;
  /** From 1; the last one when a later one was asked for. */
  readonly page: number;
  readonly pages: number;
};

/** @param search a part of a name, of the region's name, or of the credit code, in any case; empty: all */
export async function searchOrganisations(
  runtime: Runtime,
  { search, kind, page }: { readonly search: string; readonly kind: string | null; readonly page: number },
): Promise<OrganisationList> {
  // Read whole and searched here: what the two databases hold to be the same letter differs.
  const organisations = await runtime.database.read.organisation.findMany({
    orderBy: [{ regionCode: "asc" }, { name: "asc" }],
    select: {
      id: true,
      name: true,
      nameEn: true,
      kind: true,
      creditCode: true,
      region: { select: { name: true, nameEn: true } },
    },
  });
  const wanted = search.trim().toLowerCase();
  const found = organisations.filter(({ name, nameEn, creditCode, region }) =>
    [name, nameEn, region.name, region.nameEn, creditCode ?? ""].some((text) => text.toLowerCase().includes(wanted)),
  );
  const matching = kind === null ? found : found.filter((organisation) => organisation.kind === kind);
  const pages = Math.max(1, Math.ceil(matching.length / ORGANISATIONS_PER_PAGE));
  const shown = Math.min(Math.max(1, page), pages);
  const first = (shown - 1) * ORGANISATIONS_PER_PAGE;
  return {
    rows: matching.slice(first, first + ORGANISATIONS_PER_PAGE).map(({ region, kind: own, ...organisation }) => ({
      ...organisation,
      kind: own as OrganisationKind,
      regionName: region.name,
      regionNameEn: region.nameEn,
    })),
    matching: matching.length,
    total: organisations.length,
    ofKind: Object.fromEntries(ORGANISATION_KINDS.map((one) => [one, found.filter((own) => own.kind === one).length])),
    page: shown,
    pages,
  };
}
