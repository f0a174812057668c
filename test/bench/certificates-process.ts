/** The process in which the bench of certificates measures drawing: each in a file of its own, and the same pages in one document. */
import { createHash } from "node:crypto";
import { DEFAULT_DESIGN } from "#app/domain/certificates/design.ts";
import { createCertificateWords } from "#app/i18n/certificate-words.ts";
import { type CertificateFacts, renderCertificate, renderCertificates } from "#app/platform/pdf/render-certificate.server.ts";
import { answerAsked } from "./asked-process.ts";
import { inventName } from "./certificates-names.ts";

const COUNT = 400;
/** As long as the payload of such a certificate, and like a signature no two alike. */
const PAYLOAD_BYTES = 265;

const pages = await Promise.all(
  Array.from({ length: COUNT }, async (_, index) => {
    const number = `110112-2026-${String(index + 1).padStart(5, "0")}`;
    const code = String(index).padStart(32, "23456789ACEFHNST");
    const words = await createCertificateWords({
      kind: "prize",
      number,
      award: (["first", "second", "third"] as const)[index % 3] ?? "third",
      issuedOn: "2026-11-20",
      verifyCode: code,
      isInForce: false,
      hasOrganisation: true,
      hasMembers: false,
    });
    const payload = createHash("shake256", { outputLength: PAYLOAD_BYTES }).update(number).digest("base64url");
    const facts: CertificateFacts = {
      number,
      issuedOn: "2026-11-20",
      holder: { zh: inventName(index), en: null },
      members: [],
      organisation: { zh: "北京市通州区运河机电设备有限公司", en: "Canal Electromechanical Co." },
      competition: {
        zh: "2026 年通州区“运河工匠”职业技能大赛",
        en: "Tongzhou Canal Craftsman Vocational Skills Competition 2026",
      },
      event: { zh: "电工（智能楼宇）", en: "Electrician (Smart Buildings)" },
      award: words.award,
      issuers: [{ zh: "通州区人力资源和社会保障局", en: "Tongzhou Bureau of Human Resources and Social Security" }],
      decisionNumber: null,
      verificationUrl: `https://skills.example.gov.cn/verify/${code}#${payload}`,
    };
    return { facts, texts: words.texts };
  }),
);

export type DrawWish = { readonly kind: "one-document" | "own-files" };
/** Certificates in a second of processor time, and the bytes of the largest file. */
export type DrawAnswer = { readonly rate: number; readonly largest: number };

/** A tenth of them warms the program up: nobody measures it while it is being compiled. */
for (const { facts, texts } of pages.slice(0, COUNT / 10)) await renderCertificate(facts, texts);
await renderCertificates(pages.slice(0, COUNT / 10), DEFAULT_DESIGN, null);

answerAsked<DrawWish, DrawAnswer>(async ({ kind }) => {
  const before = process.cpuUsage();
  let largest = 0;
  if (kind === "one-document") await renderCertificates(pages, DEFAULT_DESIGN, null);
  else for (const { facts, texts } of pages) largest = Math.max(largest, (await renderCertificate(facts, texts)).length);
  const { user, system } = process.cpuUsage(before);
  return { rate: COUNT / ((user + system) / 1e6), largest };
});
