/** Every fault there is; `npm run faults` runs them in this order. */
import { commit } from "./commit/commit.ts";
import { database } from "./database.ts";
import type { Fault } from "./fault.ts";
import { forms } from "./forms.ts";
import { frames } from "./frames.ts";
import { giants } from "./giants.ts";
import { guards } from "./guards.ts";
import { guess } from "./guess.ts";
import { kill } from "./kill.ts";
import { origin } from "./origin.ts";
import { power } from "./power/power.ts";
import { privacy } from "./privacy.ts";
import { processes } from "./processes.ts";
import { race } from "./race.ts";
import { restore } from "./restore.ts";
import { tablets } from "./tablets.ts";
import { tamper } from "./tamper.ts";
import { viewers } from "./viewers.ts";

export const FAULTS: readonly Fault[] = [
  ...[kill, power, commit, race, database, restore],
  ...[tablets, viewers, processes],
  ...[frames, forms, giants, origin, guess, guards, tamper, privacy],
];
