/**
 * Fault `privacy`: everyone crawls the running server, and nothing stands there but what the access matrix has for him; then a person is
 * erased, and nothing of him is left: not on a page, in an export, in the log, in a backup or in the bytes of the database's files.
 */
import { defineFault, type Outcome } from "./fault.ts";

/** What the privacy of people is about, of all that the matrix distinguishes. */
const PERSONAL = ["names", "documents", "telephones", "objectors"] as const;

export const privacy = defineFault({
  name: "privacy",
  holds:
    "crawled as every role, personal data stand where the matrix has them and nowhere else; of an erased person nothing is left",
  databases: ["sqlite", "postgresql"],
  // How many addresses of each role are followed.
  counts: { pages: { usual: 120, nightly: 5_000 } },
  controls: {
    /** A document number on a page that the matrix has without. */
    page: { pages: 10 },
    /** A name in a line of the log. */
    log: { pages: 10 },
    /** Nobody was erased. */
    "no-erasure": { pages: 10 },
    /** Erased, and the files of the database left as they are. */
    "no-sweep": { pages: 10 },
    /** Deleted without being overwritten. */
    "plain-delete": { pages: 10 },
  },
  run: async ({ database, counts: { pages }, control, directory }): Promise<Outcome> => {
    // Read where these files are loaded.
    process.env.TEST_POSTGRES_URL ??= "postgres://postgres@127.0.0.1:5432/postgres";
    const { openPrivacyWorld } = await import("./privacy-world.ts");
    const world = await openPrivacyWorld({ database, directory, leaksOnPage: control === "page" });
    try {
      const exposed: string[] = [];
      let cases = 0;
      for (const actor of world.actors) {
        for (const { from, routeId, kinds } of await world.crawlAs(actor, pages)) {
          cases += 1;
          const allowed = world.allowedAt(routeId, actor);
          const found = kinds.filter((kind) => PERSONAL.some((one) => one === kind) && !allowed.includes(kind));
          if (found.length > 0) exposed.push(`${actor} finds ${found.join(", ")} at ${from}`);
        }
      }
      const victim = await world.plantVictim();
      // What is looked for is there to be found: or looking afterwards would show nothing.
      const before = await victim.search({ pages });
      for (const place of ["page", "database", "export", "backup"] as const)
        if (before[place].length === 0)
          throw new Error(`Before the erasure the person is found in no ${place}: this run shows nothing.`);
      if (control !== "no-erasure") await victim.erase({ sweeps: control !== "no-sweep" });
      if (control === "log") world.log.push(`{"msg":"hello ${victim.name}"}`);
      if (control === "plain-delete") await victim.deletePlainly();
      const { page, database: files, export: exports, log, backup, keys } = await victim.search({ pages });
      return { cases, findings: { exposed, page, files, exports, log, backup, keys } };
    } finally {
      await world.close();
    }
  },
});
