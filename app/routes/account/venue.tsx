/** 赛场模式: the codes that tablets scan to trust this machine and to open it, for the wall of the hall. */
import { Button } from "@mantine/core";
import { useLoaderData } from "@remix-run/react";
import { Printer } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { defineLoader } from "#app/platform/access/define.server.ts";
import { getVenue, type VenueView } from "#app/queries/venue/get-venue.server.ts";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { PublicShell } from "#app/ui/public-shell.tsx";
import { QrCode } from "#app/ui/qr-code.tsx";
import { Section } from "#app/ui/section.tsx";
import { When } from "#app/ui/when.tsx";
import classes from "./venue.module.css";

export const loader = defineLoader(
  { access: { roles: ["administrator", "organiser"], within: "anywhere" } },
  ({ runtime }): Promise<VenueView> => getVenue(runtime),
);

export const handle: PageHandle = { title: "venue:title" };

const SYSTEMS = ["android", "ipad", "windows"] as const;
const STEPS = ["one", "two", "three", "four"] as const;

export default function Venue() {
  const venue = useLoaderData<typeof loader>();
  const { t } = useTranslation("venue");
  const isInsecure = useIsInsecure();
  return (
    <PublicShell>
      <PageHeader
        title={t("title")}
        description={t("lead")}
        actions={
          <Button
            component="a"
            href="/venue/sheets"
            target="_blank"
            rel="noreferrer"
            variant="default"
            leftSection={<Printer size={18} aria-hidden="true" />}
          >
            {t("print")}
          </Button>
        }
      />
      {venue.isOn ? (
        <Codes venue={venue} isInsecure={isInsecure} />
      ) : (
        <>
          <Notice tone={isInsecure ? "act" : "info"} title={t("offTitle")}>
            {t(isInsecure ? "offInsecure" : "offSecure")}
          </Notice>
          <div className={classes.codes}>
            <Code title={t("openSystem")} text={t("openSystemText")} url={venue.publicUrl} />
          </div>
        </>
      )}
    </PublicShell>
  );
}

function Codes({ venue, isInsecure }: { venue: Extract<VenueView, { isOn: true }>; isInsecure: boolean }) {
  const { t } = useTranslation("venue");
  const [system = "", ...others] = venue.systems;
  return (
    <>
      {isInsecure && <Notice tone="act">{t("insecure")}</Notice>}
      {!venue.hasNetwork && <Notice tone="act">{t("noNetwork")}</Notice>}
      <div className={classes.codes}>
        <Code title={t("stepOne")} text={t("stepOneText")} url={venue.door} />
        <Code title={t("stepTwo")} text={t("stepTwoText")} url={system} />
      </div>
      {others.length > 0 && (
        <p className={classes.others}>
          {t("otherAddresses")}
          {others.map((url) => (
            <code key={url}>{url}</code>
          ))}
        </p>
      )}
      <Section title={t("fingerprint")} description={t("fingerprintText")}>
        <p className={classes.fingerprint}>{venue.fingerprint}</p>
        <p className={classes.soft}>
          {t("until")} <When at={venue.until} /> · {t("untilText")}
        </p>
      </Section>
      <Section title={t("howTo")} description={t("limits")}>
        <div className={classes.systems}>
          {SYSTEMS.map((name) => (
            <div key={name}>
              <h3 className={classes.system}>{t(`${name}.name`)}</h3>
              <ol className={classes.steps}>
                {STEPS.map((step) => (
                  <li key={step}>{t(`${name}.${step}`)}</li>
                ))}
              </ol>
            </div>
          ))}
        </div>
      </Section>
    </>
  );
}

function Code({ title, text, url }: { title: string; text: string; url: string }) {
  return (
    <section className={classes.code}>
      <QrCode text={url} label={url} size="100%" />
      <div>
        <h2 className={classes.step}>{title}</h2>
        <p>{text}</p>
        <p className={classes.url}>{url}</p>
      </div>
    </section>
  );
}

/** What the browser itself thinks of this page; false until it was asked. */
function useIsInsecure(): boolean {
  const [isInsecure, setIsInsecure] = useState(false);
  useEffect(() => setIsInsecure(!window.isSecureContext || window.location.protocol !== "https:"), []);
  return isInsecure;
}
