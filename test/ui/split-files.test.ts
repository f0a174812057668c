/** Portions of many files: each below what a request takes, in order, and nothing lost. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { PORTION_BYTES, splitFiles } from "#app/ui/registration/split-files.ts";

const MEGABYTE = 1024 * 1024;

it("fills each request as far as it goes, and leaves out what no request takes", () => {
  const files = [4, 5, 2, 11, 10, 1].map((megabytes) => ({ size: megabytes * MEGABYTE }));
  const { portions, tooLarge } = splitFiles(files);
  expect(portions.map((portion) => portion.map(({ size }) => size / MEGABYTE))).toEqual([[4, 5], [2], [10], [1]]);
  expect(tooLarge).toEqual([files[3]]);
});

it("loses no file, whatever their sizes", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 12 * MEGABYTE }), { maxLength: 200 }), (sizes) => {
      const files = sizes.map((size) => ({ size }));
      const { portions, tooLarge } = splitFiles(files);
      expect(portions.flat()).toEqual(files.filter((file) => !tooLarge.includes(file)));
      expect(tooLarge).toEqual(files.filter(({ size }) => size > PORTION_BYTES));
      for (const portion of portions) {
        expect(portion.reduce((sum, { size }) => sum + size, 0)).toBeLessThanOrEqual(PORTION_BYTES);
        expect(portion.length).toBeLessThanOrEqual(60);
      }
    }),
  );
});
