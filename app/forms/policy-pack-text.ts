/** Reads the text of a policy pack file: the pack, or every fault with its line and column; and publishes the format as a JSON Schema. */
import { z } from "zod";
import type { PolicyPack } from "#app/domain/policy/pack.ts";
import { type Decision, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import { parseJsonText } from "#app/domain/trial/json-text.ts";
import { PolicyPackSchema, readPolicyPack } from "#app/forms/policy-pack.ts";

/**
 * `$schema` may stand at the top, for editors. Each fault has `path`, `problem`, `row` and `column` (both from 1), and `expected`
 * where there is something to name.
 */
export function readPackText(text: string): Decision<PolicyPack, "pack-fault"> {
  const json = parseJsonText(text.replace(/^\uFEFF/, ""));
  if (!json.ok) {
    return refuse(
      ...json.faults.map(({ row, column }) => {
        return { code: "pack-fault" as const, params: { path: "", problem: "json-malformed", row, column } };
      }),
    );
  }
  const decision = readPolicyPack(withoutSchema(json.value));
  return decision.ok ? decision : refuse(...placePackFaults(text, decision.refusals));
}

/** Gives faults that name a path of the file their line and column in its text. */
export function placePackFaults(text: string, refusals: readonly Refusal[]): readonly Refusal<"pack-fault">[] {
  const json = parseJsonText(text.replace(/^\uFEFF/, ""));
  return refusals.map(({ params = {} }) => {
    const path = String(params.path ?? "").match(/[^.[\]]+/g) ?? [];
    const place = json.ok ? json.findPlace(path) : { row: 1, column: 1 };
    return { code: "pack-fault", params: { ...params, ...place } };
  });
}

function withoutSchema(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const { $schema: _schema, ...pack } = value as Readonly<Record<string, unknown>>;
  return pack;
}

/** What is published; that ids are not repeated and that dates fit the status only the reader says. */
export function describePolicyPack(): object {
  const { $schema, ...schema } = z.toJSONSchema(PolicyPackSchema, { io: "input" }) as Readonly<Record<string, unknown>>;
  const properties = { $schema: { type: "string" }, ...(schema.properties as object) };
  return { $schema, title: "SkillLadder policy pack", ...schema, properties };
}
