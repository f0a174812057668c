/** The signature of a certificate: read and verified by the published program, by openssl, and by whole numbers alone. */
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FrozenFacts } from "#app/domain/certificates/frozen-facts.ts";
import { encodePayload } from "#app/domain/certificates/payload.ts";
import { AWARDS } from "#app/domain/shared/vocabulary.ts";
import { createI18n } from "#app/i18n/index.ts";
import { createWord } from "#app/i18n/word.ts";
import { makeIssuerKey, newNameSalt, openSigner, proveName, toPem } from "#app/platform/crypto/issuer-key.server.ts";

const PROGRAM = fileURLToPath(new URL("../../app/public/verify-certificate.mjs", import.meta.url));
type Payload = { readonly holder: string; readonly number: string; readonly signed: Uint8Array; readonly signature: Uint8Array };
type Program = {
  readonly AWARDS: Readonly<Record<string, readonly [string, string]>>;
  verifyCertificate(text: string, keys: readonly object[]): Promise<{ verdict: string; payload: Payload | null }>;
  verifyByArithmetic(publicKey: Uint8Array, signature: Uint8Array, message: Uint8Array): Promise<boolean>;
  isHolder(payload: Payload, name: string): Promise<boolean>;
};

const KEYS = { issuer: Buffer.alloc(32, 3) };
const KEY = makeIssuerKey(KEYS);
const sign = openSigner(KEYS, KEY);
const PUBLISHED = {
  publicKey: Buffer.from(KEY.publicKey).toString("base64url"),
  validFrom: "2026-01-01T00:00:00Z",
  retiredAt: null as string | null,
  distrustedAt: null as string | null,
};
const NAME = "迪丽热巴·迪力木拉提";
const FACTS: FrozenFacts = {
  number: "110112-2026-00001",
  kind: "prize",
  award: "first",
  organisation: null,
  unit: { zh: "运河机电有限公司", en: null },
  competition: { zh: "2026 年通州区“运河工匠”职业技能大赛", en: "Canal" },
  event: { zh: "电工（职工组）", en: "Electrician" },
  issuers: [{ zh: "通州区人力社保局", en: null }],
  issuedOn: "2026-11-20",
};

function makeText(facts: FrozenFacts = FACTS, name: string | null = NAME): string {
  const holder = name === null ? null : { name, proof: proveName(name, newNameSalt()) };
  const payload = encodePayload(KEY.id, facts, holder);
  return Buffer.concat([payload, sign(payload)]).toString("base64url");
}

let program: Program;
let folder = "";
beforeAll(async () => {
  program = (await import(PROGRAM)) as Program;
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "certificate-proof-"));
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

describe("the payload of a QR code", () => {
  it("is verified by the published program, which reads every fact and hides half of the name", async () => {
    const text = makeText();
    const { verdict, payload } = await program.verifyCertificate(`https://example.cn/verify/2345#${text}`, [PUBLISHED]);
    expect(verdict).toBe("valid");
    expect(payload).toMatchObject({
      number: FACTS.number,
      kind: "prize",
      award: "first",
      holder: "迪丽热巴·*****",
      unit: "运河机电有限公司",
      competition: FACTS.competition.zh,
      event: "电工（职工组）",
      issuer: "通州区人力社保局",
      issuedOn: "2026-11-20",
    });
    if (payload === null) throw new Error("no payload");
    expect(Buffer.from(text, "base64url").includes("木拉提")).toBe(false);
    expect(await program.isHolder(payload, NAME)).toBe(true);
    expect(await program.isHolder(payload, " 迪丽热巴•迪力木拉提 ")).toBe(true);
    expect(await program.isHolder(payload, "迪丽热巴·迪力木拉")).toBe(false);
  });

  it("fits a QR code that a telephone reads from paper", () => {
    expect(makeText().length).toBeLessThan(480);
  });

  it("shows an organisation by its whole name, which needs no proof", async () => {
    const text = makeText({ ...FACTS, kind: "organisation", award: null, organisation: { zh: "潞城代表队", en: null } }, null);
    expect(await program.verifyCertificate(text, [PUBLISHED])).toMatchObject({
      verdict: "valid",
      payload: { holder: "潞城代表队", salt: null },
    });
  });

  it("fails with any bit flipped", async () => {
    const bytes = Buffer.from(makeText(), "base64url");
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: bytes.length * 8 - 1 }), async (bit) => {
        const changed = Buffer.from(bytes);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const { verdict } = await program.verifyCertificate(changed.toString("base64url"), [PUBLISHED]);
        expect(["forged", "unknown-key", "unreadable"]).toContain(verdict);
      }),
      { numRuns: 500 },
    );
  });

  it("never makes the program throw, whatever stands in its place", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string(), fc.base64String(), fc.uint8Array({ maxLength: 400 }).map(toVersioned)),
        async (text) => {
          expect((await program.verifyCertificate(text, [PUBLISHED])).verdict).not.toBe("valid");
        },
      ),
      { numRuns: 500 },
    );
  });

  it("is refused with another's key, a distrusted one, and one that was retired before", async () => {
    const text = makeText();
    const other = { publicKey: Buffer.from(makeIssuerKey(KEYS).publicKey).toString("base64url") };
    expect((await program.verifyCertificate(text, [other])).verdict).toBe("unknown-key");
    const verdictOf = async (key: object) => (await program.verifyCertificate(text, [{ ...PUBLISHED, ...key }])).verdict;
    expect(await verdictOf({ distrustedAt: "2026-12-01T00:00:00Z" })).toBe("distrusted-key");
    expect(await verdictOf({ retiredAt: "2026-11-18T00:00:00Z" })).toBe("outside-validity");
    expect(await verdictOf({ retiredAt: "2026-11-20T02:00:00Z" })).toBe("valid");
    expect(await verdictOf({ validFrom: "2026-11-21T00:00:00Z" })).toBe("valid");
  });

  it("is verified by openssl", () => {
    const bytes = Buffer.from(makeText(), "base64url");
    const files = { key: "issuer.pem", message: "message", signature: "signature" };
    const at = (name: string) => path.join(folder, name);
    fs.writeFileSync(at(files.key), toPem(KEY.publicKey));
    fs.writeFileSync(at(files.message), bytes.subarray(0, -64));
    fs.writeFileSync(at(files.signature), bytes.subarray(-64));
    const verify = () =>
      execFileSync(
        "openssl",
        [
          "pkeyutl",
          "-verify",
          "-pubin",
          "-rawin",
          "-inkey",
          at(files.key),
          "-in",
          at(files.message),
          "-sigfile",
          at(files.signature),
        ],
        { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] },
      );
    expect(verify()).toContain("Signature Verified Successfully");
    bytes[20] = (bytes[20] ?? 0) ^ 1;
    fs.writeFileSync(at(files.message), bytes.subarray(0, -64));
    expect(verify).toThrow();
  });
});

