/** The sheets for the wall of a hall: what to do stands on each, and a tablet reads their codes from the paper. */
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import decodeQR from "qr/decode.js";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createVenueSheets } from "#app/i18n/venue-sheets.ts";
import { renderVenueSheets } from "#app/platform/pdf/render-venue-sheets.server.ts";
import { readFileText } from "../../support/file-text.ts";

const AT = new Date("2026-11-20T08:30:00Z");
const SYSTEM = "https://192.168.8.20:3000";
const DOOR = "http://192.168.8.20:3080";
const FINGERPRINT = Array.from({ length: 32 }, (_, index) => index.toString(16).padStart(2, "0").toUpperCase()).join(":");
const FACTS = { system: SYSTEM, trust: { door: DOOR, fingerprint: FINGERPRINT } };

let directory: string;

beforeAll(() => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), "skillladder-sheets-"));
});
afterAll(() => fs.rmSync(directory, { recursive: true, force: true }));

/** What a camera reads of each page; null where it finds no code. */
function scan(bytes: Uint8Array, pages: number): (string | null)[] {
  const file = path.join(directory, "sheets.pdf");
  fs.writeFileSync(file, bytes);
  execFileSync("pdftoppm", ["-r", "70", "-gray", file, path.join(directory, "page")]);
  return Array.from({ length: pages }, (_, index) => {
    const picture = fs.readFileSync(path.join(directory, `page-${index + 1}.pgm`));
    const [, width, height] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(picture.toString("latin1", 0, 40))?.map(Number) ?? [];
    if (!width || !height) throw new Error("The page is no picture.");
    const grey = picture.subarray(picture.length - width * height);
    const data = new Uint8Array(width * height * 4);
    for (const [at, value] of grey.entries()) data.set([value, value, value, 255], at * 4);
    try {
      return decodeQR({ width, height, data });
    } catch {
      return null;
    }
  });
}

it("has a code a page with what to do on it, and the steps for each kind of tablet on the last", async () => {
  const bytes = await renderVenueSheets(await createVenueSheets(FACTS, "zh-CN", AT));
  expect(scan(bytes, 3)).toEqual([DOOR, SYSTEM, null]);
  const text = readFileText(bytes).replace(/\s/g, "");
  for (const words of [
    "第一步安装证书",
    "第二步打开系统",
    DOOR,
    SYSTEM,
    ...(FINGERPRINT.match(/.{47}(?=:)|.{47}$/g) ?? []),
    "安卓平板",
    "iPad",
    "Windows",
  ])
    expect(text).toContain(words);
});

it("says the same in English, and gives the same bytes for the same facts", async () => {
  const render = async () => renderVenueSheets(await createVenueSheets(FACTS, "en", AT));
  const bytes = await render();
  expect(await render()).toEqual(bytes);
  expect(readFileText(bytes)).not.toMatch(/\p{Script=Han}/u);
});

it("of a server with a certificate that everyone trusts is one sheet", async () => {
  const facts = { system: "https://skills.example.gov.cn", trust: null };
  const bytes = await renderVenueSheets(await createVenueSheets(facts, "zh-CN", AT));
  expect(scan(bytes, 1)).toEqual([facts.system]);
  expect(readFileText(bytes)).not.toContain("指纹");
});
