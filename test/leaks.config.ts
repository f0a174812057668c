/** The collection of everything as everyone (`npm run leaks`): minutes long, and so no part of `npm test`. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { include: ["test/http/*.leaks.ts"], testTimeout: 60_000, hookTimeout: 900_000, pool: "forks" },
});
