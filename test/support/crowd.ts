/** Many viewers of one board: in this process, and spread over several processes that load no server with their own work. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { Viewer } from "./viewer.ts";

export type CrowdWish =
  | {
      readonly kind: "open";
      readonly port: number;
      readonly count: number;
      readonly payload: object | null;
      readonly habits?: Habits;
    }
  | { readonly kind: "reset" }
  /** How far they are; arrivals and boards come with a report alone. */
  | { readonly kind: "progress" }
  | { readonly kind: "report" }
  | { readonly kind: "reconnect" }
  /** Every so many of them stop reading. */
  | { readonly kind: "stall"; readonly share: number }
  /** They read again what is there, and see whether they were cut. */
  | { readonly kind: "resume" }
  /** Every so many of those who read lose their connection and come back. */
  | { readonly kind: "drop"; readonly share: number }
  /** This share of changes is lost on its way from now on. */
  | { readonly kind: "lose"; readonly share: number }
  | { readonly kind: "close" };

/** What viewers do otherwise than a browser; `lies`: those who stopped reading acknowledge all the same. */
export type Habits = { readonly trusts?: boolean; readonly lies?: boolean };

/** What came since the last reset. */
export type CrowdReport = {
  readonly viewers: number;
  readonly open: number;
  readonly stalledOpen: number;
  readonly deliveries: number;
  readonly lowestVersion: number;
  readonly highestVersion: number;
  readonly gaps: number;
  /** By the version that a message led to: the one it came from, and how many milliseconds since 1970 it arrived at each reader. */
  readonly arrivals: readonly { readonly from: number; readonly to: number; readonly at: readonly number[] }[];
  readonly sample: string;
  /** Boards as viewers have them, without those who stopped reading: each different one once. */
  readonly boards: readonly string[];
};

export type Crowd = { answer(wish: CrowdWish): Promise<CrowdReport> };

const LEAD = /"from":(\d+),"to":(\d+)/;

/** Opened a few at a time, as a listening socket takes them. */
export function createCrowd({ port, count, payload, habits = {} }: Extract<CrowdWish, { kind: "open" }>): Crowd {
  let arrivals = new Map<string, number[]>();
  let deliveries = 0;
  let sample = "";
  const stalled = new Set<Viewer>();
  const onMessage = (viewer: Viewer, text: string) => {
    if (text === "" || stalled.has(viewer)) return;
    deliveries += 1;
    sample = text;
    const lead = LEAD.exec(text);
    const key = lead ? `${lead[1]} ${lead[2]}` : "";
    const at = arrivals.get(key);
    if (at) at.push(Date.now());
    else arrivals.set(key, [Date.now()]);
  };
  const viewers = Array.from({ length: count }, () => new Viewer({ port, payload, onMessage, trusts: habits.trusts ?? false }));

  async function open(): Promise<void> {
    for (const [index, viewer] of viewers.entries()) {
      viewer.open();
      if (index % 50 === 49) await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  function report(isWhole: boolean): CrowdReport {
    const reading = viewers.filter((viewer) => !stalled.has(viewer));
    const versions = reading.map(({ board }) => board?.version ?? -1);
    return {
      viewers: count,
      open: viewers.filter(({ isClosed }) => !isClosed).length,
      stalledOpen: [...stalled].filter(({ isClosed }) => !isClosed).length,
      deliveries,
      lowestVersion: versions.reduce((low, version) => Math.min(low, version), Number.MAX_SAFE_INTEGER),
      highestVersion: versions.reduce((high, version) => Math.max(high, version), -1),
      gaps: viewers.reduce((sum, { gaps }) => sum + gaps, 0),
      arrivals: [...(isWhole ? arrivals : [])].map(([key, at]) => {
        const [from = 0, to = 0] = key.split(" ").map(Number);
        return { from, to, at };
      }),
      sample,
      // Equal boards are mostly one object.
      boards: isWhole
        ? [...new Set([...new Set(reading.map(({ board }) => board))].map((board) => JSON.stringify(board)))].slice(0, 5)
        : [],
    };
  }

  return {
    answer: async (wish) => {
      if (wish.kind === "open") await open();
      if (wish.kind === "reset") [arrivals, deliveries] = [new Map(), 0];
      if (wish.kind === "close") for (const viewer of viewers) viewer.close();
      if (wish.kind === "reconnect") {
        for (const viewer of viewers) {
          viewer.close();
          viewer.board = null;
        }
        for (const viewer of viewers) viewer.open();
      }
      if (wish.kind === "resume") for (const viewer of stalled) viewer.resume();
      if (wish.kind === "lose") for (const viewer of viewers) viewer.loses = wish.share;
      if (wish.kind === "drop") {
        for (const [index, viewer] of viewers.entries()) {
          if (stalled.has(viewer) || index % wish.share !== 0) continue;
          viewer.close();
          viewer.board = null;
          viewer.open();
        }
      }
      if (wish.kind === "stall" && habits.lies) {
        setInterval(() => {
          for (const viewer of stalled) viewer.lie(Number.MAX_SAFE_INTEGER);
        }, 1_000).unref();
      }
      if (wish.kind === "stall")
        for (const [index, viewer] of viewers.entries()) {
          if (index % wish.share !== 0) continue;
          stalled.add(viewer);
          viewer.stall();
        }
      return report(wish.kind === "report");
    },
  };
}

export type Crowds = {
  ask(wish: CrowdWish): Promise<readonly CrowdReport[]>;
  /** Waits until all who read have this version at least. @returns how many milliseconds that took @throws Error after a minute */
  waitFor(version: number): Promise<number>;
  end(): void;
};

/** `count` viewers in several processes. */
export async function openCrowds(options: {
  port: number;
  count: number;
  payload: object | null;
  processes: number;
  habits?: Habits;
}): Promise<Crowds> {
  const { port, payload, processes, habits = {} } = options;
  const share = Math.ceil(options.count / processes);
  const children = Array.from({ length: processes }, () =>
    fork(new URL("./crowd-process.ts", import.meta.url).pathname, { execArgv: ["--import", "tsx"] }),
  );
  const ask = (wish: CrowdWish) => Promise.all(children.map((child) => askOne(child, wish)));
  await ask({ kind: "open", port, count: share, payload, habits });
  return {
    ask,
    waitFor: async (version) => {
      const start = performance.now();
      while (performance.now() - start < 60_000) {
        const reports = await ask({ kind: "progress" });
        if (reports.every(({ lowestVersion }) => lowestVersion >= version)) return performance.now() - start;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`Not every viewer came to version ${version} in a minute.`);
    },
    end: () => {
      for (const child of children) child.kill("SIGKILL");
    },
  };
}

async function askOne(child: ChildProcess, wish: CrowdWish): Promise<CrowdReport> {
  const answered = once(child, "message");
  child.send(wish);
  return (await answered)[0] as CrowdReport;
}
