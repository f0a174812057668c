/** What is left of a declared access when a part of it is taken away. Imports nothing of the app: it judges what the app declares. */
import type { ShownAccess } from "./served.ts";

export type Mutant = { readonly name: string; readonly access: ShownAccess };

/** Never appointed within one competition: for these "anywhere" is no wider than "scope". */
const SYSTEM_ONLY: readonly string[] = ["administrator"];

/**
 * Who is asked for is no longer asked for, any account will do, or a role counts wherever it is held. None for what is open to everyone:
 * there is nothing to take away.
 */
export function listMutants(access: ShownAccess): readonly Mutant[] {
  if (access === "public") return [];
  const open: Mutant = { name: "open to everyone", access: "public" };
  if (typeof access === "string") return [open];
  const anyone: Mutant = { name: "open to any account", access: "signed-in" };
  const isScoped = access.within === "scope" && access.roles.some((role) => !SYSTEM_ONLY.includes(role));
  return [open, anyone, ...(isScoped ? [{ name: "any scope", access: { ...access, within: "anywhere" } }] : [])];
}

/** A condition of a query with all that names one of these ids taken out; null where nothing names one, or nothing else would be left. */
export function withoutScope(where: unknown, ids: ReadonlySet<string>): Readonly<Record<string, unknown>> | null {
  if (typeof where !== "object" || where === null || Array.isArray(where)) return null;
  let isChanged = false;
  const left = Object.entries(where).flatMap(([key, value]): (readonly [string, unknown])[] => {
    if (typeof value === "string" && ids.has(value)) {
      isChanged = true;
      return [];
    }
    if (typeof value !== "object" || value === null || Array.isArray(value) || value instanceof Date) return [[key, value]];
    const inner = withoutScope(value, ids);
    if (inner === null) return [[key, value]];
    isChanged = true;
    return Object.keys(inner).length === 0 ? [] : [[key, inner]];
  });
  return isChanged ? Object.fromEntries(left) : null;
}
