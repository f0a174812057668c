/** The pure parts of the attacks: chance that repeats, frames as they are written, what surely is refused, what is left of a guard. */
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createChance } from "./chance.ts";
import { findWorst, isRefused } from "./giants.ts";
import { encodeJunk, makeJson, makeText } from "./junk.ts";
import { listMutants, withoutScope } from "./mutants.ts";
import { measureBits, SECRETS } from "./secrets.ts";
import { type FormSchema, fieldsOf, mayEnter, type Served, wordsOf } from "./served.ts";
import { isAlike, median } from "./sign-in-time.ts";
import { readFrames, writeFrame, writeText } from "./web-socket.ts";
import { makeAttempt, type Names } from "./wrong-forms.ts";
import { makeWrongAsking, makeWrongFrame, makeWrongPacket } from "./wrong-frames.ts";

describe("chance", () => {
  it("makes the same attack from the same seed, and another from another", () => {
    const draw = (seed: number) => {
      const chance = createChance(seed);
      return Array.from({ length: 50 }, () => [chance.int(1_000), makeText(chance), JSON.stringify(makeJson(chance))]);
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it("reaches every number below the limit and none beside", () => {
    const chance = createChance(1);
    const drawn = new Set(Array.from({ length: 2_000 }, () => chance.int(10)));
    expect([...drawn].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(() => chance.pick([])).toThrow(RangeError);
  });

  it("makes nothing that an address could not carry", () => {
    const chance = createChance(3);
    for (let time = 0; time < 500; time += 1) expect(() => encodeJunk(makeText(chance))).not.toThrow();
  });
});

describe("frames", () => {
  it.each([0, 5, 125, 126, 70_000])("are read back as they were written, with %i bytes", (length) => {
    const text = "a".repeat(length);
    const frame = writeFrame({ opcode: 1, payload: Buffer.from(text), isMasked: false });
    expect(readFrames(Buffer.concat([frame, frame.subarray(0, 1)]))).toEqual({ texts: [text], rest: frame.subarray(0, 1) });
  });

  it("of a client are masked, and say the length that they are told to", () => {
    const [first, second] = writeText("42[]");
    expect([first, second]).toEqual([0x81, 0x84]);
    expect(writeFrame({ opcode: 2, payload: Buffer.alloc(1), said: 2n ** 64n - 1n }).readBigUInt64BE(2)).toBe(2n ** 64n - 1n);
  });

  it("that are wrong are bytes, whatever chance says", () => {
    const chance = createChance(11);
    const watched = [{ name: "form", payload: { form: "F" }, isPrivate: true }];
    for (let time = 0; time < 300; time += 1) {
      expect(makeWrongFrame(chance).length).toBeGreaterThan(0);
      expect(makeWrongPacket(chance).length).toBeGreaterThan(0);
      const { bytes, isPrivate } = makeWrongAsking(chance, watched, 5);
      expect(bytes.length).toBeGreaterThan(0);
      if (isPrivate) expect(bytes.length).toBeLessThan(20_000);
    }
  });
});

describe("forms that must be refused", () => {
  const schema = z
    .object({ title: z.string().min(3), kind: z.enum(["gold", "silver"]), entryId: z.string(), rows: z.array(z.string()) })
    .transform((form) => form) as unknown as FormSchema;
  const served: Served = {
    thing: "routes/x act",
    routeId: "routes/x",
    kind: "act",
    path: "/office/:competition",
    access: { roles: ["organiser"], within: "scope" },
    hasPage: true,
    isMount: false,
    form: schema,
  };
  const names: Names = { of: () => ["real"], any: ["real"] };

  it("are made of the fields and the words that the schema has", () => {
    expect(Object.keys(fieldsOf(schema))).toEqual(["title", "kind", "entryId", "rows"]);
    expect(wordsOf(fieldsOf(schema).kind)).toEqual(["gold", "silver"]);
  });

  it("never fit at a real address from who may", () => {
    const chance = createChance(5);
    const person = { name: "organiser", cookie: "session=x", roles: ["organiser"] };
    const whys = new Set<string>();
    for (let time = 0; time < 2_000; time += 1) {
      const attempt = makeAttempt(chance, [served], [person], names);
      if (attempt === null) continue;
      whys.add(attempt.why);
      const fields = attempt.body instanceof FormData || attempt.body instanceof URLSearchParams ? attempt.body : null;
      if (attempt.why === "about nothing") expect(fields?.get("entryId")).not.toBe("real");
      if (attempt.why === "an address of nothing") expect(attempt.path).not.toContain("real");
      if (attempt.why !== "does not fit" || !fields) continue;
      const form = {
        title: fields.get("title"),
        kind: fields.get("kind"),
        entryId: fields.get("entryId"),
        rows: fields.getAll("rows[]"),
      };
      const isWhole =
        fields.getAll("title").length === 1 && fields.getAll("kind").length === 1 && fields.getAll("entryId").length === 1;
      if (isWhole && fields.has("rows[]")) expect(schema.safeParse(form).success).toBe(false);
    }
    expect([...whys].sort()).toEqual(["about nothing", "an address of nothing", "does not fit", "no form"]);
  });

  it("come with anything from who may not", () => {
    const chance = createChance(6);
    const person = { name: "the public", cookie: "", roles: null };
    const whys = Array.from({ length: 50 }, () => makeAttempt(chance, [served], [person], names)?.why);
    expect(new Set(whys)).toEqual(new Set(["who may not"]));
  });

  it.each([
    ["public", null, true],
    ["signed-in", null, false],
    ["signed-in", [], true],
    [{ roles: ["organiser"], within: "scope" }, ["reviewer"], false],
    [{ roles: ["organiser"], within: "scope" }, ["reviewer", "organiser"], true],
  ] as const)("knows whom %j may let in", (access, roles, isSo) => {
    expect(mayEnter(access, roles)).toBe(isSo);
  });
});

describe("what is left of a guard", () => {
  it("is nothing, any account, or any scope", () => {
    expect(listMutants("public")).toEqual([]);
    expect(listMutants("signed-in").map(({ access }) => access)).toEqual(["public"]);
    expect(listMutants({ roles: ["organiser"], within: "anywhere" }).map(({ access }) => access)).toEqual([
      "public",
      "signed-in",
    ]);
    expect(listMutants({ roles: ["organiser"], within: "scope" })).toHaveLength(3);
    // Nobody is an administrator of one competition.
    expect(listMutants({ roles: ["administrator"], within: "scope" })).toHaveLength(2);
  });

  it("is the condition without what names the scope, at whatever depth", () => {
    const ids = new Set(["C1"]);
    expect(withoutScope({ id: "x", competitionId: "C1" }, ids)).toEqual({ id: "x" });
    expect(withoutScope({ id: "x", event: { competitionId: "C1", code: "E" } }, ids)).toEqual({ id: "x", event: { code: "E" } });
    expect(withoutScope({ id: "x", event: { competitionId: "C1" } }, ids)).toEqual({ id: "x" });
    expect(withoutScope({ id: "x", code: "C2" }, ids)).toBeNull();
  });
});

describe("secrets", () => {
  it.each(SECRETS)("$name has 64 bits or is slowed down", ({ make, throttled }) => {
    expect(measureBits(make, 1_000) >= 64 || throttled !== null).toBe(true);
  });

  it("are measured by the signs that occur", () => {
    let turn = 0;
    expect(measureBits(() => `K${(turn++ % 4).toString()}`, 100)).toBe(2);
  });
});

describe("a giant", () => {
  const giant = { refusals: [413, 400] };

  it("is refused by what says no and by a cut, and by nothing else", () => {
    expect([413, 400, 0, 200, 500, null].map((status) => isRefused(giant, status))).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it.each([
    [[413, 200, 413], 200],
    [[200, null, 0], 200],
    [[413, null, 0], null],
    [[413, 0], 0],
    [[], null],
  ])("that was answered %j is judged by the worst of it", (statuses, worst) => {
    expect(findWorst(giant, statuses)).toBe(worst);
  });
});

describe("times", () => {
  it("are alike within a tenth", () => {
    expect([0.89, 0.9, 1, 1.1, 1.11].map(isAlike)).toEqual([false, true, true, true, false]);
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
  });
});
