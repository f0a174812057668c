/** How long a refused sign-in takes, by whether the account exists: in turn, so that a busy moment meets all alike. */

export type Kind = "known" | "unknown" | "disabled";

const KINDS: readonly Kind[] = ["known", "unknown", "disabled"];
const [LOWEST, HIGHEST] = [0.9, 1.1];
/** Eight are let through of an account: the first of each warms what it needs. */
const OF_ACCOUNT = 7;

/**
 * @param names of the accounts of each kind; an account is asked at most seven times
 * @returns the median ratio of each other kind to the known one, over turns in each of which all of them were asked
 */
export async function compareTimes(
  url: string,
  names: Readonly<Record<Kind, readonly string[]>>,
): Promise<Readonly<Record<string, number>>> {
  const ratios: Record<string, number[]> = { unknown: [], disabled: [] };
  const turns = Math.min(...KINDS.map((kind) => names[kind].length)) * OF_ACCOUNT;
  for (let turn = 0; turn < turns; turn += 1) {
    const took = new Map<Kind, number>();
    // Who is first meets another moment: each kind is first in its turn.
    for (let place = 0; place < KINDS.length; place += 1) {
      const kind = KINDS[(turn + place) % KINDS.length] as Kind;
      const account = names[kind][Math.floor(turn / OF_ACCOUNT)] ?? "";
      took.set(kind, await refuse(url, account));
    }
    const known = took.get("known") ?? 1;
    for (const kind of ["unknown", "disabled"] as const) ratios[kind]?.push((took.get(kind) ?? 0) / known);
  }
  return Object.fromEntries(Object.entries(ratios).map(([kind, values]) => [kind, median(values)]));
}

export function isAlike(ratio: number): boolean {
  return ratio >= LOWEST && ratio <= HIGHEST;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

async function refuse(url: string, username: string): Promise<number> {
  const begun = performance.now();
  const response = await fetch(`${url}/sign-in.data`, {
    method: "POST",
    headers: { Origin: url },
    body: new URLSearchParams({ intent: "sign-in", username, password: "no such password" }),
  });
  await response.text();
  if (response.status !== 422) throw new Error(`A wrong password was answered ${response.status}.`);
  return performance.now() - begun;
}
