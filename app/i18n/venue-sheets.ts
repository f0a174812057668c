/** The words of the sheets for the wall of a hall, in the shape that their renderer takes. */
import type { Locale } from "#app/domain/shared/vocabulary.ts";
import { createI18n } from "./index.ts";

/** Where tablets find this machine, and how its certificate is recognised; null: it serves no certificate of its own. */
export type VenueFacts = {
  readonly system: string;
  readonly trust: { readonly door: string; readonly fingerprint: string } | null;
};

const SYSTEMS = ["android", "ipad", "windows"] as const;
const STEPS = ["one", "two", "three", "four"] as const;

export async function createVenueSheets({ system, trust }: VenueFacts, locale: Locale, createdAt: Date) {
  const t = (await createI18n(locale)).getFixedT(locale, "venue");
  const open = { step: t("stepTwo"), text: t("stepTwoText"), url: system, compare: null };
  const script = locale === "zh-CN" ? ("zh" as const) : ("en" as const);
  const frame = { title: t("title"), script, createdAt };
  if (trust === null) return { ...frame, codes: [{ ...open, step: t("openSystem"), text: t("openSystemText") }], howTo: null };
  const compare = { label: t("fingerprint"), text: t("fingerprintText"), values: splitFingerprint(trust.fingerprint) };
  return {
    ...frame,
    codes: [{ step: t("stepOne"), text: t("stepOneText"), url: trust.door, compare }, open],
    howTo: {
      title: t("howTo"),
      systems: SYSTEMS.map((name) => ({ name: t(`${name}.name`), steps: STEPS.map((step) => t(`${name}.${step}`)) })),
      limits: t("limits"),
    },
  };
}

/** Two lines of sixteen bytes: nobody compares a byte that is cut in two. */
function splitFingerprint(fingerprint: string): readonly string[] {
  const bytes = fingerprint.split(":");
  const half = Math.ceil(bytes.length / 2);
  return [bytes.slice(0, half).join(":"), bytes.slice(half).join(":")];
}
