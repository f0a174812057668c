/** The steps of a rotation inside its write: everything that a key of the installation opens is put under another one, and nothing else. */

import type { Keys } from "#app/platform/crypto/keys.server.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import { decrypt, encrypt } from "#app/platform/crypto/vault.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

const AT_ONCE = 500;

type Way = (tables: Tables, from: Keys, to: Keys) => Promise<number>;

/** By the columns that hold it; every column of bytes in the schema is in this list or in `UNDER_OWN_KEYS`. */
export const REWRAPPED: Readonly<Record<string, Way>> = {
  "PersonKey.wrapped": rewrapPeople,
  "AspectNote.photoKey": (tables, from, to) =>
    inPages(
      (after) =>
        tables.aspectNote.findMany({
          where: { key: { gt: after }, photoKey: { not: null } },
          orderBy: { key: "asc" },
          take: AT_ONCE,
          select: { key: true, photoKey: true },
        }),
      ({ key }) => key,
      ({ key, photoKey }) =>
        tables.aspectNote.updateMany({ where: { key }, data: { photoKey: move(from.wrapping, to.wrapping, photoKey) } }),
    ),
  "Objection.wrapped": (tables, from, to) => {
    const where = { wrapped: { not: null } };
    return inPages(
      (after) => tables.objection.findMany({ ...PAGE, where: { ...where, id: { gt: after } }, select: WRAPPED }),
      ({ id }) => id,
      ({ id, wrapped }) =>
        tables.objection.updateMany({ where: { id }, data: { wrapped: move(from.wrapping, to.wrapping, wrapped) } }),
    );
  },
  "CertificateName.wrapped": (tables, from, to) => {
    const where = { wrapped: { not: null } };
    return inPages(
      (after) => tables.certificateName.findMany({ ...PAGE, where: { ...where, id: { gt: after } }, select: WRAPPED }),
      ({ id }) => id,
      ({ id, wrapped }) =>
        tables.certificateName.updateMany({ where: { id }, data: { wrapped: move(from.wrapping, to.wrapping, wrapped) } }),
    );
  },
  "CertificateHandOut.wrapped": (tables, from, to) => {
    const where = { wrapped: { not: null } };
    return inPages(
      (after) => tables.certificateHandOut.findMany({ ...PAGE, where: { ...where, id: { gt: after } }, select: WRAPPED }),
      ({ id }) => id,
      ({ id, wrapped }) =>
        tables.certificateHandOut.updateMany({ where: { id }, data: { wrapped: move(from.wrapping, to.wrapping, wrapped) } }),
    );
  },
  "PayeeAccount.wrapped": (tables, from, to) => {
    const where = { wrapped: { not: null } };
    return inPages(
      (after) => tables.payeeAccount.findMany({ ...PAGE, where: { ...where, id: { gt: after } }, select: WRAPPED }),
      ({ id }) => id,
      ({ id, wrapped }) =>
        tables.payeeAccount.updateMany({ where: { id }, data: { wrapped: move(from.wrapping, to.wrapping, wrapped) } }),
    );
  },
  "User.totpSealed": (tables, from, to) =>
    inPages(
      (after) =>
        tables.user.findMany({
          ...PAGE,
          where: { id: { gt: after }, totpSealed: { not: null } },
          select: { id: true, totpSealed: true },
        }),
      ({ id }) => id,
      ({ id, totpSealed }) =>
        tables.user.updateMany({ where: { id }, data: { totpSealed: move(from.secondFactor, to.secondFactor, totpSealed) } }),
    ),
  "IssuerKey.sealed": (tables, from, to) =>
    inPages(
      (after) => tables.issuerKey.findMany({ ...PAGE, where: { id: { gt: after } }, select: { id: true, sealed: true } }),
      ({ id }) => id,
      ({ id, sealed }) =>
        tables.issuerKey.updateMany({ where: { id }, data: { sealed: encrypt(to.issuer, decrypt(from.issuer, sealed)) } }),
    ),
  "RosterImport.file": rewrapImports,
  "BatchFile.name": (tables, from, to) =>
    inPages(
      (after) => tables.batchFile.findMany({ ...PAGE, where: { id: { gt: after } }, select: { id: true, name: true } }),
      ({ id }) => id,
      ({ id, name }) =>
        tables.batchFile.updateMany({ where: { id }, data: { name: encrypt(to.wrapping, decrypt(from.wrapping, name)) } }),
    ),
  "BatchFile.sealed": (tables, from, to) =>
    inPages(
      (after) =>
        tables.batchFile.findMany({
          orderBy: { id: "asc" },
          // Each is a whole picture.
          take: 5,
          where: { id: { gt: after }, mediaType: { not: null } },
          select: { id: true, sealed: true },
        }),
      ({ id }) => id,
      ({ id, sealed }) =>
        tables.batchFile.updateMany({
          where: { id },
          data: { sealed: move(from.wrapping, to.wrapping, sealed) ?? new Uint8Array() },
        }),
    ),
};

