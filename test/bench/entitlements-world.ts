/** A final competition of so many results in a database of its own, which pins the five shipped packs: what the job of its entitlements finds. */
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { DEFAULT_RULES } from "#app/domain/results/rules.ts";
import { allow } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { sealPerson } from "#app/platform/crypto/person-vault.server.ts";
import { readEnv } from "#app/platform/env.server.ts";
import { createRuntime, type Runtime } from "#app/platform/runtime.server.ts";
import { applyMigrations } from "#prisma/migrate.ts";
import { loadSystemData } from "#seeds/system.ts";
import { makeScheme, plantCompetition, plantEvent, plantOrganisation } from "../support/plant.ts";
import { openSqliteFile } from "../support/sqlite-file.ts";

/** In a small world and in a large one alike: every fifth is of pairs. */
const EVENTS = 20;
const PEOPLE = 1_000;
/** Districts and cities inside and outside the five documents' regions, each with a unit of every kind that clauses tell apart. */
const REGIONS = ["110112", "110105", "210211", "210202", "310114", "320703", "650102", "440305"];
const KINDS = ["enterprise", "hospital", "school", "training"] as const;
const RULES = {
  ...DEFAULT_RULES,
  components: [
    { key: "theory", name: "理论", weight: 100, passMark: null, source: "file", modules: [] },
  ] as typeof DEFAULT_RULES.components,
};

export type EntitlementsWorld = {
  readonly runtime: Runtime;
  readonly competitionId: string;
  readonly results: number;
  clear(): Promise<void>;
};

/** What all worlds begin from: the competition with its events, units and people, and no entry. */
export type EntitlementsGround = {
  readonly directory: string;
  readonly file: string;
  readonly competitionId: string;
  readonly delegationId: string;
  readonly events: readonly { readonly eventId: string; readonly roundId: string; readonly size: number }[];
  /** Ids by kind and region. */
  readonly units: ReadonlyMap<string, string>;
  readonly personIds: readonly string[];
};

const pick = <Value>(values: readonly Value[], index: number): Value => values[index % values.length] as Value;

function openRuntime(directory: string, file: string): Promise<Runtime> {
  return createRuntime(
    readEnv({
      NODE_ENV: "test",
      LOG_LEVEL: "silent",
      DATA_DIR: directory,
      DATABASE_URL: `file:${file}`,
      SECRET_KEY: Buffer.alloc(32, 7).toString("base64"),
    }),
  );
}

export async function plantGround(): Promise<EntitlementsGround> {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "skillladder-entitlements-"));
  const file = path.join(directory, "ground.db");
  await applyMigrations(`file:${file}`);
  const runtime = await openRuntime(directory, file);
  await loadSystemData(runtime);
  const at = runtime.clock.now();
  const planted = await runtime.database.write(async ({ tables, audit }) => {
    const competitionId = await plantCompetition(tables, {
      ...{ code: "nation", name: "全国职业技能大赛", phase: "final", hostRegion: "310000", at },
    });
    const final = { tier: "nation", class: "class-1", finalisedAt: at };
    await tables.competition.update({ where: { id: competitionId }, data: final });
    const packs = await tables.policyPack.findMany({ select: { id: true } });
    if (packs.length !== 5) throw new Error(`${packs.length} packs of 5`);
    await tables.competitionPack.createMany({ data: packs.map(({ id }) => ({ competitionId, packId: id })) });
    const delegationId = newId();
    await tables.delegation.create({
      data: { id: delegationId, competitionId, name: "代表队", nameEn: "Team", regionCode: "310000" },
    });
    const units = new Map<string, string>();
    for (const regionCode of REGIONS) {
      for (const kind of KINDS) {
        const name = `${kind} ${regionCode}`;
        units.set(name, await plantOrganisation(tables, { name, kind, regionCode }));
      }
    }
    const personIds = Array.from({ length: PEOPLE }, () => newId());
    const facts = { name: "张三", documentKind: "passport", documentNumber: "E1", telephone: "" } as const;
    const { sealed } = sealPerson(runtime.keys, facts);
    await tables.person.createMany({ data: personIds.map((id) => ({ id, documentHash: id, sealed, createdAt: at })) });
    const events: EntitlementsGround["events"][number][] = [];
    for (let index = 0; index < EVENTS; index += 1) {
      const size = index % 5 === 0 ? 2 : 1;
      const event = { competitionId, code: `E${index}`, name: `赛项 ${index}`, phase: "published", teamSize: size } as const;
      const made = { rules: RULES, scheme: makeScheme(2), createdById: "planted", at };
      events.push({ ...(await plantEvent(tables, { ...event, ...made })), size });
    }
    await audit({ chain: "system", actorId: null, act: "plant", objectKind: "competition", objectId: competitionId });
    return allow({ competitionId, delegationId, events, units, personIds });
  });
  if (!planted.ok) throw new Error("Nothing was planted.");
  await runtime.close();
  return { directory, file, ...planted.value };
}

