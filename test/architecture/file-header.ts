/** Every file opens with one sentence on what it is (HOUSE, names and comments). */
import type { Fault, Source } from "./source.ts";

const HEADER = /^(?:#!.*\n)?\/\*\*([\s\S]*?)\*\//;

/** Files without an opening doc comment that ends as a sentence. */
export function findMissingHeaders(sources: readonly Source[]): Fault[] {
  return sources.flatMap(({ path, text }) => {
    const header = HEADER.exec(text)?.[1];
    const sentence = header?.replace(/\n\s*\* ?/g, " ").trim() ?? "";
    if (sentence === "") return [{ path, line: 1, what: "opens without a sentence on what it is" }];
    return /[.!?:]$|[.!?]\)$/.test(sentence) ? [] : [{ path, line: 1, what: "its first comment is no sentence" }];
  });
}
