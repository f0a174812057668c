/** Archives that people make, and those that are made to do harm. */
import { describe, expect, it } from "vitest";
import { isZip, unpackFiles } from "#app/platform/files/unpack-files.server.ts";
import { writeZip } from "#app/platform/files/zip.ts";
import { makePng } from "../../support/picture.ts";

const LIMITS = { files: 3, fileBytes: 10_000, bytes: 25_000 };
const bytesOf = (length: number) => new Uint8Array(length).fill(7);
const PHOTO = makePng(20, 20);

/** The names in these bytes instead, as another program writes them: its flag for UTF-8 taken away. */
function rename(archive: Uint8Array, from: string, to: Uint8Array): Uint8Array {
  const copy = Buffer.from(archive);
  for (let at = copy.indexOf(from, 0, "latin1"); at >= 0; at = copy.indexOf(from, at + 1, "latin1")) copy.set(to, at);
  return new Uint8Array(copy);
}

const unpack = (archive: Uint8Array) => unpackFiles(archive, LIMITS);
const codes = async (archive: Uint8Array) => {
  const decision = await unpack(archive);
  return decision.ok ? "ok" : decision.refusals.map(({ code }) => code).join();
};

describe("an archive of photos", () => {
  it("is taken apart in its order, without folders and what a computer puts beside them", async () => {
    const archive = writeZip([
      { name: "照片/", content: new Uint8Array() },
      { name: "照片/张三.png", content: PHOTO },
      { name: "__MACOSX/照片/._张三.png", content: bytesOf(3) },
      { name: "照片/.DS_Store", content: bytesOf(3) },
      { name: "照片/李四.txt", content: bytesOf(5) },
    ]);
    expect(isZip(archive)).toBe(true);
    const unpacked = await unpack(archive);
    expect(unpacked.ok && unpacked.value.map(({ path, size }) => [path, size])).toEqual([
      ["照片/张三.png", PHOTO.length],
      ["照片/李四.txt", 5],
    ]);
    expect(unpacked.ok && Buffer.from(unpacked.value[0]?.bytes ?? []).equals(PHOTO)).toBe(true);
  });

  it("may have names of a Chinese Windows", async () => {
    // 张三 in GBK.
    const archive = rename(writeZip([{ name: "abcd.png", content: PHOTO }]), "abcd", new Uint8Array([0xd5, 0xc5, 0xc8, 0xfd]));
    const unpacked = await unpack(archive);
    expect(unpacked.ok && unpacked.value[0]?.path).toBe("张三.png");
  });

  it("tells a file that is too large by its size alone", async () => {
    const unpacked = await unpack(writeZip([{ name: "a.png", content: bytesOf(10_001) }]));
    expect(unpacked.ok && unpacked.value).toEqual([{ path: "a.png", size: 10_001, bytes: null }]);
  });

  it("is refused with more files, or more in them, than are looked through", async () => {
    const files = (count: number, length: number) =>
      writeZip(Array.from({ length: count }, (_, index) => ({ name: `${index}.png`, content: bytesOf(length) })));
    expect(await codes(files(3, 10))).toBe("ok");
    expect(await codes(files(4, 10))).toBe("archive-too-many");
    expect(await codes(files(3, 9_000))).toBe("archive-too-large");
  });

  it("is damaged where it expands to more or less than it says, or breaks off", async () => {
    const honest = writeZip([{ name: "a.png", content: bytesOf(9_000) }]);
    expect(await codes(honest)).toBe("ok");
    const directory = Buffer.from(honest).lastIndexOf(Buffer.from("504b0102", "hex"));
    for (const size of [100, 9_500]) {
      const lying = Buffer.from(honest);
      lying.writeUInt32LE(size, directory + 24);
      expect(await codes(new Uint8Array(lying))).toBe("archive-damaged");
    }
    expect(await codes(honest.subarray(0, honest.length - 30))).toBe("archive-damaged");
    expect(await codes(new Uint8Array([0x50, 0x4b, 3, 4]))).toBe("archive-damaged");
  });

  it("is refused with a password", async () => {
    const locked = Buffer.from(writeZip([{ name: "a.png", content: PHOTO }]));
    const directory = locked.lastIndexOf(Buffer.from("504b0102", "hex"));
    locked.writeUInt16LE(locked.readUInt16LE(directory + 8) | 1, directory + 8);
    expect(await codes(new Uint8Array(locked))).toBe("archive-encrypted");
  });
});
