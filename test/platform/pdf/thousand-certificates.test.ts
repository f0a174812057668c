/** A thousand certificates out of one archive: the text of each is its data, its fonts are embedded subsets, its length was told. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { DESIGNS, TEMPLATES } from "#app/domain/certificates/design.ts";
import { CERTIFICATE_KINDS } from "#app/domain/certificates/kinds.ts";
import { AWARDS } from "#app/domain/shared/vocabulary.ts";
import { createCertificateWords } from "#app/i18n/certificate-words.ts";
import { boundLength } from "#app/platform/pdf/certificate-bound.server.ts";
import { type CertificateJob, drawCertificates } from "#app/platform/pdf/certificate-threads.server.ts";

const COUNT = 1_000;
const HAN_FROM = 0x4e00;
const HAN = 20_902;
const SLOW = 240_000;
const SIZES = { largest: 35_000 } as const;

let folder = "";
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "thousand-"));
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

/** Every kind and award in turn; names of characters all over the national list. */
async function makeJob(index: number): Promise<CertificateJob> {
  const kind = CERTIFICATE_KINDS[index % CERTIFICATE_KINDS.length] ?? "prize";
  const name = [1, 2, 3].map((step) => String.fromCodePoint(HAN_FROM + ((index * 7919 * step + step) % HAN))).join("");
  const number = `110112-2026-${String(index + 1).padStart(5, "0")}`;
  const award = kind === "prize" ? (AWARDS[index % AWARDS.length] ?? null) : null;
  const words = await createCertificateWords({
    kind,
    number,
    award,
    issuedOn: "2026-11-20",
    verifyCode: "23456789ACEFHNST23456789ACEFHNST",
    isInForce: index % 2 === 0,
    hasOrganisation: true,
    hasMembers: false,
  });
  return {
    texts: words.texts,
    facts: {
      number,
      issuedOn: "2026-11-20",
      holder: { zh: name, en: null },
      members: [],
      organisation: { zh: `运河机电${index}公司`, en: null },
      competition: { zh: "2026 年通州区“运河工匠”职业技能大赛", en: "Canal Craftsman Competition 2026" },
      event: { zh: `电工（${index} 组）`, en: "Electrician" },
      award: words.award,
      issuers: [{ zh: "通州区人力资源和社会保障局", en: null }],
      decisionNumber: index % 2 === 0 ? `通人社发〔2026〕${index}号` : null,
      verificationUrl: `https://skills.example.cn/verify/23456789ACEFHNST23456789ACEFHNST#${createHash("shake256", { outputLength: 265 }).update(number).digest("base64url")}`,
    },
  };
}

/** The text of every file and the fonts of each tenth, by one shell: a thousand children of a process of this size take long to start. */
function readAll(): void {
  const script =
    'cd "$0" && for file in *.pdf; do pdftotext -raw "$file" || exit 1; done && for file in *0.pdf; do pdffonts "$file" || exit 1; done > fonts';
  execFileSync("sh", ["-c", script, folder]);
}

async function* toAsync(jobs: readonly CertificateJob[]) {
  yield* jobs;
}

const squeeze = (text: string) => text.replace(/\s+/gu, "");
const fill = (phrase: string, { facts }: CertificateJob) =>
  phrase
    .replaceAll("{holder}", facts.holder.zh)
    .replaceAll("{organisation}", facts.organisation?.zh ?? "")
    .replaceAll("{competition}", facts.competition.zh)
    .replaceAll("{event}", facts.event?.zh ?? "")
    .replaceAll("{number}", facts.number)
    .replaceAll("{decision}", facts.decisionNumber ?? "");

it(
  "reads back as its data in every design, of embedded subsets, no longer than was told",
  async () => {
    const jobs = await Promise.all(Array.from({ length: COUNT }, (_, index) => makeJob(index)));
    const share = COUNT / TEMPLATES.length;
    for (const [turn, template] of TEMPLATES.entries()) {
      const look = { design: DESIGNS[template], background: null };
      const own = jobs.slice(turn * share, (turn + 1) * share);
      let drawn = 0;
      for await (const bytes of drawCertificates(toAsync(own), look)) {
        fs.writeFileSync(path.join(folder, `${drawn}.pdf`), bytes);
        const bound = boundLength(own[drawn] as CertificateJob, null);
        expect(bytes.length).toBeLessThan(SIZES.largest);
        expect(bytes.length).toBeLessThanOrEqual(bound);
        expect(bound - bytes.length).toBeLessThan(65_000);
        drawn += 1;
      }
      expect(drawn).toBe(share);
      readAll();
      for (const [at, job] of own.entries()) {
        const text = squeeze(fs.readFileSync(path.join(folder, `${at}.txt`), "utf8"));
        const { facts, texts } = job;
        const zh = [texts.recipient, texts.citation, facts.award?.zh ?? "", texts.closing].map((part) => fill(part, job));
        expect(text).toContain(squeeze(zh.join("")));
        expect(text).toContain(squeeze(fill(texts.number.zh, job)));
        if (facts.decisionNumber !== null) expect(text).toContain(squeeze(fill(texts.decision.zh, job)));
      }
      const listed = fs.readFileSync(path.join(folder, "fonts"), "utf8").trim().split("\n");
      const fonts = listed.filter((row) => !/^(name\s|-{9})/.test(row));
      expect(fonts.length).toBeGreaterThanOrEqual(share / 10);
      for (const row of fonts) expect(row).toMatch(/^[A-Z]{6}\+NotoSerif(SC|JP|HK)-(Regular|Bold)\s.*Identity-H\s+yes yes yes\s/);
    }
  },
  SLOW,
);
