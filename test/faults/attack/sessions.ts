/** What becomes of a session: one that was set by somebody else, and cookies that are sent again after they were to end. */
import { ask } from "./ask.ts";
import { DEMO_PASSWORD, type DemoServer } from "./demo.ts";

const FORM = { "Content-Type": "application/x-www-form-urlencoded" };
const NEW_PASSWORD = "ein-anderes-passwort-9";

/**
 * @param url of the server, or of what stands before it
 * @returns sentences on every session that opened something it should not
 */
export async function attackSessions(
  demo: DemoServer,
  url: string,
): Promise<{ readonly cases: number; readonly accepted: string[] }> {
  const accepted: string[] = [];
  let cases = 0;
  const post = (path: string, cookie: string, fields: Record<string, string>) =>
    ask(url, {
      method: "POST",
      path,
      headers: { ...FORM, Origin: demo.url, Cookie: cookie },
      body: new URLSearchParams(fields).toString(),
    });
  const isOpen = async (cookie: string) => (await ask(demo.url, { path: "/desk", headers: { Cookie: cookie } })).status === 200;
  const mustBe = (name: string, isSo: boolean) => {
    cases += 1;
    if (!isSo) accepted.push(name);
  };
  const signInOver = async (cookie: string, username: string) => {
    const { headers } = await post("/sign-in", cookie, { intent: "sign-in", username, password: DEMO_PASSWORD });
    return (headers["set-cookie"] ?? []).find((line) => line.startsWith("session="))?.split(";")[0] ?? "";
  };

  const made = `session=${encodeURIComponent(Buffer.from(JSON.stringify("chosen-by-somebody-else")).toString("base64"))}`;
  const attackers = await demo.signIn("leader-b");
  for (const fixed of [made, attackers]) {
    const after = await signInOver(fixed, "supervisor");
    mustBe("a session set before the sign-in is the session after it", after !== "" && after !== fixed);
    const { text } = await ask(demo.url, { path: "/account", headers: { Cookie: fixed } });
    mustBe("a session set before the sign-in is the person's who signed in", !text.includes("马振华"));
    mustBe("the person who signed in has a session", await isOpen(after));
  }

  const signedOut = await demo.signIn("reviewer");
  mustBe("a new session opens", await isOpen(signedOut));
  await post("/sign-out", signedOut, { intent: "sign-out" });
  mustBe("a cookie opens after it was signed out", !(await isOpen(signedOut)));

  const [here, elsewhere] = [await demo.signIn("tally-2"), await demo.signIn("tally-2")];
  const changed = await post("/account.data", here, {
    intent: "change-password",
    current: DEMO_PASSWORD,
    password: NEW_PASSWORD,
    repeated: NEW_PASSWORD,
  });
  mustBe(`the password is changed (${changed.status} ${changed.text.slice(0, 100)})`, changed.status === 200);
  mustBe("a cookie opens after the password was changed elsewhere", !(await isOpen(elsewhere)));

  const admin = await demo.signIn("admin");
  const disabled = await demo.signIn("floor");
  const [{ id } = {}] = demo.file.all(`SELECT "id" FROM "User" WHERE "username" = 'floor'`);
  mustBe("the account's session opens before", await isOpen(disabled));
  const ended = await post(`/accounts/${id}.data`, admin, { intent: "disable-account", userId: String(id) });
  mustBe(`the account is disabled (${ended.status} ${ended.text.slice(0, 100)})`, ended.status === 200);
  mustBe("a cookie opens after its account was disabled", !(await isOpen(disabled)));
  return { cases, accepted };
}
