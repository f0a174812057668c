/** Thousands are told some at a time, those first who were told longest ago; nobody is left behind, and nobody gets an older one. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { createTelling } from "../../server/telling.ts";

const SLICE = 100;

type Shown = { readonly version: number };

function open() {
  const got = new Map<string, { from: number; to: number }[]>();
  const told: number[] = [];
  const order: string[] = [];
  const failures: unknown[] = [];
  const telling = createTelling<Shown>(
    {
      tell: (ids, from, to) => {
        for (const id of ids) {
          got.set(id, [...(got.get(id) ?? []), { from: from.version, to: to.version }]);
          order.push(`${id} ${to.version}`);
        }
      },
      told: ({ version }) => told.push(version),
      fail: (error) => failures.push(error),
    },
    SLICE,
  );
  return { telling, got, told, order, failures };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

async function settle(turns = 50): Promise<void> {
  for (let count = 0; count < turns; count += 1) await turn();
}

it("a change that comes in the middle of a roll reaches at once those who were not told yet, and then the others", async () => {
  const { telling, got, told, order } = open();
  telling.show({ version: 1 });
  // 250 of them are told in three slices: 100, 100 and 50.
  const ids = Array.from({ length: 250 }, (_, index) => `v${index}`);
  for (const id of ids) telling.add(id);
  telling.show({ version: 2 });
  expect(order).toHaveLength(100);
  telling.show({ version: 3 });
  await settle();
  expect(got.get("v0")).toEqual([
    { from: 1, to: 2 },
    { from: 2, to: 3 },
  ]);
  expect(got.get("v249")).toEqual([{ from: 1, to: 3 }]);
  expect(order.slice(100, 250)).toEqual(ids.slice(100).map((id) => `${id} 3`));
  expect(order).toHaveLength(350);
  // Everyone had the second or something newer before everyone had the third.
  expect(told).toEqual([1, 2, 3]);
});

it("tells nobody what he has, nor who left, and says that nothing can be had before it is shown", async () => {
  const { telling, got } = open();
  expect(() => telling.add("early")).toThrow("Nothing is shown yet.");
  const first = { version: 1 };
  telling.show(first);
  for (const id of ["stays", "leaves"]) telling.add(id);
  telling.show(first);
  telling.remove("leaves");
  telling.show({ version: 2 });
  telling.add("late");
  await settle();
  expect([...got]).toEqual([["stays", [{ from: 1, to: 2 }]]]);
});

it("whatever comes when: each gets a chain from what he was given to what is shown last, without a gap or a step back", async () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant("show" as const) }),
    fc.record({ kind: fc.constant("wait" as const) }),
    fc.record({ kind: fc.constant("add" as const), count: fc.integer({ min: 1, max: 180 }) }),
    fc.record({ kind: fc.constant("remove" as const), at: fc.nat({ max: 400 }) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const { telling, got, told, failures } = open();
      let version = 1;
      telling.show({ version });
      const given = new Map<string, number>();
      const left = new Set<string>();
      for (const one of steps) {
        if (one.kind === "show") {
          version += 1;
          telling.show({ version });
        } else if (one.kind === "wait") await turn();
        else if (one.kind === "add") {
          for (let count = 0; count < one.count; count += 1) {
            const id = `v${given.size}`;
            given.set(id, version);
            telling.add(id);
          }
        } else {
          telling.remove(`v${one.at}`);
          left.add(`v${one.at}`);
        }
      }
      await settle();
      expect(failures).toEqual([]);
      expect(told).toEqual([...told].sort((one, other) => one - other));
      for (const [id, from] of given) {
        let has = from;
        for (const change of got.get(id) ?? []) {
          expect([change.from, change.to > change.from]).toEqual([has, true]);
          has = change.to;
        }
        if (!left.has(id)) expect(has).toBe(version);
      }
    }),
    { numRuns: 60 },
  );
});
