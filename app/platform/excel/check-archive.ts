/** What a file claims to be, and what it would expand to, before any of it is expanded. */

export type ArchiveFault = "workbook-not-a-spreadsheet" | "workbook-encrypted" | "workbook-damaged" | "workbook-too-complex";

const OLE_SIGNATURE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const ENTRY_LENGTH = 46;
const END_LENGTH = 22;
/** Where the end of the directory says how many parts there are. */
const PARTS_AT = 10;
const LONGEST_COMMENT = 65_535;
/** A size or offset that stands in a ZIP64 record; no file below the limit of bytes needs one. */
const ZIP64 = 0xffffffff;
/** A workbook has some dozens of parts, and one more for each picture; each costs its reader something, however small it is. */
const MOST_PARTS = 2_000;
/** Nothing, deflated, takes two bytes. */
const EMPTY_DEFLATED = 2;
const DESCRIPTOR_FLAG = 8;

/**
 * Looks at the signature, and for a ZIP archive at its directory: which parts it has, and what their declared sizes add up to.
 * The reader stops at the declared size of each part, so a directory that lies about a size fails there.
 */
export function checkArchive(bytes: Uint8Array, unzippedLimit: number): "ok" | ArchiveFault {
  if (OLE_SIGNATURE.every((byte, index) => bytes[index] === byte)) return checkCompoundFile(bytes);
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return "workbook-not-a-spreadsheet";
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEndOfDirectory(view);
  if (end === null) return "workbook-damaged";
  if (view.getUint16(end + PARTS_AT, true) > MOST_PARTS) return "workbook-too-complex";
  const entries = listEntries(view, end);
  if (entries === null) return "workbook-damaged";
  const isWorkbook = entries.some(({ name }) => name.startsWith("xl/") || name === "content.xml");
  if (!isWorkbook) return "workbook-not-a-spreadsheet";
  if (entries.some(isBottomless)) return "workbook-damaged";
  const total = entries.reduce((sum, { compressed, unzipped }) => sum + Math.max(compressed, unzipped), 0);
  return total > unzippedLimit ? "workbook-too-complex" : "ok";
}

/** Old .xls files and encrypted .xlsx files share an envelope; so do other old documents, which are no workbooks. */
function checkCompoundFile(bytes: Uint8Array): "ok" | ArchiveFault {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.includes(Buffer.from("EncryptedPackage", "utf16le"))) return "workbook-encrypted";
  const isOldWorkbook = ["Workbook", "Book"].some((name) => buffer.includes(Buffer.from(`${name}\0`, "utf16le")));
  return isOldWorkbook ? "ok" : "workbook-not-a-spreadsheet";
}

type ArchiveEntry = {
  readonly name: string;
  readonly compressed: number;
  readonly unzipped: number;
  /** The sizes follow the data instead of standing before it. */
  readonly hasDescriptor: boolean;
};

/** Where the directory leaves a size out, the reader would look for it elsewhere and could not be held to it. */
function isBottomless({ compressed, unzipped, hasDescriptor }: ArchiveEntry): boolean {
  if (compressed === 0) return unzipped > 0 || hasDescriptor;
  return unzipped === 0 && compressed > EMPTY_DEFLATED;
}

/** The entries of the central directory, whose end is there; null when it does not hold together. */
function listEntries(view: DataView, end: number): readonly ArchiveEntry[] | null {
  const count = view.getUint16(end + PARTS_AT, true);
  let position = view.getUint32(end + 16, true);
  const entries: ArchiveEntry[] = [];
  for (let index = 0; index < count; index += 1) {
    if (position + ENTRY_LENGTH > view.byteLength || view.getUint32(position, true) !== DIRECTORY_ENTRY) return null;
    const compressed = view.getUint32(position + 20, true);
    const unzipped = view.getUint32(position + 24, true);
    const nameLength = view.getUint16(position + 28, true);
    if (compressed === ZIP64 || unzipped === ZIP64 || position + ENTRY_LENGTH + nameLength > view.byteLength) return null;
    const name = new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + position + ENTRY_LENGTH, nameLength));
    const hasDescriptor = (view.getUint16(position + 8, true) & DESCRIPTOR_FLAG) !== 0;
    entries.push({ name, compressed, unzipped, hasDescriptor });
    position += ENTRY_LENGTH + nameLength + view.getUint16(position + 30, true) + view.getUint16(position + 32, true);
  }
  return entries;
}

function findEndOfDirectory(view: DataView): number | null {
  const first = Math.max(0, view.byteLength - END_LENGTH - LONGEST_COMMENT);
  for (let position = view.byteLength - END_LENGTH; position >= first; position -= 1) {
    if (view.getUint32(position, true) === END_OF_DIRECTORY) return position;
  }
  return null;
}
