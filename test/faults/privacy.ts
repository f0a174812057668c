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
    page: { finds: ["exposed"], counts: { pages: 10 } },
    /** What fails is logged as it is. */
    log: { finds: ["log"], counts: { pages: 10 } },
    /** Nobody was erased. */
    "no-erasure": { finds: ["page", "files", "exports", "backup", "keys"], counts: { pages: 10 } },
    /** Erased, and the files of the database left as they are. */
    "no-sweep": { finds: ["files"], counts: { pages: 10 } },
    /** Deleted without being overwritten. */
    "plain-delete": { finds: ["files"], counts: { pages: 10 } },
  },
  run: async ({ database, counts: { pages }, control, directory }): Promise<Outcome> => {
    const { openPrivacyWorld } = await import("./privacy-world.ts");
    const world = await openPrivacyWorld({
      database,
      directory,
      leaksOnPage: control === "page",
      logsPlainly: control === "log",
    });
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
      await victim.fail();
      // What is looked for is there to be found: or looking afterwards would show nothing.
      const before = await victim.search({ pages });
      for (const place of ["page", "database", "export", "backup"] as const)
        if (before[place].length === 0)
          throw new Error(`Before the erasure the person is found in no ${place}: this run shows nothing.`);
      if (control !== "no-erasure") await victim.erase({ sweeps: control !== "no-sweep" });
      if (control === "plain-delete") await victim.deletePlainly();
      const { page, database: files, export: exports, log, backup, keys } = await victim.search({ pages });
      return { cases, findings: { exposed, page, files, exports, log, backup, keys } };
    } finally {
      await world.close();
    }
  },
});
