/** Statements over a connection to SQLite, in whatever thread it is opened. */
import { createRequire } from "node:module";

const FULL = 2;
/** Moved into the database in one go, at most 32 MB: the pages that every mark changes are among them once, not with each thousand. */
const CHECKPOINT_PAGES = 8_000;

/**
 * Opens it for writing; each commit is synced to disk. The connection waits for nothing by itself.
 * @param {string} url `file:…`
 * @throws Error when commits would not be durable
 */
export function openWriter(url) {
  const connection = connect(
    url,
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;",
  );
  if (connection.pragma("synchronous", { simple: true }) !== FULL)
    throw new Error("SQLite does not keep synchronous=FULL: commits would not be durable.");
  connection.exec(`PRAGMA busy_timeout=0; PRAGMA wal_autocheckpoint=${CHECKPOINT_PAGES};`);
  return connection;
}

/**
 * Whether another connection has the file open: only the last one may take a file out of WAL mode. Its writer puts it back.
 * @param {string} url
 */
export function isTakenSqlite(url) {
  const connection = connect(url, "PRAGMA busy_timeout=0;");
  try {
    return connection.pragma("journal_mode=DELETE", { simple: true }) !== "delete";
  } catch (error) {
    if (!String(error?.code).startsWith("SQLITE_BUSY")) throw error;
    return true;
  } finally {
    connection.close();
  }
}

/** @param {string} url */
export function openReader(url) {
  return connect(url, "PRAGMA query_only=ON; PRAGMA busy_timeout=1000;");
}

function connect(url, pragmas) {
  const Database = createRequire(import.meta.url)("better-sqlite3");
  const connection = new Database(url.replace(/^file:/, ""));
  connection.exec(pragmas);
  return connection;
}

/** What `Sql` of sql.server.ts names, answered at once; each statement is prepared once. */
export function overConnection(connection) {
  const prepared = new Map();
  const prepare = (text) => {
    let statement = prepared.get(text);
    if (!statement) {
      statement = connection.prepare(toSqlite(text));
      prepared.set(text, statement);
    }
    return statement;
  };
  const reads = new Map();
  // The driver is slower at making objects than we are.
  const prepareRead = (text) => {
    let read = reads.get(text);
    if (!read) {
      const statement = connection.prepare(toSqlite(text)).raw();
      read = { statement, names: statement.columns().map(({ name }) => name) };
      reads.set(text, read);
    }
    return read;
  };
  // A row at a time costs less here than a list of rows that SQLite has to take apart.
  const prepareInsert = (table, columns) => {
    const names = columns.map((name) => `"${name}"`).join(", ");
    return prepare(`INSERT INTO "${table}" (${names}) VALUES (${columns.map(() => "?").join(", ")})`);
  };
  return {
    all: (text, values) => {
      const { statement, names } = prepareRead(text);
      return statement.all(...values.map(toBound)).map((cells) => toRow(names, cells));
    },
    run: (text, values) => prepare(text).run(...values.map(toBound)).changes,
    /** @param values row after row, in the order of the columns */
    insert: (table, columns, values) => {
      if (values.length === 0) return;
      const statement = prepareInsert(table, columns);
      for (let at = 0; at < values.length; at += columns.length)
        statement.run(...values.slice(at, at + columns.length).map(toBound));
    },
    /** @param rows of one shape */
    insertRows: (table, rows) => {
      if (rows.length === 0) return;
      const columns = Object.keys(rows[0]);
      const statement = prepareInsert(table, columns);
      for (const row of rows) statement.run(...columns.map((column) => toBound(row[column])));
    },
  };
}

function toSqlite(text) {
  return text.replaceAll("(?*)", "(SELECT value FROM json_each(?))");
}

function toRow(names, cells) {
  const row = {};
  for (let index = 0; index < names.length; index += 1) row[names[index]] = cells[index];
  return row;
}

function toBound(value) {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : value;
}
