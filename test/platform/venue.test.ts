/** The certificates of venue mode, as OpenSSL and Node's TLS see them: trusted by their authority, kept, renewed, closed to others. */
import { execFileSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import fs from "node:fs";
import https from "node:https";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import tls from "node:tls";
import { afterEach, beforeEach, expect, it } from "vitest";
import { listAddresses, listHostNames } from "#app/platform/venue/addresses.server.ts";
import { type KeptCertificate, keepCertificate } from "#app/platform/venue/certificates.server.ts";

const NAMES = { addresses: ["192.168.8.20"], hostNames: ["hall.local", "hall"] };
const DAY_MS = 86_400_000;

let dataDirectory: string;
beforeEach(() => {
  dataDirectory = fs.mkdtempSync(path.join(os.tmpdir(), "skillladder-venue-"));
});
afterEach(() => fs.rmSync(dataDirectory, { recursive: true, force: true }));

const keep = (names = NAMES, now = new Date()) => keepCertificate({ dataDirectory }, names, now);

function verify({ authority, cert }: Pick<KeptCertificate, "authority" | "cert">, ...more: string[]): string {
  const [ca, server] = [path.join(dataDirectory, "ca.crt"), path.join(dataDirectory, "server.crt")];
  fs.writeFileSync(ca, authority);
  fs.writeFileSync(server, cert);
  try {
    return execFileSync("openssl", ["verify", "-x509_strict", "-purpose", "sslserver", "-CAfile", ca, ...more, server], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
  } catch (error) {
    return String((error as { stderr: string }).stderr);
  }
}

it("makes a certificate that OpenSSL trusts by the authority alone, for each of its names", async () => {
  const kept = await keep();
  for (const name of [
    ["-verify_ip", "192.168.8.20"],
    ["-verify_ip", "127.0.0.1"],
    ["-verify_hostname", "hall.local"],
  ]) {
    expect(verify(kept, ...name)).toContain("OK");
  }
  expect(verify(kept, "-verify_ip", "192.168.8.21")).toContain("IP address mismatch");
  const other = await keepCertificate({ dataDirectory: path.join(dataDirectory, "other") }, NAMES);
  expect(verify({ authority: other.authority, cert: kept.cert })).toContain("unable to get local issuer certificate");
});

it("serves HTTPS that a client trusts by the authority alone, and no other client does", async () => {
  const { key, cert, authority, fingerprint } = await keep();
  const server = https.createServer({ key, cert }, (_request, response) => response.end("hello"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const connect = (ca?: string) =>
    new Promise<string>((resolve) => {
      const socket = tls.connect({ host: "127.0.0.1", port, ...(ca ? { ca } : {}) }, () => {
        resolve(socket.authorized ? "trusted" : "not trusted");
        socket.destroy();
      });
      socket.on("error", (error) => resolve((error as NodeJS.ErrnoException).code ?? error.message));
    });
  expect(await connect(authority)).toBe("trusted");
  expect(await connect()).toBe("UNABLE_TO_VERIFY_LEAF_SIGNATURE");
  expect(new X509Certificate(authority).fingerprint256).toBe(fingerprint);
  await new Promise((resolve) => server.close(resolve));
});

it("vouches for nothing outside: an authority that signs for a public name is not believed", async () => {
  const kept = await keep({ addresses: ["192.168.8.20", "8.8.8.8"], hostNames: ["hall.local"] });
  // It was there when the authority was made, and so it may.
  expect(verify(kept, "-verify_ip", "8.8.8.8")).toContain("OK");
  const later = await keep({ addresses: ["192.168.8.20", "9.9.9.9"], hostNames: ["hall.local", "bank.example"] });
  expect(new X509Certificate(later.cert).subjectAltName).not.toMatch(/9\.9\.9\.9|bank/);
  // Signed with the stolen key all the same.
  const [ca, leaf] = [path.join(dataDirectory, "venue/authority.pem"), path.join(dataDirectory, "stolen")];
  const openssl = (...parameters: string[]) => execFileSync("openssl", parameters, { stdio: "pipe" });
  openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", `${leaf}.key`, "-out", `${leaf}.csr`, "-subj", "/CN=bank.example");
  fs.writeFileSync(`${leaf}.ext`, "subjectAltName=DNS:bank.example\nbasicConstraints=critical,CA:FALSE\n");
  openssl(
    "x509",
    "-req",
    "-in",
    `${leaf}.csr`,
    "-CA",
    ca,
    "-CAkey",
    ca,
    "-set_serial",
    "7",
    "-days",
    "30",
    "-out",
    `${leaf}.crt`,
    "-extfile",
    `${leaf}.ext`,
  );
  expect(verify({ authority: later.authority, cert: fs.readFileSync(`${leaf}.crt`, "utf8") })).toContain(
    "permitted subtree violation",
  );
});

it("keeps its files for their owner, and gives the same certificate again", async () => {
  const first = await keep();
  const second = await keep();
  expect(second).toEqual(first);
  const folder = path.join(dataDirectory, "venue");
  expect(fs.statSync(folder).mode & 0o777).toBe(0o700);
  for (const name of fs.readdirSync(folder)) expect(fs.statSync(path.join(folder, name)).mode & 0o777).toBe(0o600);
});

it("renews the server's certificate when an address changes or its end is near, under the authority that tablets have", async () => {
  const first = await keep();
  const moved = await keep({ ...NAMES, addresses: ["10.1.2.3"] });
  expect(moved.authority).toBe(first.authority);
  expect(moved.cert).not.toBe(first.cert);
  expect(verify(moved, "-verify_ip", "10.1.2.3")).toContain("OK");
  const inTime = await keep({ ...NAMES, addresses: ["10.1.2.3"] }, new Date(moved.until.getTime() - 31 * DAY_MS));
  expect(inTime.cert).toBe(moved.cert);
  const late = await keep({ ...NAMES, addresses: ["10.1.2.3"] }, new Date(moved.until.getTime() - 29 * DAY_MS));
  expect(late.cert).not.toBe(moved.cert);
  expect(late.authority).toBe(first.authority);
});

it("lists what tablets can reach: no loopback, no network of containers, private addresses first", () => {
  const one = (address: string, internal = false) => [
    { address, internal, family: "IPv4" as const, netmask: "255.255.255.0", mac: "", cidr: null },
  ];
  const interfaces = {
    lo: one("127.0.0.1", true),
    docker0: one("172.17.0.1"),
    eth0: one("202.112.0.7"),
    wlan0: one("192.168.8.20"),
    eth1: one("169.254.3.4"),
  };
  expect(listAddresses(interfaces)).toEqual(["192.168.8.20", "202.112.0.7"]);
  expect(listHostNames("Hall-1.example.org")).toEqual(["hall-1.local", "hall-1"]);
  expect(listHostNames("赛场")).toEqual([]);
});
