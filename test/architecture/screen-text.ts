/** All text on screens stands in app/i18n: no Chinese elsewhere in the code of app, and no words in the markup of pages. */
import ts from "typescript";
import { type Fault, faultAt, type Source, walk } from "./source.ts";

const HAN = /\p{Script=Han}/u;
const LETTERS = /\p{L}/u;
const MARKUP = /^app\/(ui\/|routes\/|[^/]+\.tsx$)/;
/** Words of other people's files, to recognise their headings by: data, never shown by us. */
const RECOGNISED = /^app\/(platform\/excel|platform\/names|domain\/trial)\/[a-z-]+-words\.ts$/;
/** Attributes that people read or hear. */
const SPOKEN = new Set([
  "title",
  "label",
  "placeholder",
  "alt",
  "description",
  "aria-label",
  "aria-description",
  "aria-roledescription",
  "aria-valuetext",
]);

/** Chinese in strings, templates, patterns and markup of app outside app/i18n; comments may cite the Chinese word. */
export function findChineseOutsideTexts(sources: readonly Source[]): Fault[] {
  return sources
    .filter(({ path }) => path.startsWith("app/") && !path.startsWith("app/i18n/") && !RECOGNISED.test(path))
    .flatMap((source) =>
      [...walk(source)]
        .filter((node) => isText(node) && HAN.test(node.getText(source.tree)))
        .map((node) => faultAt(source, node, `Chinese text ${node.getText(source.tree).trim()}`)),
    );
}

/** Words written into markup, or into attributes that are read out. */
export function findTextInMarkup(sources: readonly Source[]): Fault[] {
  return sources
    .filter(({ path }) => MARKUP.test(path))
    .flatMap((source) =>
      [...walk(source)].flatMap((node) =>
        wordsOf(node).map((text) => faultAt(source, text, `text in markup: ${text.getText(source.tree).trim()}`)),
      ),
    );
}

function isText(node: ts.Node): boolean {
  return (
    ts.isStringLiteralLike(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddle(node) ||
    ts.isTemplateTail(node) ||
    ts.isJsxText(node) ||
    ts.isRegularExpressionLiteral(node)
  );
}

function wordsOf(node: ts.Node): ts.Node[] {
  if (ts.isJsxText(node)) return LETTERS.test(node.text) ? [node] : [];
  if (ts.isJsxExpression(node) && node.expression && !ts.isJsxAttribute(node.parent)) return shown(node.expression);
  if (ts.isJsxAttribute(node) && SPOKEN.has(node.name.getText())) {
    if (!node.initializer) return [];
    if (ts.isStringLiteral(node.initializer)) return shown(node.initializer);
    return ts.isJsxExpression(node.initializer) && node.initializer.expression ? shown(node.initializer.expression) : [];
  }
  return [];
}

/** The literal pieces with letters that this expression can put on the screen itself. */
function shown(expression: ts.Expression): ts.Node[] {
  if (ts.isStringLiteralLike(expression)) return LETTERS.test(expression.text) ? [expression] : [];
  if (ts.isTemplateExpression(expression)) {
    const pieces = [expression.head, ...expression.templateSpans.map((span) => span.literal)];
    return pieces.filter((piece) => LETTERS.test(piece.text));
  }
  if (ts.isParenthesizedExpression(expression)) return shown(expression.expression);
  if (ts.isConditionalExpression(expression)) return [...shown(expression.whenTrue), ...shown(expression.whenFalse)];
  if (ts.isBinaryExpression(expression)) {
    const { kind } = expression.operatorToken;
    if (kind === ts.SyntaxKind.AmpersandAmpersandToken) return shown(expression.right);
    const joins = [ts.SyntaxKind.BarBarToken, ts.SyntaxKind.QuestionQuestionToken, ts.SyntaxKind.PlusToken];
    if (joins.includes(kind)) return [...shown(expression.left), ...shown(expression.right)];
  }
  return [];
}
