/** The archive whose length is known before its files are: exact, and what others take out of it is what went in. */
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { fitsZip, predictZipLength, writeZip, type ZipPlace } from "#app/platform/files/zip-stream.server.ts";

async function write(places: readonly ZipPlace[], files: readonly Uint8Array[]): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of writeZip(places, toAsync(files))) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function* toAsync(files: readonly Uint8Array[]) {
  yield* files;
}

/** Names and bytes in hex, as Python's zipfile takes them out; it checks every CRC. */
function read(archive: Buffer): Record<string, string> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "zip-"));
  try {
    const file = path.join(folder, "archive.zip");
    fs.writeFileSync(file, archive);
    const script =
      "import sys,json,zipfile\nz=zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\nprint(json.dumps({n:z.read(n).hex() for n in z.namelist()}))";
    return JSON.parse(execFileSync("python3", ["-c", script, file], { encoding: "utf8" })) as Record<string, string>;
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

it("has exactly the length that was told, and gives every file back", async () => {
  const file = fc.record({ bytes: fc.uint8Array({ maxLength: 2_000 }), spare: fc.nat({ max: 60_000 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(file, { maxLength: 8 }), async (files) => {
      const places = files.map(({ bytes, spare }, index) => ({ name: `电工/证书 ${index}.pdf`, most: bytes.length + spare }));
      const archive = await write(
        places,
        files.map(({ bytes }) => bytes),
      );
      expect(archive.length).toBe(predictZipLength(places));
      expect(read(archive)).toEqual(
        Object.fromEntries(files.map(({ bytes }, index) => [`电工/证书 ${index}.pdf`, Buffer.from(bytes).toString("hex")])),
      );
    }),
    { numRuns: 15 },
  );
});

it("refuses a file that is longer than it may be, and one too few or too many", async () => {
  const places = [{ name: "a.pdf", most: 10 }];
  await expect(write(places, [new Uint8Array(11)])).rejects.toThrow("a.pdf has 11 bytes, expected at most 10");
  await expect(write(places, [])).rejects.toThrow("0 files, expected 1");
  await expect(write(places, [new Uint8Array(1), new Uint8Array(1)])).rejects.toThrow("more files than places");
});

it("knows what the plain format cannot hold", () => {
  expect(fitsZip([{ name: "a", most: 4_294_000_000 }])).toBe(true);
  expect(fitsZip([{ name: "a", most: 4_295_000_000 }])).toBe(false);
  expect(fitsZip(Array.from({ length: 65_536 }, () => ({ name: "a", most: 1 })))).toBe(false);
});
