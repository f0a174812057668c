/** The schema of the other database, derived from the one source. */

/** The PostgreSQL twin of the SQLite schema: another provider and output, nothing else. */
export function toPostgresqlSchema(schema) {
  return schema.replace('provider = "sqlite"', 'provider = "postgresql"').replace('"./generated/sqlite"', '"./postgresql"');
}
