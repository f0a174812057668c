/** Frames, packets and messages that no browser sends, at each level of a socket: WebSocket, Engine.IO, Socket.IO, and what is asked in it. */
import type { Chance } from "./chance.ts";
import { makeJson, makeText, nest } from "./junk.ts";
import { writeFrame, writeText } from "./web-socket.ts";

/** What a socket may ask to watch; private: not everyone's, and not the attackers'. */
export type Watched = { readonly name: string; readonly payload: object; readonly isPrivate: boolean };

const RESERVED_NAMES = ["connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener", "error"];

/** A frame that is wrong as a frame. */
export function makeWrongFrame(chance: Chance): Buffer {
  const payload = chance.bytes(chance.int(chance.oneIn(10) ? 20_000 : 130));
  const text = Buffer.from(`42["board",${JSON.stringify(makeJson(chance))}]`);
  switch (chance.int(14)) {
    case 0:
      return writeFrame({ opcode: chance.pick([3, 4, 5, 6, 7, 11, 12, 13, 14, 15]), payload });
    case 1:
      return writeFrame({ opcode: chance.pick([1, 2]), payload: text, isMasked: false });
    case 2:
      return writeFrame({ opcode: 1, payload: text, reserved: 1 + chance.int(7) });
    case 3:
      return writeFrame({
        opcode: chance.pick([1, 2]),
        payload,
        said: chance.pick([0n, 125n, 70_000n, 2n ** 32n, 2n ** 53n, 2n ** 64n - 1n]),
      });
    case 4:
      return writeFrame({ opcode: 1, payload: text, width: chance.pick([2, 8]) });
    case 5:
      return writeFrame({ opcode: chance.pick([8, 9, 10]), payload: chance.bytes(126 + chance.int(400)) });
    case 6:
      return writeFrame({ opcode: chance.pick([8, 9, 10]), payload: chance.bytes(10), isLast: false });
    case 7:
      return writeFrame({
        opcode: 8,
        payload: chance.pick([Buffer.from([3]), Buffer.from([0, 0]), Buffer.from([3, 237, 255, 254])]),
      });
    case 8:
      return writeFrame({
        opcode: 1,
        payload: Buffer.concat([Buffer.from('42["board","'), Buffer.from([0xc3, 0x28, 0xff, 0xed, 0xa0, 0x80])]),
      });
    case 9:
      return writeFrame({ opcode: 0, payload });
    case 10:
      return Buffer.concat([
        writeFrame({ opcode: 1, payload: text.subarray(0, 4), isLast: false }),
        writeFrame({ opcode: chance.pick([1, 2]), payload: text }),
      ]);
    case 11:
      return Buffer.concat(
        Array.from({ length: 1 + chance.int(40) }, (_, index) =>
          writeFrame({ opcode: index === 0 ? 1 : 0, payload: Buffer.from("4"), isLast: false }),
        ),
      );
    case 12:
      return writeFrame({ opcode: chance.pick([1, 2]), payload: Buffer.alloc(17_000 + chance.int(20_000), 52) });
    default:
      return chance.bytes(1 + chance.int(200));
  }
}

/** A sound frame with a packet of Engine.IO or Socket.IO that is wrong. */
export function makeWrongPacket(chance: Chance): Buffer {
  const json = JSON.stringify(makeJson(chance));
  switch (chance.int(14)) {
    case 0:
      return writeText(`${chance.pick(["0", "1", "2", "3", "5", "6", "7", "8", "9", "b", "x", ""])}${makeText(chance, 200)}`);
    case 1:
      return writeFrame({ opcode: 2, payload: chance.bytes(chance.int(300)) });
    case 2:
      return writeText(
        `4${chance.pick(["5", "6"])}${chance.pick(["1", "9", "65536", "999999999999", "-1", "0", ""])}-["board",{"_placeholder":true,"num":${chance.pick([0, 7, -1, 1e9])}}]`,
      );
    case 3:
      return Buffer.concat([
        writeText('451-["board",{"_placeholder":true,"num":0}]'),
        chance.oneIn(2) ? writeFrame({ opcode: 2, payload: chance.bytes(30) }) : writeText("42[]"),
      ]);
    case 4:
      return writeText(`42${chance.pick(["", "1", "99999999999999999999", "-1"])}${json}`);
    case 5:
      return writeText(`42["board",${nest(100 + chance.int(3_500))}]`);
    case 6:
      return writeText(`42[${JSON.stringify(chance.pick(RESERVED_NAMES))},${json}]`);
    case 7:
      return writeText(`40/${makeText(chance, 100)},${json}`);
    case 8:
      return writeText(`41/${makeText(chance, 30)},`);
    case 9:
      return writeText(`44${json}`);
    case 10:
      return writeText(`42/elsewhere,["board",${json}]`);
    case 11:
      return writeText(`42[${chance.pick(["0", "null", "{}", "[]", "true", '"\\u0000"', '"__proto__"'])},${json}]`);
    case 12:
      return writeText(`42${json.slice(0, chance.int(json.length + 1))}`);
    default:
      return writeText(`4${chance.int(10)}${makeText(chance, 100)}`);
  }
}

/** A message that a server may take, with what it must refuse, and under which number its answer comes. */
export function makeWrongAsking(
  chance: Chance,
  watched: readonly Watched[],
  number: number,
): { readonly bytes: Buffer; readonly isPrivate: boolean } {
  const asked = chance.pick(watched);
  const write = (name: unknown, payload: unknown, more = "") =>
    writeText(`42${number}[${JSON.stringify(name)},${JSON.stringify(payload) ?? "null"}${more}]`);
  // What the database is asked for costs most: it is a fifth of all.
  switch (chance.int(15)) {
    case 8:
    case 9:
      return { bytes: write(asked.name, asked.payload), isPrivate: asked.isPrivate };
    case 10:
      return { bytes: write(asked.name, asked.payload, `,${JSON.stringify(makeJson(chance))}`), isPrivate: asked.isPrivate };
    case 1:
      return { bytes: write(makeText(chance, 8_000), makeJson(chance)), isPrivate: false };
    case 2:
      return {
        bytes: write("seen", chance.pick([[0, 0], [1, 1e9], [chance.int(50), 2 ** 53], [-1, -1], makeJson(chance)])),
        isPrivate: false,
      };
    case 3:
      return { bytes: writeText(`43${chance.int(1_000)}[${JSON.stringify(makeJson(chance))}]`), isPrivate: false };
    case 4:
      return {
        bytes: Buffer.concat(Array.from({ length: 1 + chance.int(30) }, () => writeText(chance.pick(["3", "3probe"])))),
        isPrivate: false,
      };
    case 5:
      return { bytes: writeFrame({ opcode: chance.pick([9, 10]), payload: chance.bytes(chance.int(126)) }), isPrivate: false };
    case 6:
      return {
        bytes: write(asked.name, { ...asked.payload, [chance.pick(["judge", "round", "role", "admin"])]: makeJson(chance) }),
        isPrivate: asked.isPrivate,
      };
    case 7: {
      const field = chance.pick(Object.keys(asked.payload));
      return { bytes: write(asked.name, { ...asked.payload, [field]: makeText(chance, 200) }), isPrivate: false };
    }
    default:
      return { bytes: write(asked.name, makeJson(chance)), isPrivate: false };
  }
}
