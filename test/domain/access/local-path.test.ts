/** An address after signing in that leads to another site is not followed. */

import { expect, it } from "vitest";
import { toLocalPath } from "#app/domain/access/local-path.ts";

it.each([
  ["/office/tz-2026?edit=1", "/office/tz-2026?edit=1"],
  ["/", "/"],
  ["", "/desk"],
  [null, "/desk"],
  ["desk", "/desk"],
  ["https://evil.example/", "/desk"],
  ["//evil.example/", "/desk"],
  ["/\\evil.example/", "/desk"],
  ["/\t/evil.example/", "/desk"],
  ["javascript:alert(1)", "/desk"],
])("%j leads to %s", (address, expected) => {
  expect(toLocalPath(address, "/desk")).toBe(expected);
});
