/** Which sockets came with which sessions, so that one whose session ends is cut at once, whatever it watches. */
import { createHash } from "node:crypto";
import { createCookie } from "@remix-run/node";
import type { Socket } from "socket.io";

/** Cookies that hold a session: of who signed in the ordinary way, and of each judge on a tablet (app/platform/sessions). */
const HOLDS_SESSION = /^(?:session|judge\.[\w-]{1,64})$/;

export type SessionSockets = {
  /** Notes the sessions of the header; done before the socket is heard. */
  note(socket: Socket, cookieHeader: string | null): Promise<void>;
  /** Cuts every socket that came with one of them: it comes back, asks again, and gets what its sessions still allow. */
  cut(sessionIds: readonly string[]): void;
};

export function createSessionSockets(): SessionSockets {
  const socketsOf = new Map<string, Set<Socket>>();
  return {
    note: async (socket, cookieHeader) => {
      const ids = await listSessionIds(cookieHeader);
      if (socket.disconnected) return;
      for (const id of ids) socketsOf.set(id, (socketsOf.get(id) ?? new Set()).add(socket));
      if (ids.length === 0) return;
      socket.once("disconnect", () => {
        for (const id of ids) {
          const sockets = socketsOf.get(id);
          sockets?.delete(socket);
          if (sockets?.size === 0) socketsOf.delete(id);
        }
      });
    },
    cut: (sessionIds) => {
      for (const id of sessionIds) for (const socket of [...(socketsOf.get(id) ?? [])]) socket.conn.close();
    },
  };
}

/** As the table names them: by the hash of the cookie's token. */
async function listSessionIds(cookieHeader: string | null): Promise<readonly string[]> {
  const names = (cookieHeader ?? "").split(";").map((pair) => pair.trim().split("=")[0] ?? "");
  const tokens = await Promise.all(
    names.filter((name) => HOLDS_SESSION.test(name)).map((name) => createCookie(name).parse(cookieHeader) as Promise<unknown>),
  );
  return tokens.flatMap((token) =>
    typeof token === "string" && token !== "" ? [createHash("sha256").update(token).digest("hex")] : [],
  );
}
