/** The code of a badge as it is printed is read out of pixels, as a camera of a browser without a detector gives them. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encode } from "uqr";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readBadge } from "#app/domain/draw/badge-code.ts";
import { makeBadge } from "#app/platform/crypto/badge.server.ts";
import { renderBadges } from "#app/platform/pdf/render-cards.server.ts";
import { decodeBadge, type Pixels } from "#app/ui/check-in/decode-badge.ts";

const NAME = { competition: "TZ-2026", event: "DG", entrantNumber: "DG017" };
const CODE = makeBadge({ badge: Buffer.alloc(32, 7) }, NAME);
const WHITE = 255;

describe("a badge before a camera", () => {
  let folder = "";
  let printed: Pixels;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "badge-"));
    const words = { competition: "通州区职业技能大赛", title: "参赛证", event: "电工", unit: "北京运通电气有限公司" };
    const card = { ...words, name: "赵志强", numberLabel: "参赛号", photo: null, photoLabel: "照片", hint: "凭本证检录。" };
    const sheet = { documentTitle: "参赛证", createdAt: new Date("2026-11-20T01:00:00Z"), script: "zh" } as const;
    writeFileSync(
      join(folder, "badge.pdf"),
      await renderBadges([{ ...card, entrantNumber: NAME.entrantNumber, code: CODE }], sheet),
    );
    // A4 at 96 dots an inch: 794 by 1123 pixels, about what a telephone sees of a sheet at arm's length.
    execFileSync("pdftoppm", ["-r", "96", "-singlefile", join(folder, "badge.pdf"), join(folder, "badge")]);
    printed = readPpm(readFileSync(join(folder, "badge.ppm")));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("is read as it was printed", () => {
    expect([printed.width, printed.height]).toEqual([794, 1123]);
    expect(decodeBadge(printed)).toBe(CODE);
    expect(readBadge(String(decodeBadge(printed)))).toMatchObject({ kind: "badge", entrantNumber: "DG017", event: "DG" });
  });

  it("is read when it is held aslant, and in poor light", () => {
    expect(decodeBadge(turn(printed, 12))).toBe(CODE);
    expect(decodeBadge(dim(turn(printed, -7), 0.35))).toBe(CODE);
  });

  it("is nothing where there is no code, or only a part of one", () => {
    const { width, height } = printed;
    expect(decodeBadge({ width, height, data: new Uint8Array(width * height * 3).fill(WHITE) })).toBeNull();
    expect(decodeBadge(draw(CODE, 0))).toBe(CODE);
    expect(decodeBadge(draw(CODE, 12))).toBeNull();
  });
});

/** P6 with one byte a colour. */
function readPpm(file: Buffer): Pixels {
  const head = /^P6\s(\d+)\s(\d+)\s255\s/.exec(file.subarray(0, 40).toString("latin1"));
  if (!head) throw new Error("no PPM");
  return { width: Number(head[1]), height: Number(head[2]), data: new Uint8Array(file.subarray(head[0].length)) };
}

function turn({ width, height, data }: Pixels, degrees: number): Pixels {
  const turned = new Uint8Array(data.length).fill(WHITE);
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [dx, dy] = [x - width / 2, y - height / 2];
      const from = [Math.round(width / 2 + dx * cos + dy * sin), Math.round(height / 2 - dx * sin + dy * cos)] as const;
      if (from[0] < 0 || from[1] < 0 || from[0] >= width || from[1] >= height) continue;
      const at = (from[1] * width + from[0]) * 3;
      turned.set(data.subarray(at, at + 3), (y * width + x) * 3);
    }
  }
  return { width, height, data: turned };
}

function dim({ data, ...size }: Pixels, light: number): Pixels {
  return { ...size, data: data.map((value) => Math.round(40 + value * light)) };
}

/** The code alone, four pixels a square; `thumb`: how many squares from its upper left corner on are covered. */
function draw(text: string, thumb: number): Pixels {
  const { data, size } = encode(text, { ecc: "M", border: 4 });
  const width = size * 4;
  const pixels = new Uint8Array(width * width * 3).fill(WHITE);
  for (let at = 0; at < pixels.length; at += 3) {
    const [column, row] = [Math.floor(((at / 3) % width) / 4), Math.floor(at / 3 / width / 4)];
    if (data[row]?.[column] && (column > thumb || row > thumb)) pixels.fill(0, at, at + 3);
  }
  return { width, height: width, data: pixels };
}
