/** Attempts are counted before they are made, so that guessing at the same moment gains nothing. */
import { expect, it } from "vitest";
import { ATTEMPTS, createThrottle } from "#app/platform/throttle.server.ts";

it("lets through as many attempts at the same moment as one after another", async () => {
  const throttle = createThrottle(null);
  const answers = await Promise.all(Array.from({ length: 50 }, () => throttle.attempt("pin:judge")));
  expect(answers.filter(Boolean)).toHaveLength(ATTEMPTS);
  expect(await throttle.attempt("pin:judge")).toBe(false);
  expect(await throttle.attempt("pin:another")).toBe(true);
});

it("forgets the attempts once one was right", async () => {
  const throttle = createThrottle(null);
  for (let wrong = 1; wrong < ATTEMPTS; wrong += 1) await throttle.attempt("sign-in:lin");
  expect(await throttle.attempt("sign-in:lin")).toBe(true);
  await throttle.succeed("sign-in:lin");
  expect(await throttle.attempt("sign-in:lin")).toBe(true);
});
