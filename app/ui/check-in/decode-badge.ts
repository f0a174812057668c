/** Reads a QR code out of the pixels of a picture, for browsers that have no detector of their own: loaded when it is needed. */
import { decodeQR } from "qr/decode.js";

/** RGB or RGBA, row by row from the top left. */
export type Pixels = {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | Uint8ClampedArray;
};

/** @returns the text of the first code; null where there is none that can be read. */
export function decodeBadge(pixels: Pixels): string | null {
  try {
    return decodeQR(pixels);
  } catch {
    // The decoder throws where it finds nothing: most pictures of a camera.
    return null;
  }
}
