/**
 * The certificates of venue mode: an authority of this installation, made once and installed on each tablet, and under it the
 * server's certificate, which follows the machine's addresses. Whoever stole the authority could pass for a machine of a local
 * network, and for no other: it is limited to private addresses, .local and what this machine was called when it was made.
 */
import { createHash, webcrypto } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import type { Env } from "#app/platform/env.server.ts";
import { isPrivate, listAddresses, listHostNames } from "#app/platform/venue/addresses.server.ts";
import { encodeNameConstraints } from "#app/platform/venue/name-constraints.ts";

export type KeptCertificate = {
  /** PEM, of the server. */
  readonly key: string;
  readonly cert: string;
  /** PEM: what a tablet installs. */
  readonly authority: string;
  /** SHA-256 of that, in hexadecimal pairs: compared by eye before it is trusted. */
  readonly fingerprint: string;
  /** When the server's certificate ends. */
  readonly until: Date;
};

export type VenueNames = { readonly addresses: readonly string[]; readonly hostNames: readonly string[] };

const DAY_MS = 86_400_000;
const AUTHORITY_DAYS = 3_650;
/** Apple takes no server's certificate for longer than 398 days from some authorities; none of ours needs it. */
const SERVER_DAYS = 397;
const RENEW_DAYS = 30;
const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const SUBJECT = "SkillLadder venue";

type X509 = typeof import("@peculiar/x509");
type Pair = { readonly key: CryptoKey; readonly keyPem: string; readonly certificate: InstanceType<X509["X509Certificate"]> };

/** The certificates as they must be now: made where there are none, the server's anew when a name changed or its end is near. */
export async function keepCertificate(
  { dataDirectory }: Pick<Env, "dataDirectory">,
  names: VenueNames = { addresses: listAddresses(), hostNames: listHostNames() },
  now: Date = new Date(),
): Promise<KeptCertificate> {
  const x509 = await loadX509();
  const folder = path.join(dataDirectory, "venue");
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const [authorityFile, serverFile] = [path.join(folder, "authority.pem"), path.join(folder, "server.pem")];

  let authority = await read(x509, authorityFile);
  if (authority === null || isNearEnd(authority, now)) {
    authority = await makeAuthority(x509, names, now);
    write(authorityFile, authority);
  }
  const permitted = listPermitted(authority.certificate, names);
  let server = await read(x509, serverFile);
  if (server === null || isNearEnd(server, now) || !(await isFor(x509, server, authority, permitted))) {
    server = await makeServer(x509, authority, permitted, now);
    write(serverFile, server);
  }
  const digest = createHash("sha256").update(Buffer.from(authority.certificate.rawData)).digest("hex").toUpperCase();
  return {
    key: server.keyPem,
    cert: server.certificate.toString("pem"),
    authority: authority.certificate.toString("pem"),
    fingerprint: (digest.match(/../g) ?? []).join(":"),
    until: server.certificate.notAfter,
  };
}

async function makeAuthority(x509: X509, names: VenueNames, now: Date): Promise<Pair> {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    // A second authority of the same name beside the first would be taken for it: its serial number tells them apart.
    name: [{ CN: [SUBJECT] }, { OU: [toHex(webcrypto.getRandomValues(new Uint8Array(4)))] }],
    serialNumber: newSerial(),
    notBefore: new Date(now.getTime() - DAY_MS),
    notAfter: new Date(now.getTime() + AUTHORITY_DAYS * DAY_MS),
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      new x509.Extension(
        "2.5.29.30",
        true,
        encodeNameConstraints({
          domains: ["local", "localhost", ...names.hostNames.filter((name) => !name.endsWith(".local"))],
          addresses: names.addresses.filter((address) => !isPrivate(address)),
        }),
      ),
    ],
  });
  return { key: keys.privateKey, keyPem: await exportKey(x509, keys.privateKey), certificate };
}

