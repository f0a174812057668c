/** Layers defined by the words that they may not say (HOUSE, habit 2; DOMAIN 1: one word per concept). */
import ts from "typescript";
import { type Fault, faultAt, type Source, walk } from "./source.ts";

/** Marking knows blind codes only: none of these may stand there, not even in a comment. */
const IDENTITY =
  /\b(organi[sz]ations?|delegations?|employers?|schools?|persons?|people|competitors?|contestants?|entrants?|entry ?ids?)\b/gi;
const MARKING_ROOM = /^app\/domain\/marking\//;
/** Criteria have names; nothing else in the room does. */
const NAMES_CRITERIA = new Set([
  "app/domain/marking/scheme.ts",
  "app/domain/marking/check-scheme.ts",
  "app/domain/marking/scheme-draft.ts",
  "app/domain/marking/diff-schemes.ts",
]);

/** Words that DOMAIN replaces by another, in the names of the code. */
const REPLACED: Readonly<Record<string, string>> = {
  contest: "competition",
  game: "competition",
  player: "competitor",
  referee: "judge",
};
const ROOMS_OF_WORDS = /^app\/(domain|services|queries|forms|live|routes)\//;

/** Words in the room of marking that could tell whose work a code is. */
export function findIdentityInMarking(sources: readonly Source[]): Fault[] {
  return sources
    .filter(({ path }) => MARKING_ROOM.test(path))
    .flatMap(({ path, text }) => {
      const forbidden = NAMES_CRITERIA.has(path) ? IDENTITY : new RegExp(`${IDENTITY.source}|\\bnames?\\b`, "gi");
      const spaced = spaceWords(text);
      return [...spaced.matchAll(forbidden)].map((match) => ({
        path,
        line: spaced.slice(0, match.index).split("\n").length,
        what: `says ${match[0]}`,
      }));
    });
}

/** Declared names that use another word than DOMAIN's. */
export function findReplacedWords(sources: readonly Source[]): Fault[] {
  return sources
    .filter(({ path }) => ROOMS_OF_WORDS.test(path))
    .flatMap((source) =>
      [...walk(source)].filter(isDeclaredName).flatMap((node) =>
        splitWords(node.text)
          .filter((word) => REPLACED[word])
          .map((word) => faultAt(source, node, `${node.text} says ${word}: the word is ${REPLACED[word]}`)),
      ),
    );
}

function isDeclaredName(node: ts.Node): node is ts.Identifier {
  if (!ts.isIdentifier(node)) return false;
  const { parent } = node;
  return "name" in parent && parent.name === node && !ts.isPropertyAccessExpression(parent) && !ts.isJsxAttribute(parent);
}

/** The words of a camelCase or kebab-case name, in lower case and singular. */
function splitWords(name: string): string[] {
  return spaceWords(name)
    .split(/[\s_-]+/)
    .map((word) => word.toLowerCase().replace(/s$/, ""));
}

/** Breaks camelCase so that \b finds each word. */
function spaceWords(text: string): string {
  return text.replace(/([a-z0-9])([A-Z])/g, "$1 $2");
}
