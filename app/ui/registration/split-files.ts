/** Many files are sent a few at a time: one request takes so many bytes, and each that has arrived need not be sent again. */

/** Of one request, with room for what stands around the files. */
export const PORTION_BYTES = 10 * 1024 * 1024;
const PORTION_FILES = 60;

export type Portions<File> = {
  readonly portions: readonly (readonly File[])[];
  /** Larger than any request takes. */
  readonly tooLarge: readonly File[];
};

/** In their order. */
export function splitFiles<File extends { readonly size: number }>(files: readonly File[]): Portions<File> {
  const portions: File[][] = [];
  const tooLarge: File[] = [];
  let bytes = 0;
  for (const file of files) {
    if (file.size > PORTION_BYTES) {
      tooLarge.push(file);
      continue;
    }
    const last = portions.at(-1);
    if (last === undefined || bytes + file.size > PORTION_BYTES || last.length >= PORTION_FILES) {
      portions.push([file]);
      bytes = file.size;
    } else {
      last.push(file);
      bytes += file.size;
    }
  }
  return { portions, tooLarge };
}