describe("Ed25519 by whole numbers", () => {
  it("agrees with the built-in one, for what is signed and what is changed", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.nat({ max: 511 }), async (message, bit) => {
        const signature = Buffer.from(sign(message));
        expect(await program.verifyByArithmetic(KEY.publicKey, signature, message)).toBe(true);
        signature[bit >> 3] = (signature[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(await program.verifyByArithmetic(KEY.publicKey, signature, message)).toBe(false);
      }),
      { numRuns: 40 },
    );
  });

  it("passes the first test of RFC 8032, 7.1", async () => {
    const hex = (text: string) => new Uint8Array(Buffer.from(text, "hex"));
    const key = hex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    const signature = hex(
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    );
    expect(await program.verifyByArithmetic(key, signature, new Uint8Array())).toBe(true);
    expect(await program.verifyByArithmetic(key, signature, new Uint8Array([0]))).toBe(false);
  });
});

describe("the program on a command line", () => {
  const run = (...words: string[]): { code: number; output: string } => {
    try {
      return { code: 0, output: execFileSync(process.execPath, [PROGRAM, ...words], { encoding: "utf8", stdio: "pipe" }) };
    } catch (error) {
      const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string };
      return { code: status, output: stdout + stderr };
    }
  };

  it("says that a certificate holds, or not, and for whom", () => {
    const pem = path.join(folder, "key.pem");
    fs.writeFileSync(pem, toPem(KEY.publicKey));
    const text = makeText();
    const good = run("verify", text, "--key", pem, "--name", NAME);
    expect(good).toMatchObject({ code: 0 });
    expect(good.output).toContain("签名有效");
    expect(good.output).toContain("110112-2026-00001");
    expect(run("verify", text, "--key", pem, "--name", "别人").code).toBe(1);
    expect(run("verify", `${text.slice(0, 40)}A${text.slice(41)}`, "--key", pem).code).toBe(1);
    expect(run("verify", "nonsense", "--key", pem).code).toBe(2);
    expect(run("verify", text).code).toBe(2);
    const file = path.join(folder, "code.txt");
    fs.writeFileSync(file, `https://example.cn/verify/2345#${text}\n`);
    expect(run("verify", file, "--key", pem).code).toBe(0);
  });
});

it("has the words of every award that a certificate may have", async () => {
  for (const [locale, index] of [
    ["zh-CN", 0],
    ["en", 1],
  ] as const) {
    const word = createWord(await createI18n(locale));
    for (const award of AWARDS) expect(program.AWARDS[award]?.[index]).toBe(word("award", award));
  }
  expect(Object.keys(program.AWARDS).sort()).toEqual([...AWARDS].sort());
});

/** Begins as a payload of version 1 does, for our key. */
function toVersioned(bytes: Uint8Array): string {
  return Buffer.concat([Buffer.from([1]), Buffer.from(KEY.id, "hex"), bytes]).toString("base64url");
}
