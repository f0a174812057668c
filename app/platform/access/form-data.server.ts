/** From what a browser submits to typed input, or one reason per field. */
import type { z } from "zod";
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";

/**
 * Parses form data with a schema. A field named `x[]` arrives as an array `x`; of repeated other fields the last counts.
 * The message of a schema check is the refusal's code when it is kebab-case, else `field-invalid`; params name the field.
 */
export function parseForm<Schema extends z.ZodType>(schema: Schema, formData: FormData): Decision<z.output<Schema>> {
  // Once over all of them: to ask the form for each name would take the square of their number.
  const fields = new Map<string, FormDataEntryValue | FormDataEntryValue[]>();
  for (const [key, value] of formData) {
    const name = key.endsWith("[]") ? key.slice(0, -2) : key;
    const listed = fields.get(name);
    if (key === name) fields.set(name, value);
    else if (Array.isArray(listed)) listed.push(value);
    else fields.set(name, [value]);
  }
  const parsed = schema.safeParse(Object.fromEntries(fields));
  if (parsed.success) return { ok: true, value: parsed.data };
  const refusals = parsed.error.issues.map((issue): Refusal => {
    const field = issue.path.join(".");
    return { code: /^[a-z]+(-[a-z0-9]+)+$/.test(issue.message) ? issue.message : "field-invalid", params: { field } };
  });
  return decide(refusals, undefined as never);
}
