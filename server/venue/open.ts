/** Opens venue mode beside the server: its page over HTTP, and what the terminal shows for the tablets of the hall. */
import { once } from "node:events";
import { renderUnicodeCompact } from "uqr";
import type { Entry } from "../entry.ts";
import { createDoor } from "./door.ts";
import type { VenueWords } from "./words.ts";

type Env = ReturnType<Entry["readEnv"]>;

/** @throws Error with a sentence when its port is taken */
export async function openVenue(entry: Entry, env: Env): Promise<void> {
  const { venue } = env;
  if (venue === null) return;
  const words = await entry.openVenueWords();
  const find = async () => {
    const addresses = entry.listAddresses();
    const { authority, fingerprint } = await entry.keepCertificate(env);
    const { door, systems } = entry.listVenueLinks(env, venue, addresses);
    const hosts = [...addresses, ...entry.listHostNames()];
    return { authority, fingerprint, door, system: systems[0] ?? env.publicUrl, httpsPort: env.port, hosts };
  };
  const server = createDoor(find, words);
  server.listen(venue.httpPort, env.host);
  await once(server, "listening").catch((error) => {
    throw new Error(`The page for tablets cannot be served on port ${venue.httpPort}: set VENUE_HTTP_PORT to a free one.`, {
      cause: error,
    });
  });
  console.log(describe(await find(), words));
}

function describe(
  { door, system, fingerprint }: { readonly door: string; readonly system: string; readonly fingerprint: string },
  words: VenueWords,
): string {
  const say = (key: "certificate" | "system" | "fingerprint" | "page") => words.map(({ t }) => t(`terminal.${key}`)).join(" ");
  return [
    "",
    say("certificate"),
    door,
    renderUnicodeCompact(door),
    say("system"),
    system,
    renderUnicodeCompact(system),
    say("fingerprint"),
    fingerprint,
    `${say("page")} ${system}/venue`,
  ].join("\n");
}
