/** `npm run prisma -- migration NAME` writes a migration for both databases; `npm run prisma -- apply` applies them to DATABASE_URL. */
import { applyMigrations, createMigration } from "./migrate.ts";

const [command, name] = process.argv.slice(2);
const postgres = process.env.POSTGRES_URL ?? "postgres://postgres@127.0.0.1:5432/postgres";

if (command === "migration" && name) {
  for (const url of [":memory:", postgres]) {
    const created = await createMigration(url, name);
    console.log(created ? `wrote ${created}` : "no change");
  }
} else if (command === "apply" && process.env.DATABASE_URL) {
  const applied = await applyMigrations(process.env.DATABASE_URL);
  console.log(applied.length > 0 ? `applied ${applied.join(", ")}` : "the database is current");
} else {
  console.error("Usage: npm run prisma -- migration NAME | DATABASE_URL=… npm run prisma -- apply");
  process.exitCode = 2;
}
process.exit();
