/**
 * Requests that must all be refused: by who may not, at an address of nothing, with a form that does not fit, about an object that does not
 * exist, or with a body that is no form. The form's own schema says whether it fits, so that none of them is an act by chance.
 */
import type { Chance } from "./chance.ts";
import { encodeJunk, makeJson, makeText } from "./junk.ts";
import { type FormSchema, fieldsOf, mayEnter, type Served, wordsOf } from "./served.ts";
import { listTornForms, TORN_TYPE } from "./torn-forms.ts";

export type Person = {
  readonly name: string;
  readonly cookie: string /** Null: nobody is signed in. */;
  readonly roles: readonly string[] | null;
};

/** What exists, by the name of a parameter; and ids of anything. */
export type Names = { of(parameter: string): readonly string[]; readonly any: readonly string[] };

export type Attempt = {
  readonly thing: string;
  readonly who: string;
  readonly why: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: FormData | URLSearchParams | string | Uint8Array<ArrayBuffer> | null;
};

type Field = readonly [name: string, value: string | File];

const PLAUSIBLE = [
  "1",
  "2",
  "100",
  "0",
  "on",
  "true",
  "甲方",
  "a@example.cn",
  "13800000000",
  "2026-12-01",
  "2026-12-01T09:00",
  "09:00",
  "110101",
  "key-1",
  "{}",
  "[]",
  '{"a":1}',
  "",
];
const METHODS = ["PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"];

/** @returns null where chance found nothing that is surely refused */
export function makeAttempt(chance: Chance, served: readonly Served[], people: readonly Person[], names: Names): Attempt | null {
  const one = chance.pick(served);
  const person = chance.pick(people);
  if (one.kind === "load") return makeLook(chance, one, person, names);
  if (one.isMount) return makePost(chance, one, person, "a body that does not fit", fillPath(chance, one.path, names));
  const isStranger = !mayEnter(one.access, person.roles) || (one.access === "result-holder" && person.name !== "result-holder");
  if (isStranger) return withForm(chance, one, person, names, "who may not", makeFields(chance, one.form, names, true), false);
  switch (chance.int(4)) {
    case 0:
      return one.path.includes(":")
        ? withForm(chance, one, person, names, "an address of nothing", makeFields(chance, one.form, names, true), true)
        : null;
    case 1: {
      const fields = makeFields(chance, one.form, names, true);
      const named = fields.map(
        ([name, value]): Field =>
          /Ids?(\[\])?$|^(entry|form|person|account)$/.test(name) ? [name, makeUnknownId(chance)] : [name, value],
      );
      const isAbout = named.some(([name, value], index) => value !== fields[index]?.[1] && name !== "intent");
      return isAbout && one.access !== "public" ? withForm(chance, one, person, names, "about nothing", named, false) : null;
    }
    case 2:
      return makePost(chance, one, person, "no form", fillPath(chance, one.path, names));
    default: {
      const fields = makeFields(chance, one.form, names, false);
      return fits(one.form, fields) ? null : withForm(chance, one, person, names, "does not fit", fields, false);
    }
  }
}

function makeLook(chance: Chance, one: Served, person: Person, names: Names): Attempt {
  const path = fillPath(chance, one.path, names);
  const address = one.hasPage && chance.oneIn(2) ? `${path === "/" ? "/_root" : path}.data` : path;
  const asked = Array.from({ length: chance.int(5) }, () => {
    const name = chance.oneIn(5)
      ? makeText(chance, 30)
      : chance.pick([
          "round",
          "page",
          "session",
          "list",
          "as",
          "judge",
          "next",
          "q",
          "_routes",
          "event",
          "entry",
          "status",
          "region",
          "by",
          "index",
          "from",
          "sort",
        ]);
    return `${encodeJunk(name)}=${chance.oneIn(4) ? encodeJunk(chance.pick(names.any)) : encodeJunk(makeText(chance, 200))}`;
  });
  const method = chance.oneIn(10) ? chance.pick(METHODS) : "GET";
  const query = asked.length === 0 ? "" : `?${asked.join("&")}`;
  return {
    thing: one.thing,
    who: person.name,
    why: "looks",
    method,
    path: address + query,
    headers: headersOf(chance, person),
    body: null,
  };
}

function withForm(
  chance: Chance,
  one: Served,
  person: Person,
  names: Names,
  why: string,
  fields: readonly Field[],
  isNowhere: boolean,
): Attempt {
  const all: Field[] = [["intent", one.kind], ...fields];
  if (chance.oneIn(8)) all.push(["intent", one.kind]);
  if (chance.oneIn(8)) all.push([makeText(chance, 60), makeText(chance)]);
  const isText = chance.oneIn(2) && all.every(([, value]) => typeof value === "string");
  const body = isText ? new URLSearchParams() : new FormData();
  for (const [name, value] of all) (body as FormData).append(Buffer.from(name).toString(), value as string);
  const path = fillPath(chance, one.path, names, isNowhere);
  const method = chance.oneIn(12) ? chance.pick(["PUT", "PATCH", "DELETE"]) : "POST";
  return {
    thing: one.thing,
    who: person.name,
    why,
    method,
    path: dataPath(chance, one, path),
    headers: headersOf(chance, person),
    body,
  };
}

