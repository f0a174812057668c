/** The words of a certificate in both languages, which stand on it together whatever the reader's own is. */
import type { i18n } from "i18next";
import type { Award } from "#app/domain/shared/vocabulary.ts";
import { createI18n } from "./index.ts";
import { createWord } from "./word.ts";

/** A phrase in both languages. */
export type Bilingual = { readonly zh: string; readonly en: string };

/** What the words depend on. */
export type CertificateOccasion = {
  readonly number: string;
  readonly award: Award;
  /** YYYY-MM-DD. */
  readonly issuedOn: string;
  readonly verifyCode: string;
  readonly isInForce: boolean;
  /** The holder's unit is known, and named. */
  readonly hasOrganisation: boolean;
  /** An entry of several people, who are all named. */
  readonly hasMembers: boolean;
};

/** The award's name, and every word around the facts in the shape that the renderer of certificates takes. */
export async function createCertificateWords(occasion: CertificateOccasion) {
  const [zh, en] = await bothLanguages();
  const phrase = (key: Parameters<typeof say>[1], values: Readonly<Record<string, string>> = {}): Bilingual => ({
    zh: say(zh, key, values),
    en: say(en, key, values),
  });
  const recipient = phrase(occasion.hasOrganisation ? "recipient" : "recipientAlone");
  const [citation, closing] = [phrase("citation"), phrase("closing")];
  return {
    award: { zh: createWord(zh)("award", occasion.award), en: createWord(en)("award", occasion.award) },
    texts: {
      documentTitle: say(zh, "documentTitle", { number: occasion.number }),
      title: phrase("title"),
      recipient: recipient.zh,
      citation: citation.zh,
      closing: closing.zh,
      statement: [recipient.en, citation.en, closing.en].join(" "),
      members: occasion.hasMembers ? phrase("members") : null,
      memberSeparator: phrase("memberSeparator"),
      number: phrase("number"),
      decision: phrase("decision"),
      verify: phrase("verify", { code: formatVerifyCode(occasion.verifyCode) }),
      sealPlace: phrase("sealPlace"),
      issuedOn: phrase("issuedOn", { day: occasion.issuedOn }),
      status: occasion.isInForce ? null : phrase("status"),
    },
  };
}

/** A code in groups of four, as people read and type it: ABCD-EFGH. */
export function formatVerifyCode(code: string): string {
  return code.match(/.{1,4}/g)?.join("-") ?? "";
}

function say(
  instance: i18n,
  key: keyof typeof import("./zh-CN/certificate.ts").default,
  values: Readonly<Record<string, string>>,
) {
  return (instance.t as (key: string, values: Readonly<Record<string, string>>) => string)(`certificate:${key}`, values);
}

let both: Promise<readonly [i18n, i18n]> | undefined;

function bothLanguages(): Promise<readonly [i18n, i18n]> {
  both ??= Promise.all([createI18n("zh-CN"), createI18n("en")]);
  return both;
}
