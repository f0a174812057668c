/** Runtimes for whoever takes guards away: in one nothing that is done is kept, in the other the conditions of queries change. */
import { refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

/** A runtime in which everything can be done, and nothing is kept: each write is worked out to its answer, and rolled back. */
export function rolledBack(runtime: Runtime): Runtime {
  const write: Runtime["database"]["write"] = async (work, options) => {
    let answer: Awaited<ReturnType<typeof work>> | null = null;
    await runtime.database.write(async (one) => {
      answer = await work(one);
      return refuse({ code: "rolled-back" });
    }, options);
    if (answer === null) throw new Error("The write was not worked out.");
    return answer;
  };
  const nothing = async () => {
    throw new Error("Nothing is written.");
  };
  return {
    ...runtime,
    database: { ...runtime.database, write, writeRows: nothing, runRows: () => ({ next: Promise.resolve(), done: nothing() }) },
  };
}

/** Asked before each reading of a table; answers what is read instead, or null to leave it. */
export type Reading = (where: unknown) => unknown;

/** The same with every condition of a reading passed through `change`. */
export function withReadings(runtime: Runtime, change: Reading): Runtime {
  const read = new Proxy(runtime.database.read, {
    get: (tables, model) => {
      const table: unknown = Reflect.get(tables, model);
      if (typeof table !== "object" || table === null) return table;
      return new Proxy(table, {
        get: (methods, method) => {
          const run: unknown = Reflect.get(methods, method);
          if (typeof run !== "function" || !/^(find|count|group|aggregate)/.test(String(method))) return run;
          return (query: { readonly where?: unknown } | undefined, ...more: unknown[]) => {
            const where = query?.where === undefined ? null : change(query.where);
            const isUnique = String(method).startsWith("findUnique");
            const changed = where === null ? query : { ...query, where };
            // Without one of its parts a key is none: the first that fits is taken.
            const name = where !== null && isUnique ? String(method).replace("Unique", "First") : String(method);
            return (Reflect.get(methods, name) as (...parameters: unknown[]) => unknown).call(methods, changed, ...more);
          };
        },
      });
    },
  });
  return { ...runtime, database: { ...runtime.database, read } };
}
