/** What every fault is: something broken or attacked on purpose, what must hold meanwhile, and controls that must be found out. */

export type DatabaseKind = "sqlite" | "postgresql";

/** How large a run is: each count has a default and a nightly size, and may be named on the command line (`--kills 7`). */
export type Size = { readonly usual: number; readonly nightly: number };

export type Ask<Count extends string = string, Control extends string = string> = {
  readonly database: DatabaseKind;
  readonly counts: Readonly<Record<Count, number>>;
  /** What is broken beside the fault itself, so that the oracle must find it; null: nothing is. */
  readonly control: Control | null;
  /** An empty folder of this run's own. */
  readonly directory: string;
};

/** Sentences on what did not hold, by what kind of failure it is: `lost`, `twice`, `wrong`, `late`, …; an empty list is named, too. */
export type Outcome = {
  /** How many cases were judged. None is a failure: such a run shows nothing. */
  readonly cases: number;
  readonly findings: Readonly<Record<string, readonly string[]>>;
};

/** Something that is broken beside the fault itself. */
export type FaultControl<Count extends string = string> = {
  /** The kinds of findings that show that it was found out, all of them: another kind may be there for another reason. */
  readonly finds: readonly string[];
  /** Sizes that differ from the usual ones. */
  readonly counts?: Partial<Record<Count, number>>;
};

export type Fault<Count extends string = string, Control extends string = string> = {
  readonly name: string;
  /** One line for whoever lists them. */
  readonly holds: string;
  readonly databases: readonly DatabaseKind[];
  readonly counts: Readonly<Record<Count, Size>>;
  /** Each of them must be found out. */
  readonly controls: Readonly<Record<Control, FaultControl<Count>>>;
  /** @throws Error when the run shows nothing, in a sentence that says why */
  run(ask: Ask<Count, Control>): Promise<Outcome>;
};

/** Keeps the names of counts and controls known to `run`. */
export function defineFault<Count extends string, Control extends string = never>(fault: Fault<Count, Control>): Fault {
  return fault as unknown as Fault;
}

/** Says how far a run is, ten times at most: one of an hour that is broken off then shows where it was. */
export function startProgress(name: string, total: number): (done: number) => void {
  let tenths = 0;
  return (done) => {
    const now = Math.floor((done * 10) / total);
    if (now <= tenths) return;
    tenths = now;
    console.log(`${name}: ${done} of ${total}`);
  };
}

export function isSound({ cases, findings }: Outcome): boolean {
  return cases > 0 && Object.values(findings).every((sentences) => sentences.length === 0);
}

/** @returns the kinds of findings that a control must have and has not; empty: it was found out */
export function listMissed({ finds }: FaultControl, { cases, findings }: Outcome): readonly string[] {
  return cases > 0 ? finds.filter((kind) => (findings[kind] ?? []).length === 0) : finds;
}
