/** Every loader and action of a route is made by defineLoader or defineAction; and routes never touch the database. */
import ts from "typescript";
import { type Fault, faultAt, type Source, walk } from "./source.ts";

const ROUTE = /^app\/(routes\/.*|root)\.tsx?$/;
const MAKERS: Readonly<Record<string, string>> = { loader: "defineLoader", action: "defineAction" };
const MAKERS_FROM = "#app/platform/access/define.server.ts";

/** Exported loaders and actions that declare no access. */
export function findUndeclaredAccess(sources: readonly Source[]): Fault[] {
  return sources
    .filter(({ path }) => ROUTE.test(path))
    .flatMap((source) => [...walk(source)].flatMap((node) => judgeExport(source, node)));
}

/** Uses of the runtime's database in routes: a route calls one query or one service. */
export function findDatabaseInRoutes(sources: readonly Source[]): Fault[] {
  return sources
    .filter(({ path }) => ROUTE.test(path))
    .flatMap((source) =>
      [...walk(source)]
        .filter((node) => ts.isIdentifier(node) && node.text === "database")
        .map((node) => faultAt(source, node, "uses the database")),
    );
}

function judgeExport(source: Source, node: ts.Node): Fault[] {
  if (ts.isExportDeclaration(node)) {
    const elements = node.exportClause && ts.isNamedExports(node.exportClause) ? node.exportClause.elements : [];
    return elements
      .filter(({ name }) => name.text in MAKERS)
      .map((element) => faultAt(source, element, `exports ${element.name.text} from elsewhere`));
  }
  const isExported = ts.canHaveModifiers(node) && ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  if (!isExported) return [];
  if (ts.isFunctionDeclaration(node)) {
    const name = node.name?.text ?? "";
    return name in MAKERS ? [faultAt(source, node, `${name} declares no access`)] : [];
  }
  if (!ts.isVariableStatement(node)) return [];
  return node.declarationList.declarations.flatMap((declaration) => {
    const name = ts.isIdentifier(declaration.name) ? declaration.name.text : "";
    const maker = MAKERS[name];
    return maker && !isMadeBy(source, declaration.initializer, maker)
      ? [faultAt(source, declaration, `${name} declares no access`)]
      : [];
  });
}

function isMadeBy(source: Source, value: ts.Expression | undefined, maker: string): boolean {
  if (!value || !ts.isCallExpression(value) || !ts.isIdentifier(value.expression) || value.expression.text !== maker)
    return false;
  return source.tree.statements.some(
    (statement) =>
      ts.isImportDeclaration(statement) &&
      ts.isStringLiteral(statement.moduleSpecifier) &&
      statement.moduleSpecifier.text === MAKERS_FROM &&
      statement.importClause?.namedBindings !== undefined &&
      ts.isNamedImports(statement.importClause.namedBindings) &&
      statement.importClause.namedBindings.elements.some(({ name, propertyName }) => name.text === maker && !propertyName),
  );
}
