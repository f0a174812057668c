#!/usr/bin/env node
/**
 * Verifies a certificate from what its QR code says, with the issuer's published key and without any server. It needs nothing but
 * Node.js 20 or newer (or a browser) and shares no line with the system that issued: it is written from the following text alone.
 *
 *   node verify-certificate.mjs verify CERTIFICATE --key issuer.pem [--name NAME]
 *
 * CERTIFICATE is the text of the QR code, the part of it behind "#", an Open Badge (JWT), or a file that holds one of these; of a PDF
 * certificate the link of its QR code is taken. --key names a public key (PEM) and may stand several times; --keys names the list of
 * keys as the issuer publishes it (/.well-known/certificate-keys.json). Exit code 0: the signature holds; 1: it does not; 2: not
 * readable. Whether a certificate was revoked since is not in its QR code: its address tells that.
 *
 * THE PAYLOAD (version 1), in base64url without padding, behind "#" of the address in the QR code:
 *   1 byte    1, the version
 *   8 bytes   the key: the first bytes of the SHA-256 of the 32 bytes of the public key
 *   texts     one byte, the length and 128 more where the text is in GB 18030, then so many bytes of text, of each in turn (in
 *             UTF-8 where it is not in GB 18030): number; kind (prize, participation, coach,
 *             organisation, judge); award (a code of AWARDS below, or empty); holder as shown (a person's name is half hidden); unit;
 *             competition; event; issuer; day of issue (YYYY-MM-DD)
 *   proof     one byte, 0 or 28; of a person 12 bytes of salt and the first 16 bytes of SHA-256(salt ‖ name), the name in
 *             UTF-8, as NFKC in capitals, without blanks, with every middle dot or full stop as "·"
 *   64 bytes  the Ed25519 signature (RFC 8032) of everything before
 */

export const AWARDS = {
  gold: ["金牌", "Gold"],
  silver: ["银牌", "Silver"],
  bronze: ["铜牌", "Bronze"],
  medallion: ["优胜奖", "Medallion"],
  first: ["一等奖", "First prize"],
  second: ["二等奖", "Second prize"],
  third: ["三等奖", "Third prize"],
  excellence: ["优胜奖", "Excellence"],
};

const TEXTS = ["number", "kind", "award", "holder", "unit", "competition", "event", "issuer", "issuedOn"];
const SIGNATURE_BYTES = 64;
const SALT_BYTES = 12;
const DIGEST_BYTES = 16;

/** Bytes of base64url, or null where it is none; a last character that says more than it may is none. */
function fromBase64url(text) {
  if (!/^[A-Za-z0-9_-]+$/.test(text) || text.length % 4 === 1) return null;
  const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
  return toBase64url(bytes) === text ? bytes : null;
}

function toBase64url(bytes) {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
}

function toHex(bytes) {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function digest(algorithm, ...parts) {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest(algorithm, joined));
}

/** What a payload says, unverified; null where it is none. */
export function readPayload(text) {
  const bytes = fromBase64url(text.trim().split("#").at(-1));
  if (bytes === null || bytes.length < 9 + TEXTS.length + 1 + SIGNATURE_BYTES || bytes[0] !== 1) return null;
  const end = bytes.length - SIGNATURE_BYTES;
  const facts = { keyId: toHex(bytes.subarray(1, 9)) };
  let at = 9;
  for (const name of TEXTS) {
    const length = bytes[at] & 127;
    if (at + 1 + length >= end) return null;
    const encoding = bytes[at] > 127 ? "gb18030" : "utf-8";
    try {
      facts[name] = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes.subarray(at + 1, at + 1 + length));
    } catch {
      return null;
    }
    at += 1 + length;
  }
  const proof = bytes.subarray(at + 1, end);
  if (proof.length !== bytes[at] || (proof.length !== 0 && proof.length !== SALT_BYTES + DIGEST_BYTES)) return null;
  const isNamed = proof.length > 0;
  return {
    ...facts,
    salt: isNamed ? proof.subarray(0, SALT_BYTES) : null,
    digest: isNamed ? proof.subarray(SALT_BYTES) : null,
    signed: bytes.subarray(0, end),
    signature: bytes.subarray(end),
  };
}