async function makeServer(x509: X509, authority: Pair, { addresses, hostNames }: VenueNames, now: Date): Promise<Pair> {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
  const end = Math.min(now.getTime() + SERVER_DAYS * DAY_MS, authority.certificate.notAfter.getTime());
  const certificate = await x509.X509CertificateGenerator.create({
    subject: [{ CN: [addresses[0] ?? "localhost"] }],
    issuer: authority.certificate.subject,
    serialNumber: newSerial(),
    notBefore: new Date(now.getTime() - DAY_MS),
    notAfter: new Date(end),
    signingAlgorithm: ALGORITHM,
    publicKey: keys.publicKey,
    signingKey: authority.key,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([
        ...addresses.map((value) => ({ type: "ip" as const, value })),
        ...hostNames.map((value) => ({ type: "dns" as const, value })),
      ]),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(authority.certificate.publicKey),
    ],
  });
  return { key: keys.privateKey, keyPem: await exportKey(x509, keys.privateKey), certificate };
}

/** What the authority may vouch for, with what every machine calls itself. */
function listPermitted(authority: Pair["certificate"], names: VenueNames): VenueNames {
  const der = Buffer.from(authority.rawData);
  return {
    addresses: [...names.addresses, "127.0.0.1"].filter(
      (address) => isPrivate(address) || der.includes(Buffer.from([...address.split(".").map(Number), 255, 255, 255, 255])),
    ),
    hostNames: [...names.hostNames, "localhost"].filter(
      (name) => name.endsWith(".local") || name === "localhost" || der.includes(Buffer.from(name)),
    ),
  };
}

async function isFor(x509: X509, server: Pair, authority: Pair, { addresses, hostNames }: VenueNames): Promise<boolean> {
  const names = server.certificate.getExtension(x509.SubjectAlternativeNameExtension)?.names.items ?? [];
  const has = names.map(({ value }) => value).sort();
  const wants = [...addresses, ...hostNames].sort();
  if (has.join(" ") !== wants.join(" ")) return false;
  return server.certificate.verify({ publicKey: authority.certificate.publicKey, signatureOnly: true });
}

function isNearEnd({ certificate }: Pair, now: Date): boolean {
  return certificate.notAfter.getTime() - now.getTime() < RENEW_DAYS * DAY_MS;
}

/** Null where there is no such file. @throws Error when it is none of ours */
async function read(x509: X509, file: string): Promise<Pair | null> {
  if (!fs.existsSync(file)) return null;
  const text = fs.readFileSync(file, "utf8");
  const keyPem = /-----BEGIN PRIVATE KEY-----[\s\S]*-----END PRIVATE KEY-----/.exec(text)?.[0];
  const cert = /-----BEGIN CERTIFICATE-----[\s\S]*-----END CERTIFICATE-----/.exec(text)?.[0];
  if (keyPem === undefined || cert === undefined) throw new Error(`${file} holds no key and certificate.`);
  const der = x509.PemConverter.decode(keyPem)[0] as ArrayBuffer;
  const key = await webcrypto.subtle.importKey("pkcs8", der, ALGORITHM, false, ["sign"]);
  return { key, keyPem, certificate: new x509.X509Certificate(cert) };
}

/** Key and certificate in one file, whole or not at all, that only its owner can read. */
function write(file: string, { keyPem, certificate }: Pair): void {
  const draft = `${file}.${process.pid}`;
  fs.writeFileSync(draft, `${keyPem.trim()}\n${certificate.toString("pem").trim()}\n`, { mode: 0o600 });
  fs.renameSync(draft, file);
}

async function exportKey(x509: X509, key: CryptoKey): Promise<string> {
  return x509.PemConverter.encode(await webcrypto.subtle.exportKey("pkcs8", key), "PRIVATE KEY");
}

/** Positive, and of its full length. */
function newSerial(): string {
  const bytes = webcrypto.getRandomValues(new Uint8Array(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return toHex(bytes);
}

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

/** Only in venue mode: its container of parts wants this polyfill before it. */
async function loadX509(): Promise<X509> {
  await import("reflect-metadata");
  const x509 = await import("@peculiar/x509");
  x509.cryptoProvider.set(webcrypto as Crypto);
  return x509;
}
