/** What a page answers to a form that it refuses, asked for as a document: a page that says so, wherever it stands. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AppServer, startAppServer } from "../support/app-server.ts";

let server: AppServer;
beforeAll(async () => {
  server = await startAppServer();
});
afterAll(() => server?.close());

describe("a form with an intent that nothing knows", () => {
  it.each(["/office/nowhere?index", "/office/nowhere/events/E/draw", "/hall/nowhere/events/E/paper/F", "/accounts", "/sign-in"])(
    "is answered by the page that there is nothing at %s",
    async (path) => {
      const body = new URLSearchParams({ intent: "no-such-act" });
      const response = await server.ask(path, { method: "POST", body });
      expect(response.status).toBe(404);
      expect(await response.text()).toContain("<title>");
    },
  );
});
