/** The words of a certificate in both languages, which stand on it together whatever the reader's own is. */
import type { i18n } from "i18next";
import type { CertificateKind } from "#app/domain/certificates/kinds.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";
import { createI18n } from "./index.ts";
import { createWord } from "./word.ts";

/** A phrase in both languages. */
export type Bilingual = { readonly zh: string; readonly en: string };

/** What the words depend on. */
export type CertificateOccasion = {
  readonly kind: CertificateKind;
  readonly number: string;
  readonly award: Award | null;
  /** YYYY-MM-DD. */
  readonly issuedOn: string;
  readonly verifyCode: string;
  readonly isInForce: boolean;
  /** The holder's unit is known, and named. */
  readonly hasOrganisation: boolean;
  /** An entry of several people, who are all named. */
  readonly hasMembers: boolean;
};

/** The award's name, null where none is named, and every word around the facts in the shape that the renderer of certificates takes. */
export async function createCertificateWords(occasion: CertificateOccasion) {
  const [zh, en] = await bothLanguages();
  const { kind, award } = occasion;
  const phrase = (key: string, values: Readonly<Record<string, string>> = {}): Bilingual => ({
    zh: say(zh, key, values),
    en: say(en, key, values),
  });
  const recipient = phrase(occasion.hasOrganisation ? "recipient" : "recipientAlone");
  const [title, citation, closing] = [phrase(`${kind}.title`), phrase(`${kind}.citation`), phrase(`${kind}.closing`)];
  return {
    award:
      award !== null ? inBoth(award, [zh, en]) : kind === "coach" || kind === "organisation" ? phrase(`honour.${kind}`) : null,
    texts: {
      documentTitle: say(zh, "documentTitle", { title: title.zh, number: occasion.number }),
      title,
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

/** What a sample says of its competition. */
export type SampleOccasion = {
  readonly competition: SampleName;
  readonly event: SampleName | null;
  readonly issuers: readonly SampleName[];
  readonly issuedOn: string;
  readonly publicUrl: string;
};
type SampleName = { readonly zh: string; readonly en: string | null };

/** As long as a signed payload usually is. */
const SAMPLE_PAYLOAD = "A".repeat(420);
const SAMPLE_CODE = "23456789ACEFHNST".repeat(2);

/** A certificate of an invented holder that certifies nothing, to look at a design. */
export async function createSampleCertificate(occasion: SampleOccasion, namesUnit: boolean) {
  const [zh, en] = await bothLanguages();
  const sample = (key: string): Bilingual => ({ zh: say(zh, `sample.${key}`, {}), en: say(en, `sample.${key}`, {}) });
  const number = say(zh, "sample.number", {});
  const { competition, issuers, issuedOn, publicUrl } = occasion;
  const words = await createCertificateWords({
    kind: "prize",
    number,
    award: "first",
    issuedOn,
    verifyCode: SAMPLE_CODE,
    isInForce: true,
    hasOrganisation: namesUnit,
    hasMembers: false,
  });
  return {
    texts: words.texts,
    facts: {
      number,
      issuedOn,
      holder: sample("holder"),
      members: [],
      organisation: namesUnit ? sample("unit") : null,
      competition,
      event: occasion.event ?? sample("event"),
      award: words.award,
      issuers: issuers.length > 0 ? issuers : [sample("issuer")],
      decisionNumber: null,
      verificationUrl: `${publicUrl}/verify/${SAMPLE_CODE}#${SAMPLE_PAYLOAD}`,
    },
  };
}

/** The words of the calibration sheet, Chinese as the papers of the office are. */
export async function createCalibrationTexts({ x, y }: { readonly x: number; readonly y: number }) {
  const [zh] = await bothLanguages();
  const text = (key: string, values: Readonly<Record<string, string>> = {}) => say(zh, `calibration.${key}`, values);
  const block = (key: string) => say(zh, `blocks.${key}`, {});
  return {
    title: text("title"),
    lead: text("lead"),
    offset: text("offset", { x: String(x), y: String(y) }),
    ruler: text("ruler"),
    blocks: {
      heading: block("heading"),
      body: block("body"),
      verification: block("verification"),
      issuers: block("issuers"),
    },
  };
}

function inBoth(award: Award, [zh, en]: readonly [i18n, i18n]): Bilingual {
  return { zh: createWord(zh)("award", award), en: createWord(en)("award", award) };
}

/** A code in groups of four, as people read and type it: ABCD-EFGH. */
export function formatVerifyCode(code: string): string {
  return code.match(/.{1,4}/g)?.join("-") ?? "";
}

function say(instance: i18n, key: string, values: Readonly<Record<string, string>>) {
  return (instance.t as (key: string, values: Readonly<Record<string, string>>) => string)(`certificate:${key}`, values);
}

let both: Promise<readonly [i18n, i18n]> | undefined;

function bothLanguages(): Promise<readonly [i18n, i18n]> {
  both ??= Promise.all([createI18n("zh-CN"), createI18n("en")]);
  return both;
}