/** @param results a multiple of the number of events: each has as many entries, six in ten of them with a prize */
export async function plantEntitlementsWorld(ground: EntitlementsGround, results: number): Promise<EntitlementsWorld> {
  const file = path.join(ground.directory, `${randomUUID()}.db`);
  fs.copyFileSync(ground.file, file);
  plantEntries(file, ground, results / ground.events.length);
  const runtime = await openRuntime(ground.directory, file);
  return {
    runtime,
    competitionId: ground.competitionId,
    results,
    clear: async () => {
      await runtime.close();
      for (const end of ["", "-wal", "-shm"]) fs.rmSync(`${file}${end}`, { force: true });
    },
  };
}

/** Straight into the file: nobody measures how a hundred thousand entries came there. */
function plantEntries(file: string, { events, delegationId, units, personIds }: EntitlementsGround, perEvent: number): void {
  const database = openSqliteFile(file);
  // A moment as this database writes it.
  const at = database.all("SELECT createdAt AS at FROM Competition")[0]?.at;
  const insert = (table: string, columns: readonly string[]) => {
    const places = columns.map(() => "?").join(", ");
    const sql = `INSERT INTO "${table}" (${columns.map((one) => `"${one}"`).join(", ")}) VALUES (${places})`;
    return (...values: readonly unknown[]) => database.run(sql, ...values);
  };
  const addEntry = insert("Entry", [
    "id",
    "eventId",
    "delegationId",
    "rosterNumber",
    "status",
    "eligible",
    "createdAt",
    "updatedAt",
  ]);
  const addRoundEntry = insert("RoundEntry", ["roundId", "entryId", "participation"]);
  const addMember = insert("EntryMember", [
    ...["id", "entryId", "personId", "position", "levelHeld", "employerId", "employerRegion", "schoolId", "schoolRegion"],
    ...["trainingOrganisationId", "trainingRegion", "delegationRegion", "frozenAt"],
  ]);
  const addMarks = insert("ComponentImport", [
    ...[
      "id",
      "roundId",
      "component",
      "fileName",
      "digest",
      "marks",
      "importedById",
      "importedAt",
      "confirmedById",
      "confirmedAt",
    ],
  ]);
  database.run("BEGIN");
  for (const { eventId, roundId, size } of events) {
    const lines: { entryId: string; mark: number }[] = [];
    for (let index = 0; index < perEvent; index += 1) {
      const entryId = newId();
      addEntry(entryId, eventId, delegationId, String(index), "accepted", 1, at, at);
      addRoundEntry(roundId, entryId, "checked-in");
      for (let position = 0; position < size; position += 1) {
        // Four in five work, the others are at school; each was trained in the region in which he works or learns.
        const region = pick(REGIONS, index + position);
        const isPupil = index % 5 === 0;
        const unit = units.get(`${isPupil ? "school" : pick(["enterprise", "enterprise", "hospital"], index)} ${region}`);
        const employer = isPupil ? [null, null] : [unit, region];
        const school = isPupil ? [unit, region] : [null, null];
        const person = pick(personIds, index + position);
        const trainer = [units.get(`training ${region}`), region];
        addMember(newId(), entryId, person, position + 1, "senior", ...employer, ...school, ...trainer, "310000", at);
      }
      lines.push({ entryId, mark: 10_000 - ((index * 7_919) % 10_000) });
    }
    addMarks(newId(), roundId, "theory", "theory.xlsx", "", JSON.stringify(lines), "planted", at, "other", at);
  }
  database.run("COMMIT");
  database.close();
}