/** Whether it is the name that was certified. */
export async function isHolder(payload, name) {
  if (payload.salt === null) return false;
  const normal = name
    .normalize("NFKC")
    .replace(/\s/gu, "")
    .replace(/[·•‧・․.]/gu, "·")
    .toUpperCase();
  const found = await digest("SHA-256", payload.salt, new TextEncoder().encode(normal));
  return toHex(found.subarray(0, DIGEST_BYTES)) === toHex(payload.digest);
}

/**
 * Verifies a payload with keys of { publicKey: 32 bytes in base64url, retiredAt, distrustedAt }, times in ISO or null.
 * @returns { verdict: "valid" | "unreadable" | "unknown-key" | "distrusted-key" | "outside-validity" | "forged", payload }
 */
export async function verifyCertificate(text, keys) {
  const payload = readPayload(text);
  if (payload === null) return { verdict: "unreadable", payload: null };
  for (const key of keys) {
    const publicKey = fromBase64url(key.publicKey);
    if (publicKey?.length !== 32 || toHex((await digest("SHA-256", publicKey)).subarray(0, 8)) !== payload.keyId) continue;
    if (!(await isSigned(publicKey, payload.signature, payload.signed))) return { verdict: "forged", payload };
    if (key.distrustedAt) return { verdict: "distrusted-key", payload };
    return { verdict: isWithin(key, payload.issuedOn) ? "valid" : "outside-validity", payload };
  }
  return { verdict: "unknown-key", payload };
}

