/** Whether the components of a total can be computed: weights of 100 percent in all, each mark out of the total (DOMAIN 6). */

import { listModules, type MarkingScheme } from "#app/domain/marking/scheme.ts";
import { type Component, PERCENT } from "#app/domain/results/components.ts";
import type { EventRules } from "#app/domain/results/rules.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { formatHundredths } from "#app/domain/shared/units.ts";

export const COMPONENT_REFUSALS = [
  "component-key-malformed",
  "component-key-repeated",
  "component-name-missing",
  "component-weight-not-percent",
  "component-weights-not-100",
  "component-pass-mark-out-of-range",
  "component-file-with-modules",
  "component-modules-needed",
  "component-module-repeated",
  "component-module-unknown",
  "component-modules-left-out",
] as const;
export type ComponentRefusal = (typeof COMPONENT_REFUSALS)[number];

type Refusals = readonly Refusal<ComponentRefusal>[];
type Rules = Pick<EventRules, "components" | "total">;

/** That the marks of a component can reach the total is asked of the scheme. @param scheme null: whether they fit a scheme is not asked */
export function checkComponents(rules: Rules, scheme: MarkingScheme | null): Refusals {
  const { components } = rules;
  if (components.length === 0) return [];
  const sum = components.reduce((total, { weight }) => total + weight, 0);
  return [
    ...components.flatMap((component) => checkComponent(component, rules)),
    ...listRepeated(components.map(({ key }) => key)).map(
      (key): Refusal<ComponentRefusal> => ({ code: "component-key-repeated", params: { key } }),
    ),
    ...(sum === PERCENT ? [] : [{ code: "component-weights-not-100" as const, params: { sum } }]),
    ...checkModules(components),
    ...(scheme === null ? [] : checkFit(rules, scheme)),
  ];
}

function checkComponent({ key, name, weight, passMark, source, modules }: Component, { total }: Rules): Refusals {
  const refusals: Refusal<ComponentRefusal>[] = [];
  if (!/^[a-z][a-z0-9-]{0,29}$/.test(key)) refusals.push({ code: "component-key-malformed", params: { key } });
  if (name.trim() === "") refusals.push({ code: "component-name-missing", params: { key } });
  if (!Number.isSafeInteger(weight) || weight < 0 || weight > PERCENT) {
    refusals.push({ code: "component-weight-not-percent", params: { component: name, weight } });
  }
  if (passMark !== null && (passMark < 0 || passMark > total)) {
    const params = { component: name, passMark: formatHundredths(passMark), total: formatHundredths(total) };
    refusals.push({ code: "component-pass-mark-out-of-range", params });
  }
  if (source === "file" && modules.length > 0)
    refusals.push({ code: "component-file-with-modules", params: { component: name } });
  return refusals;
}

/** A mark of the scheme counts in one component only. */
function checkModules(components: readonly Component[]): Refusals {
  const marked = components.filter(({ source }) => source === "scheme");
  const whole = marked.length > 1 ? marked.filter(({ modules }) => modules.length === 0) : [];
  return [
    ...whole.map(({ name }): Refusal<ComponentRefusal> => ({ code: "component-modules-needed", params: { component: name } })),
    ...listRepeated(marked.flatMap(({ modules }) => modules)).map(
      (module): Refusal<ComponentRefusal> => ({ code: "component-module-repeated", params: { module } }),
    ),
  ];
}

function checkFit({ components }: Rules, scheme: MarkingScheme): Refusals {
  const known = new Set(listModules(scheme).map(({ id }) => id));
  const byModules = components.filter(({ source, modules }) => source === "scheme" && modules.length > 0);
  const refusals: Refusal<ComponentRefusal>[] = [];
  for (const { name, modules } of byModules) {
    const unknown = modules.filter((module) => !known.has(module));
    refusals.push(
      ...unknown.map((module): Refusal<ComponentRefusal> => {
        return { code: "component-module-unknown", params: { component: name, module } };
      }),
    );
  }
  const counted = new Set(byModules.flatMap(({ modules }) => modules));
  const left = scheme.criteria.filter(({ module }) => module === undefined || !counted.has(module)).map(({ id }) => id);
  if (byModules.length > 0 && left.length > 0) {
    refusals.push({ code: "component-modules-left-out", params: { criteria: left.join(", ") } });
  }
  return refusals;
}

function listRepeated(words: readonly string[]): readonly string[] {
  return [...new Set(words.filter((word, index) => words.indexOf(word) < index))];
}
