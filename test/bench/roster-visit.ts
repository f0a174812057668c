/** An organiser with a roster of a whole competition, over HTTP: hands the file in, waits, fetches it marked, and confirms. */
import { read } from "hucre";

export type RosterWorld = {
  readonly username: string;
  readonly password: string;
  readonly competitionCode: string;
  /** What is wrong with the faulty roster: at which cell, and the sentence for it, in parts between its values. */
  readonly faults: readonly { readonly address: string; readonly code: string; readonly parts: readonly string[] }[];
};

const LOOK_AGAIN_MS = 1_000;
const LONGEST_MS = 600_000;

export type RosterVisit = {
  /** Hands the file in and waits until it is checked. @returns where the import is */
  handIn(bytes: Uint8Array): Promise<string>;
  /** The file with its faults marked. */
  fetchMarked(path: string): Promise<Uint8Array>;
  /** Confirms and waits until everybody is registered. */
  confirm(path: string): Promise<void>;
  /** A page that costs little, as anyone may ask for meanwhile. */
  look(): Promise<void>;
};

/** Signs in. @throws Error when the server refuses */
export async function startVisit(url: string, world: RosterWorld): Promise<RosterVisit> {
  const { username, password, competitionCode } = world;
  const signedIn = await fetch(`${url}/sign-in`, {
    method: "POST",
    redirect: "manual",
    headers: { Origin: url },
    body: new URLSearchParams({ intent: "sign-in", username, password }),
  });
  const cookie = signedIn.headers
    .getSetCookie()
    .find((line) => line.startsWith("session="))
    ?.split(";")[0];
  if (cookie === undefined) throw new Error(`The organiser could not sign in (${signedIn.status}).`);
  const path = `/office/${competitionCode}/registrations/import`;
  const get = async (address: string): Promise<Response> => {
    const response = await fetch(`${url}${address}`, { headers: { Cookie: cookie } });
    if (!response.ok) throw new Error(`${address} answers ${response.status}.`);
    return response;
  };
  const post = async (address: string, body: FormData | URLSearchParams): Promise<string> => {
    const headers = { Cookie: cookie, Origin: url };
    const response = await fetch(`${url}${address}`, { method: "POST", redirect: "manual", headers, body });
    if (response.status !== 302)
      throw new Error(`${address} answers ${response.status} instead of leading on.\n${await response.text()}`);
    return response.headers.get("Location") ?? "";
  };
  /** Asks for the page of the import every second, as a browser does, until nothing of it runs. */
  const follow = async (address: string): Promise<string> => {
    const deadline = performance.now() + LONGEST_MS;
    while (performance.now() < deadline) {
      const page = await (await get(address)).text();
      if (!page.includes('value="cancel-import"')) return page;
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    }
    throw new Error(`The import still runs after ${LONGEST_MS / 1_000} s.`);
  };
  return {
    handIn: async (bytes) => {
      const form = new FormData();
      form.set("intent", "preview");
      form.set("file", new File([new Uint8Array(bytes)], "全部报名.xlsx"));
      const address = await post(path, form);
      await follow(address);
      return address;
    },
    fetchMarked: async (address) => new Uint8Array(await (await get(`${address}/marked`)).arrayBuffer()),
    confirm: async (address) => {
      const next = await post(address, new URLSearchParams({ intent: "import-roster" }));
      await follow(next);
    },
    look: async () => {
      await (await get(path)).text();
    },
  };
}

/** @throws Error naming the first fault that is not at its cell with its sentence, and the first note that nobody planted */
export async function checkMarks(marked: Uint8Array, faults: RosterWorld["faults"]): Promise<void> {
  const [sheet] = (await read(marked)).sheets;
  const notes = new Map([...(sheet?.cells ?? [])].flatMap(([at, { comment }]) => (comment ? [[at, comment.text] as const] : [])));
  if (notes.size !== faults.length) throw new Error(`${notes.size} notes for ${faults.length} faults`);
  for (const { address, code, parts } of faults) {
    const at = `${Number(address.slice(1)) - 1},${address.charCodeAt(0) - 65}`;
    const text = notes.get(at) ?? "";
    const [first = "", ...rest] = parts;
    let end = text.startsWith(first) ? first.length : Number.NaN;
    for (const part of rest) end = text.indexOf(part, end) < 0 ? Number.NaN : text.indexOf(part, end) + part.length;
    if (text === "" || (end !== text.length && rest.at(-1) !== ""))
      throw new Error(`${address} should say ${code} and says: ${text}`);
    notes.delete(at);
  }
  for (const [at, text] of notes) throw new Error(`Nobody planted a fault in ${at}: ${text}`);
}
