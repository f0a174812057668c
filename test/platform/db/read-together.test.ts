/** What is asked for in one turn is one query; what is asked for later is asked again. */
import { expect, it } from "vitest";
import { readTogether } from "#app/platform/db/read-together.server.ts";

type Row = { readonly id: string; readonly value: number };

function openReader() {
  const asked: (readonly string[])[] = [];
  const rows: Row[] = [
    { id: "a", value: 1 },
    { id: "b", value: 2 },
    { id: "a", value: 3 },
  ];
  let fails = false;
  const read = readTogether<Row>(
    async (keys) => {
      asked.push(keys);
      if (fails) throw new Error("no answer");
      return rows.filter(({ id }) => keys.includes(id));
    },
    ({ id }) => id,
  );
  const fail = (does: boolean) => {
    fails = does;
  };
  return { asked, rows, read, fail };
}

it("asks once for all of a turn, and gives everyone his own rows", async () => {
  const { asked, read } = openReader();
  const answers = await Promise.all([read("a"), read("b"), read("a"), read("nobody")]);
  expect(answers.map((rows) => rows.map(({ value }) => value))).toEqual([[1, 3], [2], [1, 3], []]);
  expect(asked).toEqual([["a", "b", "nobody"]]);
});

it("asks again in a later turn, and is told what is there then", async () => {
  const { asked, rows, read } = openReader();
  expect(await read("b")).toHaveLength(1);
  rows.push({ id: "b", value: 4 });
  expect(await read("b")).toHaveLength(2);
  expect(asked).toEqual([["b"], ["b"]]);
});

it("a query that fails fails for those who shared it alone", async () => {
  const { read, fail } = openReader();
  fail(true);
  const failed = await Promise.allSettled([read("a"), read("b")]);
  expect(failed.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  fail(false);
  expect(await read("a")).toHaveLength(2);
});
