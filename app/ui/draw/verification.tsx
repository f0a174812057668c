/** Runs the standalone program over a published draw in the reader's browser, and says what it found. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DrawDocument } from "#app/domain/draw/document.ts";
import { Notice } from "#app/ui/notice.tsx";

/** Written from the description of the draw alone; the same file runs on a command line. */
export const VERIFIER = "/verify-draw.mjs";

const FAULTS = ["form", "roster", "roster-hash", "commitment", "contributions", "seed", "result", "seat-codes"] as const;
type Fault = (typeof FAULTS)[number];
type Verdict = {
  readonly state: "drawn" | "frozen" | "hand" | "invalid";
  readonly faults: readonly { readonly code: string; readonly text: string }[];
};

export function Verification({ document }: { document: DrawDocument }) {
  const { t } = useTranslation("draw");
  const [verdict, setVerdict] = useState<Verdict | "running" | "unavailable">("running");
  useEffect(() => {
    let isCurrent = true;
    const address = VERIFIER;
    import(/* @vite-ignore */ address)
      .then((program: { verifyDraw(published: unknown): Verdict }) => {
        const found = program.verifyDraw(document);
        if (isCurrent) setVerdict(found);
      })
      .catch(() => {
        if (isCurrent) setVerdict("unavailable");
      });
    return () => {
      isCurrent = false;
    };
  }, [document]);
  if (verdict === "running") return <Notice tone="info">{t("public.verifying")}</Notice>;
  if (verdict === "unavailable") return <Notice tone="info">{t("public.unavailable")}</Notice>;
  if (verdict.state === "invalid") {
    return (
      <Notice tone="act" live>
        <p>{t("public.invalid")}</p>
        <ul>
          {[...new Set(verdict.faults.map(({ code }) => code))].map((code) => (
            <li key={code}>{t(`public.fault.${FAULTS.find((known) => known === code) ?? ("form" satisfies Fault)}`)}</li>
          ))}
        </ul>
      </Notice>
    );
  }
  return (
    <Notice tone={verdict.state === "frozen" ? "info" : "done"} live>
      {t(`public.verdict.${verdict.state}`)}
    </Notice>
  );
}
