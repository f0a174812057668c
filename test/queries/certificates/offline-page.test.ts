/** The page that verifies without a network: one file, with nothing fetched, whose own script finds out what holds. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { findCertificateContent } from "#app/queries/certificates/find-certificate-content.server.ts";
import { makeOfflinePage } from "#app/queries/certificates/make-offline-page.server.ts";
import { addBoardWorld, addCertificate } from "../../support/board-steps.ts";
import { createTestRuntime, type TestRuntime } from "../../support/runtime.ts";

type Element = {
  value: string;
  textContent: string;
  hidden: boolean;
  dataset: Record<string, string>;
  children: Element[];
  addEventListener(kind: string, listen: (event: object) => Promise<void>): void;
  replaceChildren(): void;
  append(child: Element): void;
};

let runtime: TestRuntime;
let page = "";
let payload = "";
beforeAll(async () => {
  runtime = await createTestRuntime();
  const world = await addBoardWorld(runtime);
  const id = await addCertificate(runtime, world, world.entries[1]);
  payload = (await findCertificateContent(runtime, id))?.facts.verificationUrl ?? "";
  page = await makeOfflinePage(runtime);
});
afterAll(() => runtime.dispose());

/** Runs the page's script over the few elements that it uses. @returns what it shows for a text and a name */
async function verify(text: string, name = ""): Promise<{ verdict: string; facts: string }> {
  const elements = new Map<string, Element>();
  const listeners = new Map<string, (event: object) => Promise<void>>();
  const make = (id: string): Element => ({
    value: "",
    textContent: id === "keys" ? (/id="keys">([^<]*)</.exec(page)?.[1] ?? "") : "",
    hidden: true,
    dataset: {},
    children: [],
    addEventListener: (kind, listen) => void listeners.set(`${id} ${kind}`, listen),
    replaceChildren() {
      this.children = [];
    },
    append(child) {
      this.children.push(child);
    },
  });
  const at = (id: string): Element => {
    const known = elements.get(id) ?? make(id);
    elements.set(id, known);
    return known;
  };
  const script = /<script type="module">([\s\S]*)<\/script>/.exec(page)?.[1] ?? "";
  const body = script.replaceAll(/^export /gm, "");
  const program = new Function("document", `return (async () => {${body}\n})()`) as (document: object) => Promise<void>;
  await program({ getElementById: at, createElement: () => make("new") });
  at("text").value = text;
  at("name").value = name;
  await listeners.get("form submit")?.({ preventDefault: () => undefined });
  return {
    verdict: at("verdict").textContent,
    facts: at("facts")
      .children.map(({ textContent }) => textContent)
      .join(" "),
  };
}

it("asks nobody for anything", () => {
  expect(page).not.toMatch(/__(KEYS|VERIFIER)__/);
  expect(page).not.toMatch(/(src|href)=|fetch\(|XMLHttpRequest|import\("[^n]/);
});

it("says that a certificate holds, what it says, and whether a name is the holder's", async () => {
  const right = await verify(payload, "欧阳若琳");
  expect(right.verdict).toContain("签名有效");
  for (const word of ["欧阳**", "110112-2026-00001", "一等奖", "通州区人力社保局", "与证书一致"])
    expect(right.facts).toContain(word);
  expect((await verify(payload, "欧阳")).facts).toContain("与证书不符");
});

it("says what does not, and shows nothing of it", async () => {
  const end = payload.length - 20;
  const forged = await verify(`${payload.slice(0, end)}${payload[end] === "A" ? "B" : "A"}${payload.slice(end + 1)}`);
  expect(forged.verdict).toContain("签名无效");
  expect(forged.facts).toBe("");
  expect((await verify("https://example.cn")).verdict).toContain("这不是证书二维码的内容");
});
