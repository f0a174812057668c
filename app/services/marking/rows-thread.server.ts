/** The thread that takes marks on SQLite: reads, decides, writes and commits a group of them in one go. */
import { hostRows } from "#app/platform/db/host-rows.server.ts";
import { takeGroup } from "#app/services/marking/take-group.server.ts";

hostRows([takeGroup]);
