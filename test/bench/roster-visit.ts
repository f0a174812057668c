/** An organiser with a roster of a whole competition, over HTTP: hands the file in, waits, fetches it marked, and confirms. */
import { createI18n } from "#app/i18n/index.ts";
import { readZip } from "#app/platform/excel/zip.ts";
import type { PlantedFault } from "../support/roster-faults.ts";

export type RosterWorld = { readonly username: string; readonly password: string; readonly competitionCode: string };

/** What the roster names and the installation knows. */
export const ROSTER_PLACE = {
  delegations: Array.from({ length: 40 }, (_, index) => `第${index + 1}代表队`),
  event: "电工",
  employer: "北京运通电气有限公司",
  training: "北京运河工匠职业技能培训学校",
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

/** Every note of the marked workbook, with the sentence that it says. */
export function listNotes(marked: Uint8Array): readonly { readonly address: string; readonly text: string }[] {
  const part = readZip(marked).find(({ name }) => /comments/i.test(name));
  const text = Buffer.from(part?.content ?? []).toString("utf8");
  return [...text.matchAll(/<comment ref="([A-Z]+\d+)"[^>]*><text><t[^>]*>([^<]*)/g)].map(([, address = "", said = ""]) => ({
    address,
    text: said,
  }));
}

/** @throws Error naming the first fault that is not at its cell with its sentence, and the first note that nobody planted */
export async function checkNotes(marked: Uint8Array, faults: readonly PlantedFault[]): Promise<void> {
  const i18n = await createI18n("zh-CN");
  const notes = listNotes(marked);
  const found = new Map(notes.map(({ address, text }) => [address, text]));
  for (const { address, code } of faults) {
    const sentence = String(i18n.getResource("zh-CN", "registration", `refusal.${code}`) ?? "");
    if (sentence === "") throw new Error(`There is no sentence for ${code}.`);
    const parts = sentence.split(/\{\{.*?\}\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    const text = found.get(address);
    if (text === undefined || !new RegExp(`^${parts.join(".*")}$`).test(text)) {
      throw new Error(`${address} should say ${code}: ${text ?? "it says nothing"}`);
    }
    found.delete(address);
  }
  const [extra] = found;
  if (extra !== undefined) throw new Error(`Nobody planted a fault in ${extra.join(": ")}`);
  if (notes.length !== faults.length) throw new Error(`${notes.length} notes for ${faults.length} faults`);
}
