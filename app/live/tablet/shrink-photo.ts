/** A photo made small enough for a hall's network: at most 1600 pixels a side, JPEG. Browser only. */
import { LARGEST_PHOTO_BYTES } from "./limits.ts";

const LONGEST_SIDE = 1_600;

/** @returns the JPEG in base64; null where the file is no picture, or stays too large */
export async function shrinkPhoto(file: Blob): Promise<string | null> {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return null;
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  for (const quality of [0.8, 0.6, 0.4]) {
    const base64 = canvas.toDataURL("image/jpeg", quality).split(",")[1] ?? "";
    if (base64 !== "" && (base64.length * 3) / 4 <= LARGEST_PHOTO_BYTES) return base64;
  }
  return null;
}
