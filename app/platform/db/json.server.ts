/** What a JSON column is told when there is nothing in it: the database's own NULL, which a plain null does not say. */
import { Prisma } from "#prisma/generated/sqlite/client.ts";

export const NO_JSON = Prisma.DbNull;
