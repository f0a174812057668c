/** The chain of audit records: whatever is done to it afterwards shows. */
import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson, type Json } from "#app/domain/audit/canonical-json.ts";
import { type ChainRecord, computeRecordHash, GENESIS_HASH, verifyChain } from "#app/domain/audit/chain.ts";

const sha256 = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");

function makeChain(length: number): ChainRecord[] {
  const records: ChainRecord[] = [];
  for (let sequence = 1; sequence <= length; sequence += 1) {
    const content = {
      chain: "competition-1",
      sequence,
      at: `2025-11-20T06:30:${String(sequence).padStart(2, "0")}.000Z`,
      actorId: sequence % 2 === 0 ? "u-1" : null,
      act: "enter-mark",
      objectKind: "form",
      objectId: `f-${sequence}`,
      payload: { aspectId: "A1.1", value: sequence * 25, note: null, seen: [true, "是"] },
      previousHash: records.at(-1)?.hash ?? GENESIS_HASH,
    };
    records.push({ ...content, hash: computeRecordHash(content, sha256) });
  }
  return records;
}

function codes(records: readonly ChainRecord[], head: { sequence: number; hash: string } | null = null): string[] {
  const verified = verifyChain(records, sha256, head);
  return verified.ok ? [] : verified.refusals.map((refusal) => refusal.code);
}

/** The forger computes the hash of what he changed again, but cannot reach the records after it. */
function rehash(record: ChainRecord): ChainRecord {
  return { ...record, hash: computeRecordHash(record, sha256) };
}

describe("verifyChain", () => {
  it("answers the head of an intact chain, of one record, and of none", () => {
    const chain = makeChain(9);
    expect(verifyChain(chain, sha256)).toEqual({ ok: true, value: { sequence: 9, hash: chain[8]?.hash } });
    expect(codes(makeChain(1))).toEqual([]);
    expect(verifyChain([], sha256)).toEqual({ ok: true, value: { sequence: 0, hash: GENESIS_HASH } });
  });

  it("does not mind the order of a payload's keys, which databases change", () => {
    const chain = makeChain(3).map((record) => ({
      ...record,
      payload: Object.fromEntries(Object.entries(record.payload as { [key: string]: Json }).reverse()),
    }));
    expect(codes(chain)).toEqual([]);
  });

  const forgeries: readonly (readonly [string, Partial<ChainRecord>])[] = [
    ["payload", { payload: { aspectId: "A1.1", value: 999, note: null, seen: [true, "是"] } }],
    ["actor", { actorId: "u-9" }],
    ["time", { at: "2025-11-20T06:29:00.000Z" }],
    ["act", { act: "sign-off" }],
    ["kind of object", { objectKind: "entry" }],
    ["object", { objectId: "f-9" }],
    ["hash", { hash: GENESIS_HASH }],
    ["previous hash", { previousHash: GENESIS_HASH }],
  ];
  it.each(forgeries)("finds a changed %s", (_, change) => {
    const chain = makeChain(5);
    const forged = chain.map((record, index) => (index === 2 ? { ...record, ...change } : record));
    const verified = verifyChain(forged, sha256);
    expect(verified.ok ? [] : verified.refusals).toContainEqual({ code: "record-changed", params: { sequence: 3 } });
    const rehashed = chain.map((record, index) => (index === 2 ? rehash({ ...record, ...change }) : record));
    if (change.hash === undefined) expect(codes(rehashed)).toContain("record-unlinked");
  });

  it("finds a deleted record, also when the rest is numbered anew", () => {
    const chain = makeChain(5);
    const cut = chain.filter((record) => record.sequence !== 3);
    expect(verifyChain(cut, sha256)).toEqual({ ok: false, refusals: [{ code: "record-missing", params: { from: 3, to: 3 } }] });
    const renumbered = cut.map((record, index) => rehash({ ...record, sequence: index + 1 }));
    expect(codes(renumbered)).toEqual(["record-unlinked", "record-unlinked"]);
  });

  it("finds a chain that lost its beginning", () => {
    expect(codes(makeChain(4).slice(1))).toEqual(["record-missing"]);
  });

  it("finds swapped, repeated and inserted records", () => {
    const chain = makeChain(4);
    const [first, second, third, fourth] = chain;
    if (!first || !second || !third || !fourth) throw new Error("four records were made");
    expect(codes([first, third, second, fourth])).toEqual(["record-missing", "record-out-of-order", "record-missing"]);
    expect(codes([first, second, second, third, fourth])).toEqual(["record-out-of-order"]);
    const swapped = [first, rehash({ ...third, sequence: 2 }), rehash({ ...second, sequence: 3 }), fourth];
    expect(codes(swapped)).toContain("record-unlinked");
    const inserted = rehash({ ...second, objectId: "f-99" });
    expect(codes([first, inserted, third, fourth])).toEqual(["record-unlinked"]);
  });

  it("finds a record of another competition", () => {
    const chain = makeChain(3);
    const mixed = chain.map((record, index) => (index === 2 ? rehash({ ...record, chain: "competition-2" }) : record));
    expect(codes(mixed)).toEqual(["record-of-other-chain"]);
  });

  it("finds a chain cut short or written anew only against a head noted elsewhere", () => {
    const chain = makeChain(5);
    const head = { sequence: 5, hash: chain[4]?.hash ?? "" };
    expect(codes(chain, head)).toEqual([]);
    expect(codes(chain.slice(0, 3))).toEqual([]);
    expect(codes(chain.slice(0, 3), head)).toEqual(["chain-cut-short"]);
    const rewritten = [...chain.slice(0, 4), ...chain.slice(4).map((record) => rehash({ ...record, actorId: "u-9" }))];
    expect(codes(rewritten)).toEqual([]);
    expect(codes(rewritten, head)).toEqual(["chain-head-differs"]);
    expect(codes(chain, { sequence: 3, hash: chain[2]?.hash ?? "" })).toEqual([]);
  });

  it("takes a payload that cannot be written as JSON for a changed one", () => {
    const chain = makeChain(2);
    const broken = chain.map((record, index) => (index === 1 ? { ...record, payload: { value: Number.NaN } } : record));
    expect(codes(broken)).toEqual(["record-changed"]);
  });

  it("finds any change of any character of any payload", () => {
    fc.assert(
      fc.property(fc.nat({ max: 4 }), fc.jsonValue(), (position, payload) => {
        const chain = makeChain(5);
        const original = chain[position];
        const value = payload as Json;
        fc.pre(original !== undefined && canonicalJson(original.payload) !== canonicalJson(value));
        expect(codes(chain.map((record, index) => (index === position ? { ...record, payload: value } : record)))).toEqual([
          "record-changed",
        ]);
      }),
    );
  });
});

describe("canonicalJson", () => {
  it("sorts keys at every depth and writes no white space", () => {
    expect(canonicalJson({ b: [{ z: 1, a: "技" }], a: null, ä: true, B: 0.5 })).toBe(
      '{"B":0.5,"a":null,"b":[{"a":"技","z":1}],"ä":true}',
    );
  });

  it("writes what JSON reads back as the same value", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonicalJson(JSON.parse(canonicalJson(value as Json)) as Json)).toBe(canonicalJson(value as Json));
        expect(JSON.parse(canonicalJson(value as Json))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it("refuses what JSON would leave out or change", () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, undefined, new Date(0), () => 1, new Map(), 1n]) {
      expect(() => canonicalJson({ value } as unknown as Json)).toThrow(RangeError);
    }
  });
});
