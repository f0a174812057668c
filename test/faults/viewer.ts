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

type Answer = { readonly ok: boolean; readonly snapshot?: { readonly version?: number; readonly revision?: number } };

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
  const see = (snapshot: Answer["snapshot"]) => {
    board = snapshot?.version ?? board;
    form = snapshot?.revision ?? form;
  };
  const watch = (name: string, payload: object) => {
    socket.emit(name, payload, ({ ok, snapshot }: Answer) => (ok ? see(snapshot) : setTimeout(() => watch(name, payload), 500)));
  };
  socket.on("board", see);
  socket.on("form", see);
  socket.on("connect", () => {
    watch("board", { competition: hall.competition, event: hall.event });
    watch("form", { form: formId });
  });
  return { board: () => board, form: () => form, close: () => void socket.close() };
}
