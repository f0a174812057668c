/** Damages plain data at one to three places of it: what is left is still JSON. */
import type { Dice } from "../golden/second-scorer/generate.ts";

const VALUES: readonly unknown[] = [
  null,
  -1,
  0,
  1,
  2.5,
  1e15,
  1e308,
  "",
  "x",
  "O1",
  "E1-e00",
  "\u0000",
  "\ud800",
  "2026-13-45T99:00:00.000Z",
  "0000-01-01T00:00:00.000Z",
  "9999-12-31T23:59:59.999Z",
  true,
  [],
  {},
  [[]],
  "<script>",
  "很长".repeat(3_000),
];

export function damage(document: unknown, dice: Dice): unknown {
  const copy: unknown = JSON.parse(JSON.stringify(document));
  const places = 1 + dice.below(3);
  for (let count = 0; count < places; count += 1) damageOnce(copy, dice);
  if (dice.once(200)) return dice.pick<unknown>(null, 7, "text", [], [copy], {});
  return copy;
}

type Container = Record<string | number, unknown>;

function damageOnce(root: unknown, dice: Dice): void {
  let container = root as Container;
  let key = pickKey(container, dice);
  // Deeper at each step, and to a stop anywhere.
  while (key !== null && isContainer(container[key]) && !dice.once(6)) {
    container = container[key] as Container;
    const inner = pickKey(container, dice);
    if (inner === null) break;
    key = inner;
  }
  if (key === null) return;
  const value = container[key];
  switch (dice.below(9)) {
    case 0:
      if (Array.isArray(container)) container.splice(Number(key), 1);
      else delete container[key];
      return;
    case 1:
      if (Array.isArray(container)) container.splice(Number(key), 0, JSON.parse(JSON.stringify(value ?? null)));
      else container[`${key}2`] = value;
      return;
    case 2:
      if (typeof value === "number") container[key] = value + dice.pick(-1, 1, 100);
      else if (typeof value === "string") container[key] = dice.pick(`${value}9`, value.slice(1), value.toUpperCase());
      else if (typeof value === "boolean") container[key] = !value;
      return;
    case 3:
      if (Array.isArray(container)) container.reverse();
      else Object.defineProperty(container, "__proto__", { value: {}, enumerable: true, configurable: true, writable: true });
      return;
    case 4: {
      let deep: unknown = "bottom";
      for (let level = 0; level < 500; level += 1) deep = level % 2 === 0 ? [deep] : { deep };
      container[key] = deep;
      return;
    }
    case 5: {
      const other = pickKey(container, dice);
      if (other !== null) [container[key], container[other]] = [container[other], container[key]];
      return;
    }
    default:
      container[key] = JSON.parse(JSON.stringify(dice.pick(...VALUES)));
  }
}

function isContainer(value: unknown): value is Container {
  return typeof value === "object" && value !== null && Object.keys(value).length > 0;
}

function pickKey(container: Container, dice: Dice): string | null {
  const keys = Object.keys(container);
  return keys.length === 0 ? null : dice.pick(...keys);
}
