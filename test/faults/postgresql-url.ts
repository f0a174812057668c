/** Which PostgreSQL server faults use where nothing is said: loaded before what reads it as it is loaded. */
process.env.TEST_POSTGRES_URL ??= "postgres://postgres@127.0.0.1:5432/postgres";
