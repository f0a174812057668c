/** The head of the log on a sheet: people read and type it, a telephone takes the signed line, and a verifier knows both. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import decodeQR from "qr/decode.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeHeadLine } from "#app/domain/audit/export-lines.ts";
import { printHead, type SignedHead } from "#app/domain/audit/head.ts";
import { LOCALES } from "#app/domain/shared/vocabulary.ts";
import { createLogHeadPart } from "#app/i18n/log-head-words.ts";
import { type Paper, renderPaper } from "#app/platform/pdf/render-paper.server.ts";
import { auditProgram } from "../../support/audit-program.ts";

const HEAD: SignedHead = {
  chain: "0199a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b",
  sequence: 1_204,
  hash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
  at: "2026-11-20T08:30:00.000Z",
  keyId: "3fa1c09b77d2e410",
  signature: Buffer.alloc(64, 0xa7).toString("base64url"),
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "skillladder-log-head-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function print(part: Paper["parts"][number]): Promise<string> {
  const paper: Paper = {
    documentTitle: "sheet",
    title: "更正单",
    subtitle: "大赛",
    createdAt: new Date(HEAD.at),
    script: "zh",
    note: "",
    parts: [{ kind: "signatures", date: "日期", lines: [{ label: "裁判长" }] }, part],
    pageNumber: (page, pages) => `${page}/${pages}`,
  };
  const file = join(folder, "sheet.pdf");
  writeFileSync(file, await renderPaper(paper));
  return file;
}

/** A page as grey pixels, from the picture that poppler makes of it. */
function photograph(file: string): { width: number; height: number; data: Uint8Array } {
  const out = join(folder, "page");
  execFileSync("pdftoppm", ["-r", "200", "-singlefile", file, out]);
  const ppm = readFileSync(`${out}.ppm`);
  const [, width = "", height = ""] = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(ppm.subarray(0, 40).toString("latin1")) ?? [];
  return { width: Number(width), height: Number(height), data: ppm.subarray(ppm.length - 3 * Number(width) * Number(height)) };
}

describe.each(LOCALES)("in %s", (locale) => {
  it("stands there to be read, typed and scanned", async () => {
    const line = writeHeadLine(HEAD).trimEnd();
    const file = await print(await createLogHeadPart(HEAD, line, locale));
    const text = execFileSync("pdftotext", [file, "-"], { encoding: "utf8" });
    const [printed = ""] = /\d+:[0-9a-f]{16}/.exec(text) ?? [];
    expect(printed).toBe(printHead(HEAD));
    expect(text).toContain(HEAD.keyId);
    const program = await auditProgram();
    expect(program.readPrinted(printed)).toEqual({ sequence: 1_204, prefix: "9f86d081884c7d65" });
    const scanned = decodeQR(photograph(file));
    expect(scanned).toBe(line);
    expect(program.readHeads(`${scanned}\n`)).toMatchObject([HEAD]);
  });

  it("says that none could be noted", async () => {
    const file = await print(await createLogHeadPart(null, null, locale));
    expect(execFileSync("pdftotext", [file, "-"], { encoding: "utf8" })).toMatch(/未能记下|could not be noted/);
  });
});
