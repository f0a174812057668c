/** How much of all bodies together is held: who hardly moves is cut for who comes, and small forms are taken all the while. */
import { EventEmitter } from "node:events";
import { describe, expect, it } from "vitest";
import { createBodyLimit } from "../../server/body-limit.ts";

const MEBIBYTE = 1024 * 1024;

/** As much of a request and its answer as the limit asks for. */
function makePair(headers: Record<string, string>) {
  const answered: { status: number | null } = { status: null };
  const request = Object.assign(new EventEmitter(), {
    headers,
    complete: false,
    pause: () => {},
    resume: () => {},
    destroy: () => {},
  });
  const response = Object.assign(new EventEmitter(), {
    headersSent: false,
    setHeader: () => {},
    status: (status: number) => {
      answered.status = status;
      return { type: () => ({ send: () => {} }) };
    },
  });
  return { request, response, answered };
}

function open(limit: ReturnType<typeof createBodyLimit>, headers: Record<string, string> = {}) {
  const pair = makePair(headers);
  limit(pair.request as never, pair.response as never, () => {});
  return { ...pair, send: (bytes: number) => pair.request.emit("data", Buffer.alloc(bytes)) };
}

describe("bodies that are under way", () => {
  const large = { "content-length": String(11 * MEBIBYTE) };

  it("leave no room for one more before it is read", () => {
    const limit = createBodyLimit(() => 0);
    const three = [open(limit, large), open(limit, large), open(limit, large)];
    expect(three.map(({ answered }) => answered.status)).toEqual([null, null, 503]);
  });

  it("lose the one that hardly moves to one that comes, and none that moves", () => {
    let time = 0;
    const limit = createBodyLimit(() => time);
    const [moving, dripping] = [open(limit, large), open(limit, large)];
    moving.send(MEBIBYTE);
    dripping.send(1);
    time = 10_000;
    dripping.send(1);
    const next = open(limit, large);
    expect([moving, dripping, next].map(({ answered }) => answered.status)).toEqual([null, 503, null]);
  });

  it("are counted as they come where nothing is declared", () => {
    const limit = createBodyLimit(() => 0);
    const three = [open(limit), open(limit), open(limit)];
    for (const body of three) body.send(11 * MEBIBYTE);
    expect(three.map(({ answered }) => answered.status)).toEqual([null, null, 503]);
  });

  it("are free of what was answered", () => {
    const limit = createBodyLimit(() => 0);
    for (let turn = 0; turn < 10; turn += 1) {
      const body = open(limit, large);
      body.send(11 * MEBIBYTE);
      body.request.complete = true;
      body.response.emit("close");
      expect(body.answered.status).toBeNull();
    }
  });

  it("do not count what is small", () => {
    const limit = createBodyLimit(() => 0);
    const many = Array.from({ length: 5_000 }, () => open(limit));
    for (const body of many) body.send(16 * 1024);
    expect(many.filter(({ answered }) => answered.status !== null)).toEqual([]);
  });

  it("are each cut at 12 MB, and hold nothing then", () => {
    const limit = createBodyLimit(() => 0);
    for (let turn = 0; turn < 5; turn += 1) {
      const body = open(limit);
      body.send(13 * MEBIBYTE);
      expect(body.answered.status).toBe(413);
    }
    const next = open(limit, large);
    expect(next.answered.status).toBeNull();
  });

  it("end for their reader with an error when they are refused, never as if they were whole", () => {
    const { request, send } = open(createBodyLimit(() => 0));
    const seen: string[] = [];
    request.on("end", () => seen.push("end"));
    request.on("error", () => seen.push("error"));
    send(13 * MEBIBYTE);
    request.emit("end");
    expect(seen).toEqual(["error"]);
  });
});
