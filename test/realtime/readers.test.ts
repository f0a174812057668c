/** Viewers who do not acknowledge what they were sent are cut, and nobody else is. */
import type { Socket } from "socket.io";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createReaders, type Readers } from "../../server/readers.ts";

const ROOM = "board:round-1";
let readers: Readers;

beforeEach(() => {
  vi.useFakeTimers();
  readers = createReaders(() => Date.now());
});
afterEach(() => {
  readers.close();
  vi.useRealTimers();
});

function viewer(version: number) {
  const terminate = vi.fn();
  let leave = () => {};
  const socket = {
    once: (_name: string, then: () => void) => {
      leave = then;
    },
    conn: { transport: { socket: { terminate } }, close: vi.fn() },
  } as unknown as Socket;
  return { socket, terminate, leave: () => leave(), number: readers.add(socket, ROOM, version) };
}

it("cuts who has not acknowledged a version nine seconds after it was sent, not sooner", () => {
  const [asleep, awake] = [viewer(1), viewer(1)];
  readers.sent(ROOM, 2);
  vi.advanceTimersByTime(4_000);
  readers.acknowledge(awake.socket, [awake.number, 2]);
  vi.advanceTimersByTime(3_900);
  expect(asleep.terminate).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1_100);
  expect(asleep.terminate).toHaveBeenCalled();
  expect(awake.terminate).not.toHaveBeenCalled();
});

it("waits for nothing that was sent before someone came, nor while nothing is sent", () => {
  readers.sent(ROOM, 5);
  const late = viewer(5);
  vi.advanceTimersByTime(60_000);
  expect(late.terminate).not.toHaveBeenCalled();
});

it("lets who is a little behind catch up, however often something is sent", () => {
  const slow = viewer(0);
  for (let version = 1; version <= 120; version += 1) {
    readers.sent(ROOM, version);
    vi.advanceTimersByTime(250);
    if (version % 16 === 0) readers.acknowledge(slow.socket, [slow.number, version - 3]);
  }
  expect(slow.terminate).not.toHaveBeenCalled();
});

it("waits for nothing once the board is closed", () => {
  const asleep = viewer(1);
  readers.sent(ROOM, 2);
  readers.sent(ROOM, 0);
  vi.advanceTimersByTime(20_000);
  expect(asleep.terminate).not.toHaveBeenCalled();
});

it("takes no acknowledgement for another, none that is malformed, and forgets who has left", () => {
  const [asleep, other] = [viewer(1), viewer(1)];
  readers.sent(ROOM, 2);
  for (const payload of [[asleep.number, 2], [other.number, "2"], { 0: other.number }, null, [other.number, 2.5], [-1, 2]])
    readers.acknowledge(other.socket, payload);
  other.leave();
  vi.advanceTimersByTime(10_000);
  expect(asleep.terminate).toHaveBeenCalled();
  expect(other.terminate).not.toHaveBeenCalled();
});
