/** Whatever comes in a form, its schema says whether it is one: it never breaks, which would be an error of the server. */
import { describe, expect, it } from "vitest";
import { startChance } from "../faults/attack/chance.ts";
import { listServed } from "../faults/attack/served.ts";
import { makeFields, type Names, toInput } from "../faults/attack/wrong-forms.ts";

const TRIES = 200;
const SEED = 7;
const NAMES: Names = { of: () => [], any: ["DG", "01a21fb2-b466-708e-a4a5-f42f5f958d79", "2026-11-28", "1.5", "/9j/"] };

describe("the schema of every form that is served", () => {
  it("answers, and throws at nothing", async () => {
    const chance = startChance("schemas", SEED);
    const broken = new Set<string>();
    let tried = 0;
    for (const { thing, form } of await listServed()) {
      if (form === null) continue;
      for (let turn = 0; turn < TRIES; turn += 1, tried += 1) {
        // Mostly as wanted, so that one field alone is not: a schema gives up at the first that has another type.
        const input = {
          ...toInput(makeFields(chance, form, NAMES, true)),
          ...spoil(toInput(makeFields(chance, form, NAMES, false))),
        };
        try {
          form.safeParse(input);
        } catch (error) {
          broken.add(`${thing}: ${error} at ${JSON.stringify(input).slice(0, 300)}`);
        }
      }
    }
    expect([...broken]).toEqual([]);
    expect(tried).toBeGreaterThan(40_000);

    /** One field, or all. */
    function spoil(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
      const names = Object.keys(fields);
      if (names.length === 0 || chance.oneIn(4)) return fields;
      const name = chance.pick(names);
      return { [name]: fields[name] };
    }
  });
});
