/** What `npm start` sets before Node begins, read from where it stands: a server started by a test runs as people's does. */
import fs from "node:fs";

type Package = { readonly scripts: { readonly start: string } };

/** The assignments before the command. @throws Error when there are none: what is measured would not be what people run */
export function readStartEnvironment(): Readonly<Record<string, string>> {
  const { scripts } = JSON.parse(fs.readFileSync("package.json", "utf8")) as Package;
  const pairs = [...scripts.start.matchAll(/(?<=^|\s)([A-Z_]+)=(\S+)(?=.*\snode\s)/g)].map(([, name, value]) => [name, value]);
  if (pairs.length === 0) throw new Error("The start script of package.json sets nothing.");
  return Object.fromEntries(pairs) as Record<string, string>;
}
