/** Every row of the current packs that yields money, with who pays it: recorded, with its history, or nobody yet. */
import type { Amount, DocumentStatus, Payment, PolicyRow } from "#app/domain/policy/pack.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { getUserNames } from "#app/queries/accounts/get-user-names.server.ts";
import { listCurrentPacks } from "#app/queries/policy/list-current-packs.server.ts";

export type RowPayerRecord = {
  readonly id: string;
  readonly organisation: string;
  readonly reference: string;
  readonly recordedBy: string;
  /** ISO. */
  readonly recordedAt: string;
};

export type RowPayerRow = {
  /** Fit for an address: pack and row. */
  readonly key: string;
  readonly packName: string;
  readonly rowId: string;
  readonly document: { readonly title: string; readonly titleEn: string; readonly status: DocumentStatus };
  /** Where the document applies. */
  readonly region: { readonly name: string; readonly nameEn: string };
  readonly row: Pick<PolicyRow, "clause" | "summary" | "summaryEn" | "kind">;
  readonly amount: Amount;
  readonly payment: Payment;
  /** Who pays as last recorded; null: nobody was. */
  readonly payer: string | null;
  /** Entitlements under this row whose publicity stands, and that wait for money. */
  readonly waiting: number;
};

/** One row in the clause's own words, with all records of its payer, newest first. */
export type ChosenRow = RowPayerRow & {
  readonly text: string;
  /** Who pays according to the document's own words; null: it does not say. */
  readonly said: string | null;
  readonly records: readonly RowPayerRecord[];
};

export type RowPayersPage = {
  readonly rows: readonly RowPayerRow[];
  readonly chosen: ChosenRow | null;
  readonly organisations: readonly { readonly id: string; readonly name: string }[];
};

/** In the order of documents and their clauses. @param chosenKey of the row that is asked for in full */
export async function listRowPayers(runtime: Runtime, chosenKey: string | null): Promise<RowPayersPage> {
  const { read } = runtime.database;
  const [packs, records, organisations, waiting, versions] = await Promise.all([
    listCurrentPacks(read),
    read.rowPayer.findMany({ orderBy: [{ recordedAt: "desc" }, { id: "desc" }] }),
    read.organisation.findMany({ orderBy: { name: "asc" }, select: { id: true, name: true } }),
    read.entitlement.groupBy({ by: ["packId", "rowId"], where: { state: "publicised" }, _count: { id: true } }),
    read.policyPack.findMany({ select: { id: true, name: true } }),
  ]);
  const regions = await read.region.findMany({
    where: { code: { in: packs.map(({ content }) => content.document.regionCode) } },
    select: { code: true, name: true, nameEn: true },
  });
  const regionOf = (code: string) => regions.find((one) => one.code === code) ?? { name: code, nameEn: code };
  const names = new Map(organisations.map(({ id, name }) => [id, name]));
  const packNames = new Map(versions.map(({ id, name }) => [id, name]));
  const recordsOf = (packName: string, rowId: string) =>
    records.filter((record) => record.packName === packName && record.rowId === rowId);
  const found = packs.flatMap(({ content: { name, document, rows } }) =>
    rows.filter(({ amount }) => amount.kind !== "none").map((row) => ({ name, document, row, key: `${name}.${row.id}` })),
  );
  const rows = found.map(({ name, document, row, key }): RowPayerRow => {
    const [last] = recordsOf(name, row.id);
    const { name: regionName, nameEn: regionNameEn } = regionOf(document.regionCode);
    return {
      key,
      packName: name,
      rowId: row.id,
      document,
      region: { name: regionName, nameEn: regionNameEn },
      row: { clause: row.clause, summary: row.summary, summaryEn: row.summaryEn, kind: row.kind },
      amount: row.amount,
      payment: row.payment,
      payer: last ? (names.get(last.organisationId) ?? "") : null,
      waiting: waiting
        .filter(({ packId, rowId }) => rowId === row.id && packNames.get(packId) === name)
        .reduce((sum, { _count }) => sum + _count.id, 0),
    };
  });
  const chosen = found.find(({ key }) => key === chosenKey);
  const chosenRow = rows.find(({ key }) => key === chosenKey);
  const chosenRecords = chosen ? recordsOf(chosen.name, chosen.row.id) : [];
  const users = await getUserNames(
    runtime,
    chosenRecords.map(({ recordedById }) => recordedById),
  );
  return {
    organisations,
    rows,
    chosen:
      chosen && chosenRow
        ? {
            ...chosenRow,
            text: chosen.row.text,
            said: chosen.row.payer,
            records: chosenRecords.map(({ id, organisationId, reference, recordedById, recordedAt }) => ({
              id,
              organisation: names.get(organisationId) ?? "",
              reference,
              recordedBy: users.get(recordedById) ?? "",
              recordedAt: recordedAt.toISOString(),
            })),
          }
        : null,
  };
}