/** What no reader of forms takes: another type, a torn multipart, bytes. */
function makePost(chance: Chance, one: Served, person: Person, why: string, path: string): Attempt {
  const intent = `--b\r\nContent-Disposition: form-data; name="intent"\r\n\r\n${one.kind}`;
  const [type, body] = chance.pick<readonly [string, string | Uint8Array<ArrayBuffer>]>([
    ["application/json", JSON.stringify(makeJson(chance))],
    ["application/json", `{"intent":${JSON.stringify(one.kind)}`],
    ["text/plain", `intent=${one.kind}`],
    ["multipart/form-data", intent],
    ["multipart/form-data; boundary=b", intent.slice(0, chance.int(intent.length))],
    ["multipart/form-data; boundary=b", new Uint8Array(chance.bytes(chance.int(3_000)))],
    [TORN_TYPE, new Uint8Array(chance.pick(listTornForms()))],
    // One b would be the boundary: a whole form, which whoever may act acts by.
    [`multipart/form-data; boundary=${"b".repeat(chance.oneIn(10) ? 0 : 2 + chance.int(300))}`, `${intent}\r\n--b--`],
    ["application/x-www-form-urlencoded", new Uint8Array(chance.bytes(chance.int(3_000)))],
    ["application/x-www-form-urlencoded", `intent=${one.kind}${encodeJunk(makeText(chance, 50))}x`],
    ["application/x-www-form-urlencoded; charset=utf-16", "%ff%fe=%00"],
    ["", ""],
  ]);
  const headers = { ...headersOf(chance, person), ...(type === "" ? {} : { "Content-Type": type }) };
  return {
    thing: one.thing,
    who: person.name,
    why,
    method: "POST",
    path: one.isMount ? path : dataPath(chance, one, path),
    headers,
    body,
  };
}

function dataPath(chance: Chance, one: Served, path: string): string {
  return one.hasPage && chance.oneIn(2) ? `${path === "/" ? "/_root" : path}.data` : path;
}

function headersOf(chance: Chance, { cookie }: Person): Record<string, string> {
  const more = chance.oneIn(10)
    ? `; locale=${encodeJunk(makeText(chance, 60))}; ${chance.pick(["session", "result", "judges", "second-step"])}2=${encodeJunk(makeText(chance, 200))}`
    : "";
  const odd: Record<string, string> = chance.oneIn(10)
    ? {
        [chance.pick([
          "Accept",
          "Accept-Language",
          "If-None-Match",
          "Range",
          "User-Agent",
          "X-HTTP-Method-Override",
          "Authorization",
        ])]: encodeJunk(makeText(chance, 100)),
      }
    : {};
  return { ...(cookie + more === "" ? {} : { Cookie: (cookie + more).replace(/^; /, "") }), ...odd };
}

/** @param isNowhere nothing has these names */
function fillPath(chance: Chance, path: string, names: Names, isNowhere = false): string {
  const filled = path.replace(/:(\w+)\??|\*/g, (_all, name: string | undefined) => {
    if (isNowhere || chance.oneIn(6))
      return chance.oneIn(2) ? makeUnknownId(chance) : encodeJunk(makeText(chance, 60)).replaceAll(/^\.+$|^$/g, "nothing");
    const known = names.of(name ?? "");
    return encodeURIComponent(chance.pick(known.length === 0 || chance.oneIn(8) ? names.any : known));
  });
  return filled;
}

function makeUnknownId(chance: Chance): string {
  const hex = chance.bytes(16).toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** The fields of the form, as it wants them one by one where that was found out, else as nobody wants them. */
export function makeFields(chance: Chance, form: FormSchema | null, names: Names, isFitting: boolean): Field[] {
  return Object.entries(fieldsOf(form ?? undefined)).flatMap(([name, schema]): Field[] => {
    const element = listElement(schema);
    if (!isFitting && chance.oneIn(5)) return [];
    const makeOne = (): string | File => {
      if (!isFitting && chance.oneIn(2))
        return chance.oneIn(6) ? new File([new Uint8Array(chance.bytes(200))], makeText(chance, 30)) : makeText(chance);
      const candidates = [...wordsOf(schema), ...PLAUSIBLE, chance.pick(names.any), chance.pick(names.any)];
      const fitting = candidates.filter((value) => isWanted(element ?? schema, value));
      return fitting.length === 0 ? chance.pick(candidates) : chance.pick(fitting);
    };
    const many = element === null ? (chance.oneIn(8) ? 2 : 1) : chance.int(4);
    return Array.from({ length: many }, () => [element === null ? name : `${name}[]`, makeOne()] as const);
  });
}

function listElement(schema: FormSchema): FormSchema | null {
  const { element, innerType, in: input } = schema.def;
  return element ?? (innerType ? listElement(innerType) : input ? listElement(input) : null);
}

function isWanted(schema: FormSchema, value: unknown): boolean {
  try {
    return schema.safeParse(value).success;
  } catch {
    return false;
  }
}

/** Whether the app would take these fields for what it asks: of repeated ones the last counts, those with brackets are lists. */
function fits(form: FormSchema | null, fields: readonly Field[]): boolean {
  return form === null || isWanted(form, toInput(fields));
}

/** What the app reads out of a form before its schema looks at it. */
export function toInput(fields: readonly Field[]): Readonly<Record<string, unknown>> {
  const read: Record<string, unknown> = {};
  for (const [name, value] of fields) {
    if (!name.endsWith("[]")) read[name] = value;
    else read[name.slice(0, -2)] = [...((read[name.slice(0, -2)] as unknown[] | undefined) ?? []), value];
  }
  return read;
}