/** Sealed under keys of their own, which are wrapped above; or no secret, or no longer there. */
export const UNDER_OWN_KEYS: readonly string[] = [
  "Person.sealed",
  "Attachment.sealed",
  "Consent.guardian",
  "AspectNote.photo",
  "Objection.sealed",
  "CertificateName.sealed",
  "CertificateHandOut.sealed",
  "PayeeAccount.sealed",
];

const WRAPPED = { id: true, wrapped: true } as const;
const PAGE = { orderBy: { id: "asc" }, take: AT_ONCE } as const;

function move(from: Buffer, to: Buffer, sealed: Uint8Array | null): Uint8Array<ArrayBuffer> | null {
  return sealed === null || sealed.length === 0 ? null : encrypt(to, decrypt(from, sealed));
}

/** With the hash that finds him by his document, which the old key could otherwise still be asked about. */
function rewrapPeople(tables: Tables, from: Keys, to: Keys): Promise<number> {
  return inPages(
    (after) =>
      tables.personKey.findMany({
        where: { personId: { gt: after } },
        orderBy: { personId: "asc" },
        take: AT_ONCE,
        select: { personId: true, wrapped: true, person: { select: { sealed: true, documentHash: true } } },
      }),
    ({ personId }) => personId,
    async ({ personId, wrapped, person }) => {
      const data = openPerson(from, { sealed: person.sealed, key: { wrapped } });
      if (data === null || from.hashDocument(data.documentKind, data.documentNumber) !== person.documentHash) {
        throw new Error(`Person ${personId} is not found by the document that is sealed: nothing was changed.`);
      }
      const documentHash = to.hashDocument(data.documentKind, data.documentNumber);
      await tables.person.updateMany({ where: { id: personId }, data: { documentHash } });
      const key = encrypt(to.wrapping, decrypt(from.wrapping, wrapped));
      await tables.personKey.updateMany({ where: { personId }, data: { wrapped: key } });
    },
  );
}

/** Files on their way in, and what was read of them. */
function rewrapImports(tables: Tables, from: Keys, to: Keys): Promise<number> {
  const moveText = (stored: unknown) =>
    typeof stored === "string"
      ? Buffer.from(encrypt(to.wrapping, decrypt(from.wrapping, Buffer.from(stored, "base64")))).toString("base64")
      : undefined;
  return inPages(
    (after) =>
      tables.rosterImport.findMany({
        orderBy: { id: "asc" },
        // Each is a whole file.
        take: 5,
        where: { id: { gt: after } },
        select: { id: true, file: true, preview: true, refusals: true },
      }),
    ({ id }) => id,
    async ({ id, ...stored }) => {
      const [file, preview, refusals] = [
        move(from.wrapping, to.wrapping, stored.file),
        moveText(stored.preview),
        moveText(stored.refusals),
      ];
      await tables.rosterImport.updateMany({
        where: { id },
        data: {
          ...(file === null ? {} : { file }),
          ...(preview === undefined ? {} : { preview }),
          ...(refusals === undefined ? {} : { refusals }),
        },
      });
    },
  );
}

/** @returns how many rows there were */
async function inPages<Row>(
  read: (after: string) => Promise<readonly Row[]>,
  idOf: (row: Row) => string,
  rewrap: (row: Row) => Promise<unknown>,
): Promise<number> {
  let count = 0;
  let after = "";
  for (;;) {
    const rows = await read(after);
    const last = rows.at(-1);
    if (last === undefined) return count;
    for (const row of rows) await rewrap(row);
    count += rows.length;
    after = idOf(last);
  }
}
