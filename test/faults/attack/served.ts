/** Everything that the build answers, with what its declarations say: addresses, access, and what each form is made of. */
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";

/** As a declaration says it; this side judges it, and takes nothing from the app. */
export type ShownAccess = string | { readonly roles: readonly string[]; readonly within: string };

export type Served = {
  /** The route's id, and `load` or the intent. */
  readonly thing: string;
  readonly routeId: string;
  readonly kind: string;
  readonly path: string;
  readonly access: ShownAccess;
  readonly hasPage: boolean;
  readonly isMount: boolean;
  /** Of an intent. */
  readonly form: FormSchema | null;
};

/** As much of a zod schema as is asked. */
export type FormSchema = {
  safeParse(value: unknown): { readonly success: boolean };
  readonly def: {
    readonly type: string;
    readonly shape?: Readonly<Record<string, FormSchema>>;
    readonly in?: FormSchema;
    readonly innerType?: FormSchema;
    readonly options?: readonly FormSchema[];
    readonly left?: FormSchema;
    readonly right?: FormSchema;
    readonly element?: FormSchema;
    readonly entries?: Readonly<Record<string, string | number>>;
    readonly values?: readonly unknown[];
  };
};

type Entry = typeof import("#app/entry.server.tsx");

/** @throws Error when there is no build */
export async function listServed(): Promise<readonly Served[]> {
  const file = path.resolve("build/server/index.js");
  if (!fs.existsSync(file)) throw new Error("There is no build: run npm run build.");
  const build = (await import(pathToFileURL(file).href)) as unknown as ServerBuild;
  const entry = build.entry.module as unknown as Entry;
  const mounts = new Set(entry.listMounts().map(({ id }) => id));
  return entry.listRegistered(build, entry.listMounts()).map(({ routeId, path: address, kind, access }) => {
    const module = build.routes[routeId]?.module as
      | { readonly default?: unknown; readonly action?: { readonly forms?: Readonly<Record<string, FormSchema>> } }
      | undefined;
    return {
      thing: `${routeId} ${kind}`,
      routeId,
      kind,
      path: address,
      access,
      hasPage: module?.default !== undefined,
      isMount: mounts.has(routeId),
      form: module?.action?.forms?.[kind] ?? null,
    };
  });
}

/** The fields that a form may have, by name. */
export function fieldsOf(schema: FormSchema | undefined): Readonly<Record<string, FormSchema>> {
  if (schema === undefined) return {};
  const { shape, in: input, innerType, options, left, right } = schema.def;
  return {
    ...Object.assign({}, ...(options ?? []).map(fieldsOf)),
    ...fieldsOf(input),
    ...fieldsOf(innerType),
    ...fieldsOf(left),
    ...fieldsOf(right),
    ...shape,
  };
}

/** The words that a schema knows, such as those of a choice. */
export function wordsOf(schema: FormSchema | undefined): readonly string[] {
  if (schema === undefined) return [];
  const { entries, values, in: input, innerType, options, element } = schema.def;
  return [
    ...Object.values(entries ?? {}).map(String),
    ...(values ?? []).map(String),
    ...wordsOf(input),
    ...wordsOf(innerType),
    ...wordsOf(element),
    ...(options ?? []).flatMap(wordsOf),
  ];
}

/** Whether somebody with these roles, in whatever scope, may be let in. */
export function mayEnter(access: ShownAccess, roles: readonly string[] | null): boolean {
  if (access === "public" || access === "result-holder") return true;
  if (roles === null) return false;
  return typeof access === "string" || access.roles.some((role) => roles.includes(role));
}
