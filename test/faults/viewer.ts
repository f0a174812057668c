/** Someone who looks at a screen of one process: the board of an event, and a form. */
import { type Connection, createConnection } from "#app/live/connection.ts";
import type { Hall } from "./hall.ts";

export type Viewer = {
  /** Of the board as it was last shown; -1 before anything was. */
  board(): number;
  /** How many marks the form was last said to have; -1 before anything was. */
  form(): number;
  close(): void;
};

/** @param cookie of a judge who may see the form */
export function openViewer(url: string, hall: Hall, formId: string, cookie: string): Viewer {
  const connection: Connection = createConnection(url, { forceNew: true, reconnectionDelay: 100, extraHeaders: { cookie } });
  let [board, form] = [-1, -1];
  const onState = () => {};
  connection.watch(
    "board",
    { competition: hall.competition, event: hall.event },
    {
      onSnapshot: ({ version }) => {
        board = version;
      },
      onState,
    },
  );
  connection.watch(
    "form",
    { form: formId },
    {
      onSnapshot: ({ revision }) => {
        form = revision;
      },
      onState,
    },
  );
  return { board: () => board, form: () => form, close: () => connection.close() };
}
