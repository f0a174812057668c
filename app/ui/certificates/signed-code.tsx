/** Verifies the signature that a scanned QR code brought along behind "#", in the reader's own browser: the server never sees it. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Notice } from "#app/ui/notice.tsx";

/** Written from the description of the payload alone; the same file runs on a command line. */
const VERIFIER = "/verify-certificate.mjs";
const KEYS = "/.well-known/certificate-keys.json";

type Program = {
  verifyCertificate(
    text: string,
    keys: readonly unknown[],
  ): Promise<{ readonly verdict: string; readonly payload: { readonly number: string } | null }>;
};

/** Nothing without a code behind "#". @param number of the certificate that the register has under the address */
export function SignedCode({ number }: { number: string }) {
  const { t } = useTranslation("public");
  const [isValid, setValid] = useState<boolean | null>(null);
  useEffect(() => {
    const { hash } = window.location;
    if (hash.length < 2) return;
    let isCurrent = true;
    const address = VERIFIER;
    Promise.all([import(/* @vite-ignore */ address) as Promise<Program>, fetch(KEYS).then((answer) => answer.json())])
      .then(([program, { keys }]) => program.verifyCertificate(hash, keys))
      .then(({ verdict, payload }) => {
        if (isCurrent) setValid((verdict === "valid" || verdict === "distrusted-key") && payload?.number === number);
      })
      // Without the keys nothing is said of the code; the register above stands.
      .catch(() => undefined);
    return () => {
      isCurrent = false;
    };
  }, [number]);
  if (isValid === null) return null;
  return (
    <Notice tone={isValid ? "done" : "act"} live>
      {t(isValid ? "verification.codeValid" : "verification.codeInvalid")}
    </Notice>
  );
}
