/** Someone who looks at a screen of one process, without the app: the board of an event, and a form. */
import { io } from "socket.io-client";
import type { Hall } from "./hall.ts";

export type Viewer = {
  /** Version of the board as it was last shown; -1 before anything was. */
  board(): number;
  /** How many marks the form was last said to have; -1 before anything was. */
  form(): number;
  close(): void;
};

type Told = { readonly version?: number; readonly to?: number; readonly revision?: number };
type Answer = { readonly ok: boolean; readonly snapshot?: Told | Uint8Array; readonly reader?: number };

/** A viewer that says nothing of what it sees is cut by the server. */
const SEEN_MS = 2_000;

/** @param cookie of a judge who may see the form */
export function openViewer(url: string, hall: Hall, formId: string, cookie: string): Viewer {
  const socket = io(url, {
    forceNew: true,
    transports: ["websocket"],
    reconnectionDelay: 100,
    reconnectionDelayMax: 1_000,
    extraHeaders: { cookie },
  });
  let [board, form] = [-1, -1];
  let reader: number | undefined;
  /** A board comes as bytes on joining, then as changes that lead to a version. */
  const see = (told: Answer["snapshot"]) => {
    const snapshot = told instanceof Uint8Array ? (JSON.parse(new TextDecoder().decode(told)) as Told) : told;
    board = snapshot?.to ?? snapshot?.version ?? board;
    form = snapshot?.revision ?? form;
  };
  const watch = (name: string, payload: object) => {
    socket.emit(name, payload, (answer: Answer) => {
      if (!answer.ok) return void setTimeout(() => watch(name, payload), 500);
      if (name === "board") reader = answer.reader;
      see(answer.snapshot);
    });
  };
  const seen = setInterval(() => reader !== undefined && socket.emit("seen", [reader, board]), SEEN_MS);
  socket.on("board", see);
  socket.on("form", see);
  socket.on("connect", () => {
    watch("board", { competition: hall.competition, event: hall.event });
    watch("form", { form: formId });
  });
  const close = () => {
    clearInterval(seen);
    socket.close();
  };
  return { board: () => board, form: () => form, close };
}
