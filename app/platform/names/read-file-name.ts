/** What the name of a file says: the words that may be a person's, and what kind of file it is. */
import type { AttachmentKind } from "#app/domain/registration/attachment.ts";
import type { FileNameParts } from "#app/domain/registration/match-file-name.ts";
import { IDLE_WORDS, KIND_WORDS } from "#app/platform/names/file-name-words.ts";

/** What is added to the name of a second copy: "(1)", "（2）". */
const COPY_NUMBER = /[（(]\s*\d{1,3}\s*[）)]/gu;
const EXTENSION = /\.[A-Za-z0-9]{1,5}$/u;
const BETWEEN = /[\s_\-‐-―,，、;；+&@#.。()（）[\]【】「」《》'"’”“]+/u;
/** "3张三" and "张三110101…" are two words each. */
const BESIDE_HAN = /(?<=\p{Script=Han})(?=\p{N})|(?<=\p{N})(?=\p{Script=Han})/gu;

/** @param path of the file, with its folders, whose names count as well: the nearest to the file first */
export function readFileName(path: string): FileNameParts {
  const segments = path
    .normalize("NFC")
    .split(/[/\\]+/u)
    .filter((segment) => segment.trim() !== "");
  const read = segments.map((segment, index) =>
    readSegment(index === segments.length - 1 ? segment.replace(EXTENSION, "") : segment),
  );
  read.reverse();
  return { words: read.map(({ words }) => words), kind: read.find(({ kind }) => kind !== null)?.kind ?? null };
}

/** Whether the name of a folder says what kind of files are in it. */
export function saysKind(segment: string): boolean {
  return readSegment(segment.normalize("NFC")).kind !== null;
}

function readSegment(segment: string): { readonly words: readonly string[]; readonly kind: AttachmentKind | null } {
  let rest = segment.replace(COPY_NUMBER, " ").replaceAll("_", " ");
  let kind: AttachmentKind | null = null;
  for (const [candidate, pattern] of KIND_WORDS) {
    const without = rest.replace(pattern, " ");
    if (without === rest) continue;
    kind ??= candidate;
    rest = without;
  }
  const words = rest
    .replace(IDLE_WORDS, " ")
    .replace(BESIDE_HAN, " ")
    .split(BETWEEN)
    .filter((word) => word !== "");
  return { words, kind };
}

/** Paths without the folders that hold all of them, as an archive of one folder has: those say nothing, unless they say a kind. */
export function dropCommonFolders(paths: readonly string[]): readonly string[] {
  let rest = paths.map((path) => path.split(/[/\\]+/u).filter((segment) => segment !== ""));
  for (;;) {
    const [top] = rest[0] ?? [];
    const isCommon = top !== undefined && !saysKind(top) && rest.every((segments) => segments.length > 1 && segments[0] === top);
    if (!isCommon) return rest.map((segments) => segments.join("/"));
    rest = rest.map((segments) => segments.slice(1));
  }
}
