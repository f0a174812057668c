/** The one page that venue mode serves over HTTP: how a tablet comes to trust the machine. Everything else is led to HTTPS. */
import { X509Certificate } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { VenueWords } from "./words.ts";

export type DoorFacts = {
  /** PEM, of what tablets install. */
  readonly authority: string;
  readonly fingerprint: string;
  /** The system, over HTTPS. */
  readonly system: string;
  readonly httpsPort: number;
  /** By which a browser may have asked: it is led to the same one. */
  readonly hosts: readonly string[];
};

const HEADERS = {
  "Cache-Control": "no-store",
  "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; frame-ancestors 'none'",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
};

/** @param find asked at each request: addresses change while it runs */
export function createDoor(find: () => Promise<DoorFacts>, words: VenueWords): Server {
  return createServer(async (request, response) => {
    const send = (status: number, type: string, body: string | Buffer, more: Record<string, string> = {}) => {
      response.writeHead(status, { ...HEADERS, "Content-Type": type, ...more }).end(request.method === "HEAD" ? undefined : body);
    };
    try {
      if (request.method !== "GET" && request.method !== "HEAD") {
        return send(405, "text/plain", "Only over HTTPS.", { Allow: "GET, HEAD" });
      }
      const facts = await find();
      const url = new URL(request.url ?? "/", "http://door");
      const system = findSystem(facts, request.headers.host);
      switch (url.pathname) {
        case "/":
          return send(200, "text/html; charset=utf-8", renderPage(facts, system, words));
        case "/skillladder-ca.crt":
          return send(200, "application/x-x509-ca-cert", new X509Certificate(facts.authority).raw, {
            "Content-Disposition": 'attachment; filename="skillladder-ca.crt"',
          });
        case "/skillladder.mobileconfig":
          return send(200, "application/x-apple-aspen-config", renderProfile(facts));
        default:
          return send(302, "text/plain", "", { Location: `${system}${url.pathname}${url.search}` });
      }
    } catch {
      send(500, "text/plain", "The certificate cannot be read.");
    }
  });
}

/** Under the name that was asked for, when it is one of this machine's. */
function findSystem({ system, hosts, httpsPort }: DoorFacts, asked: string | undefined): string {
  const host = asked?.replace(/:\d+$/, "").toLowerCase();
  return host !== undefined && hosts.includes(host) ? `https://${host}:${httpsPort}` : system;
}

function renderPage({ fingerprint }: DoorFacts, system: string, words: VenueWords): string {
  const inLanguage = ({ lang, t }: VenueWords[number]) => `<article lang="${lang}">
<h1>${toHtml(t("stepOne"))}</h1>
<p>${toHtml(t("insecure"))}</p>
<p class="acts"><a href="/skillladder-ca.crt">${toHtml(t("download"))}</a> <a href="/skillladder.mobileconfig">${toHtml(t("downloadProfile"))}</a></p>
<h2>${toHtml(t("fingerprint"))}</h2>
<p><code>${fingerprint}</code></p>
<p>${toHtml(t("fingerprintText"))}</p>
${(["android", "ipad", "windows"] as const)
  .map(
    (name) => `<h2>${toHtml(t(`${name}.name`))}</h2>
<ol>${(["one", "two", "three", "four"] as const).map((step) => `<li>${toHtml(t(`${name}.${step}`))}</li>`).join("")}</ol>`,
  )
  .join("\n")}
<p class="acts"><a href="${toHtml(system)}/">${toHtml(t("open"))}</a></p>
<p class="soft">${toHtml(t("limits"))} ${toHtml(t("door"))}</p>
</article>`;
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>SkillLadder 技阶</title>
<style>
body { font: 18px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", sans-serif; max-width: 44rem; margin: 0 auto; padding: 24px 20px 64px }
h1 { font-size: 1.6rem; line-height: 1.3 } h2 { font-size: 1.1rem; margin-top: 1.6em } li { margin: .4em 0 }
code { overflow-wrap: anywhere; font-size: .85em }
.acts a { display: inline-block; padding: 12px 20px; margin: 4px 8px 4px 0; border-radius: 8px; background: #1f4a8a; color: #fff; text-decoration: none }
.soft { opacity: .8; font-size: .9em }
article + article { border-top: 1px solid #8888; margin-top: 48px; padding-top: 24px }
</style></head>
<body>${words.map(inLanguage).join("\n")}</body></html>`;
}

/** What an iPad installs: the same certificate, in Apple's envelope. */
function renderProfile({ authority }: DoorFacts): string {
  const { raw, fingerprint256 } = new X509Certificate(authority);
  const hex = fingerprint256.replaceAll(":", "").toLowerCase();
  const uuid = (from: number) =>
    [8, 4, 4, 4, 12]
      .reduce<{ at: number; parts: string[] }>(
        ({ at, parts }, length) => ({ at: at + length, parts: [...parts, hex.slice(at, at + length)] }),
        { at: from, parts: [] },
      )
      .parts.join("-");
  const common = (identifier: string, id: string, name: string) => `<key>PayloadIdentifier</key><string>${identifier}</string>
<key>PayloadUUID</key><string>${id}</string><key>PayloadDisplayName</key><string>${name}</string><key>PayloadVersion</key><integer>1</integer>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
<key>PayloadType</key><string>Configuration</string>
${common("skillladder.venue", uuid(0), "SkillLadder venue")}
<key>PayloadContent</key><array><dict>
<key>PayloadType</key><string>com.apple.security.root</string>
${common("skillladder.venue.authority", uuid(32), "SkillLadder venue")}
<key>PayloadCertificateFileName</key><string>skillladder-ca.crt</string>
<key>PayloadContent</key><data>${raw.toString("base64")}</data>
</dict></array>
</dict></plist>
`;
}

function toHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