/** A key signs nothing of a day after it was retired, which is counted in China; what was issued before there was a key was signed later. */
function isWithin({ retiredAt }, day) {
  return !retiredAt || day <= new Date(new Date(retiredAt).getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** The browser's own Ed25519 where it has one, else the arithmetic below: slower and the same. */
async function isSigned(publicKey, signature, message) {
  try {
    const key = await crypto.subtle.importKey("raw", publicKey, { name: "Ed25519" }, false, ["verify"]);
    return await crypto.subtle.verify({ name: "Ed25519" }, key, signature, message);
  } catch {
    return verifyByArithmetic(publicKey, signature, message);
  }
}

const P = 2n ** 255n - 19n;
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
const modulo = (value, by = P) => ((value % by) + by) % by;

function power(base, exponent) {
  let [result, square, rest] = [1n, modulo(base), exponent];
  while (rest > 0n) {
    if (rest & 1n) result = modulo(result * square);
    square = modulo(square * square);
    rest >>= 1n;
  }
  return result;
}

const D = modulo(-121665n * power(121666n, P - 2n));
const littleEndian = (bytes) => [...bytes].reduceRight((value, byte) => (value << 8n) + BigInt(byte), 0n);

/** A point in extended coordinates, or null where the 32 bytes are none. */
function toPoint(bytes) {
  const encoded = littleEndian(bytes);
  const [sign, y] = [encoded >> 255n, encoded & (2n ** 255n - 1n)];
  if (y >= P) return null;
  const square = modulo((y * y - 1n) * power(D * y * y + 1n, P - 2n));
  let x = power(square, (P + 3n) / 8n);
  if (modulo(x * x) !== square) x = modulo(x * power(2n, (P - 1n) / 4n));
  if (modulo(x * x) !== square || (x === 0n && sign === 1n)) return null;
  if ((x & 1n) !== sign) x = P - x;
  return [x, y, 1n, modulo(x * y)];
}

function add([x1, y1, z1, t1], [x2, y2, z2, t2]) {
  const [a, b] = [modulo((y1 - x1) * (y2 - x2)), modulo((y1 + x1) * (y2 + x2))];
  const [c, d] = [modulo(2n * t1 * t2 * D), modulo(2n * z1 * z2)];
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return [modulo(e * f), modulo(g * h), modulo(f * g), modulo(e * h)];
}

function multiply(point, by) {
  let [result, double, rest] = [[0n, 1n, 1n, 0n], point, by];
  while (rest > 0n) {
    if (rest & 1n) result = add(result, double);
    double = add(double, double);
    rest >>= 1n;
  }
  return result;
}

const BASE_POINT = toPoint(new Uint8Array([0x58, ...Array(31).fill(0x66)]));

/** Ed25519 (RFC 8032, 5.1.7) by whole numbers, for browsers that lack it. */
export async function verifyByArithmetic(publicKey, signature, message) {
  const [key, r] = [toPoint(publicKey), toPoint(signature.subarray(0, 32))];
  const s = littleEndian(signature.subarray(32));
  if (key === null || r === null || s >= ORDER) return false;
  const hash = modulo(littleEndian(await digest("SHA-512", signature.subarray(0, 32), publicKey, message)), ORDER);
  const [left, right] = [multiply(BASE_POINT, s), add(r, multiply(key, hash))];
  return modulo(left[0] * right[2] - right[0] * left[2]) === 0n && modulo(left[1] * right[2] - right[1] * left[2]) === 0n;
}

/** The claims of an Open Badge as a JWT (EdDSA) when one of the keys signed it; else null. */
export async function verifyBadge(token, keys) {
  const [head, body, signature] = token.trim().split(".");
  const [header, claims, bytes] = [fromBase64url(head ?? ""), fromBase64url(body ?? ""), fromBase64url(signature ?? "")];
  if (header === null || claims === null || bytes === null || bytes.length !== SIGNATURE_BYTES) return null;
  try {
    const { alg } = JSON.parse(new TextDecoder().decode(header));
    if (alg !== "EdDSA") return null;
    for (const { publicKey, distrustedAt } of keys) {
      if (distrustedAt || !(await isSigned(fromBase64url(publicKey), bytes, new TextEncoder().encode(`${head}.${body}`))))
        continue;
      return JSON.parse(new TextDecoder().decode(claims));
    }
  } catch {
    return null;
  }
  return null;
}

const VERDICTS = {
  valid: "签名有效 The signature holds",
  unreadable: "不是证书二维码的内容 This is not what the QR code of a certificate says",
  "unknown-key": "给出的公钥不是签发所用的公钥 None of the keys given is the one that it names",
  "distrusted-key": "签发密钥已被声明不可信，请在线查验 Its key is trusted no more: ask the issuer",
  "outside-validity": "签发日期在密钥停用之后 Its day of issue is after its key was retired",
  forged: "签名无效：内容被改动或系伪造 The signature does not hold: it was changed or forged",
};

async function run(words) {
  const fs = await import("node:fs");
  const { createPublicKey } = await import("node:crypto");
  const [keys, rest] = [[], []];
  let name = null;
  for (let at = 0; at < words.length; at += 1) {
    const value = words[at + 1] ?? "";
    if (words[at] === "--name") name = value;
    else if (words[at] === "--keys") keys.push(...JSON.parse(fs.readFileSync(value, "utf8")).keys);
    else if (words[at] === "--key") keys.push({ publicKey: createPublicKey(fs.readFileSync(value)).export({ format: "jwk" }).x });
    else {
      rest.push(words[at]);
      continue;
    }
    at += 1;
  }
  if (rest[0] !== "verify" || rest.length !== 2 || keys.length === 0) {
    console.error("node verify-certificate.mjs verify CERTIFICATE --key issuer.pem [--name NAME]");
    return 2;
  }
  const given = fs.existsSync(rest[1]) ? fs.readFileSync(rest[1]) : Buffer.from(rest[1]);
  const text = given.subarray(0, 5).toString() === "%PDF-" ? findLink(given.toString("latin1")) : given.toString("utf8").trim();
  if (text.split(".").length === 3 && !text.includes("#")) {
    const claims = await verifyBadge(text, keys);
    console.log(claims === null ? VERDICTS.forged : `${VERDICTS.valid}\n${JSON.stringify(claims, null, 2)}`);
    return claims === null ? 1 : 0;
  }
  const { verdict, payload } = await verifyCertificate(text, keys);
  console.log(VERDICTS[verdict]);
  if (payload === null) return 2;
  const isNamed = name === null || (await isHolder(payload, name));
  for (const field of TEXTS) if (payload[field] !== "") console.log(`${field}: ${payload[field]}`);
  if (name !== null) console.log(`name: ${isNamed ? "与证书一致 as certified" : "与证书不符 not the one certified"}`);
  return verdict === "valid" && isNamed ? 0 : 1;
}

/** The link of the QR code in a PDF: text, not compressed. */
function findLink(pdf) {
  return /\/URI \((\S+?#[\w-]+)\)/.exec(pdf)?.[1] ?? "";
}

if (typeof process !== "undefined" && process.argv?.[1]?.endsWith("verify-certificate.mjs")) {
  run(process.argv.slice(2)).then(
    (code) => {
      process.exitCode = code;
    },
    (error) => {
      console.error(error.message);
      process.exitCode = 2;
    },
  );
}
