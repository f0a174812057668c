/** What logs say of a request: never the token of a one-time link. */
import { expect, it } from "vitest";
import { toLoggedPath } from "#app/platform/logger.server.ts";

it.each([
  ["/set-password/abc-DEF_123", "/set-password/[redacted]"],
  ["/set-password/abc-DEF_123.data?_routes=x", "/set-password/[redacted]"],
  ["/SET-PASSWORD/abc", "/SET-PASSWORD/[redacted]"],
  ["/set-password/abc/", "/set-password/[redacted]/"],
  ["/__manifest?p=%2Fset-password%2Fabc", "/__manifest"],
  ["/office/tz-2026/people?role=reviewer", "/office/tz-2026/people"],
])("%s is logged as %s", (url, path) => {
  expect(toLoggedPath(url)).toBe(path);
});
