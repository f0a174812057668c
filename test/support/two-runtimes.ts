/** A second runtime over the database of a first: what another process of the same installation is. */
import { createRuntime, type Runtime } from "#app/platform/runtime.server.ts";
import type { TestRuntime } from "./runtime.ts";

/** With connections, a queue of writes and a bus of its own, and the same keys and clock. The caller closes it. */
export function openSecondRuntime(runtime: TestRuntime): Promise<Runtime> {
  return createRuntime(runtime.env, runtime.clock);
}
