/**
 * One message for a crowd, encoded once: the same bytes, frame and all, go to each of thousands. The library encodes a broadcast
 * anew for each slice of a crowd, and writes the head of a frame apart from its body.
 */
import type { Socket } from "socket.io";

/** First byte of a final frame that holds text (RFC 6455, section 5.2). */
const FINAL_TEXT = 0x81;

/** What sends one encoded message to a socket. A socket that is closing or still polls is answered as by `emit`. */
export type SendEncoded = (socket: Socket) => void;

/**
 * @param name event in the namespace of all sockets, "/"
 * @param message as JSON; binary data has no place in it
 */
export function encodeMessage(name: string, message: unknown): SendEncoded {
  // Socket.IO protocol 5: "2" is an event. Engine.IO protocol 4 puts "4", a message, before it.
  const packet = `2${JSON.stringify([name, message])}`;
  const frames = [frameText(Buffer.from(`4${packet}`))];
  const options = { preEncoded: true, compress: false, wsPreEncodedFrame: frames };
  return (socket) => {
    const { client } = socket as unknown as WithClient;
    const { readyState, transport, writeBuffer } = client.conn;
    // Nothing is on its way to it, and it takes frames: what the engine would do beside writing this one is nothing to anybody.
    const sender =
      readyState === "open" && transport.writable && writeBuffer.length === 0 ? transport.socket?._sender : undefined;
    if (sender) sender.sendFrame(frames);
    else client.writeToEngine([packet], options);
  };
}

/** What the library's own adapter calls; it is not in the types that are published. */
type WithClient = {
  readonly client: {
    writeToEngine(packets: readonly string[], options: object): void;
    readonly conn: {
      readonly readyState: string;
      readonly writeBuffer: readonly unknown[];
      readonly transport: {
        readonly writable: boolean;
        /** Of a WebSocket, which the engine writes frames to in the same way. */
        readonly socket?: { readonly _sender?: { sendFrame(frames: readonly Buffer[]): void } };
      };
    };
  };
};

/** One unmasked frame in one piece (RFC 6455, section 5.2). */
function frameText(payload: Buffer): Buffer {
  return Buffer.concat([headOf(payload.length), payload]);
}

function headOf(length: number): Buffer {
  if (length < 126) return Buffer.from([FINAL_TEXT, length]);
  if (length < 65_536) return Buffer.from([FINAL_TEXT, 126, length >> 8, length & 255]);
  const head = Buffer.alloc(10);
  head[0] = FINAL_TEXT;
  head[1] = 127;
  head.writeBigUInt64BE(BigInt(length), 2);
  return head;
}
