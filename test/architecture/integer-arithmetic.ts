/** Marks and money stay integers: no division, no fraction and no Math in the rooms that compute them (DOMAIN 5; divideHalfUp is in shared). */
import ts from "typescript";
import { type Fault, faultAt, type Source, walk } from "./source.ts";

const ROOMS = /^app\/domain\/(marking|results|awards|policy|money)\//;
const FLOATING = new Set(["Math", "parseFloat", "toFixed", "toPrecision"]);
const DIVISIONS = new Set([ts.SyntaxKind.SlashToken, ts.SyntaxKind.SlashEqualsToken]);

export function findFloatingArithmetic(sources: readonly Source[]): Fault[] {
  return sources
    .filter(({ path }) => ROOMS.test(path))
    .flatMap((source) =>
      [...walk(source)].flatMap((node) => {
        const what = judge(node);
        return what === null ? [] : [faultAt(source, node, what)];
      }),
    );
}

function judge(node: ts.Node): string | null {
  if (ts.isBinaryExpression(node) && DIVISIONS.has(node.operatorToken.kind)) return "divides";
  if (ts.isNumericLiteral(node) && !Number.isInteger(Number(node.text))) return `non-integer literal ${node.text}`;
  if (ts.isIdentifier(node) && FLOATING.has(node.text)) return `uses ${node.text}`;
  return null;
}
