/** A competition out of a document: everything is looked at first, then all of it is stored, or nothing (DOMAIN 13). */
import type { InterchangeFault } from "#app/domain/interchange/faults.ts";
import { coachByName, NAME_ONLY } from "#app/domain/registration/coach-by-name.ts";
import { normaliseName } from "#app/domain/registration/name.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { newId, newReadableCode, sha256 } from "#app/platform/crypto/digest.server.ts";
import { openPerson, type PersonData, sealPerson } from "#app/platform/crypto/person-vault.server.ts";
import { seal } from "#app/platform/crypto/vault.server.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Tables, Write } from "#app/platform/db/database.server.ts";
import type { CompetitionDocument, PersonInDocument } from "#app/platform/interchange/document.ts";
import type { Row } from "#app/platform/interchange/field.ts";
import { type ImportPlan, type KnownHere, planImport, TABLES } from "#app/platform/interchange/plan-import.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

export type ImportedCompetition = {
  readonly competitionId: string;
  readonly code: string;
  readonly rows: number;
  /** Accounts that were opened for officials: disabled, without a password, until somebody here decides. */
  readonly accounts: number;
  /** Files that the document names and does not carry. */
  readonly files: number;
};

/** @param actorId null: who runs the installation, at its command line @returns the competition, or every fault as a refusal of its code with `path` in the params */
export async function importCompetition(
  runtime: Runtime,
  actorId: string | null,
  document: CompetitionDocument,
): Promise<Decision<ImportedCompetition> | { readonly ok: false; readonly faults: readonly InterchangeFault[] }> {
  // Looked at before the turn of writers is taken: a document that is wrong in itself holds up nobody.
  const first = planImport(document, { newId });
  if (!first.ok) return first;
  let faults: readonly InterchangeFault[] = [];
  const decision = await runtime.database.write<ImportedCompetition, string>(
    async (write) => {
      const { tables, audit } = write;
      const known = await findKnown(tables, runtime, document);
      const planned = planImport(document, { newId, here: known.here });
      const arrival = planned.ok ? await checkArrival(tables, document, planned.value) : planned.faults;
      faults = [...known.faults, ...arrival];
      if (!planned.ok || faults.length > 0) return refuse({ code: "interchange-faults" });
      const { competitionId } = planned.value;
      await addOrganisations(tables, document, planned.value, known.here);
      const accounts = await addAccounts(tables, runtime, document, planned.value);
      await addPersons(tables, runtime, document, planned.value, known.here);
      const rows = await addRows(write, runtime, planned.value);
      await audit({
        chain: competitionId,
        actorId,
        act: "import-competition",
        objectKind: "competition",
        objectId: competitionId,
        payload: { sha256: sha256(JSON.stringify(document)), rows, personalData: document.personalData },
      });
      const { notices, meetings } = document.competition;
      const files = [...notices, ...meetings].filter(({ file }) => file !== null).length;
      return allow({ competitionId, code: document.competition.code, rows, accounts, files });
    },
    { isLarge: true },
  );
  return decision.ok || faults.length === 0 ? decision : { ok: false, faults };
}

/** People by their documents and organisations by their names: who is here already is not stored again. */
async function findKnown(
  tables: Tables,
  runtime: Runtime,
  document: CompetitionDocument,
): Promise<{ readonly here: KnownHere; readonly faults: readonly InterchangeFault[] }> {
  const faults: InterchangeFault[] = [];
  const organisations = new Map<string, string>();
  for (const part of chunk([...document.organisations.entries()])) {
    const rows = await tables.organisation.findMany({
      where: {
        OR: [
          { name: { in: part.map(([, { name }]) => name) } },
          { creditCode: { in: part.flatMap(([, { creditCode }]) => creditCode ?? []) } },
        ],
      },
      select: { id: true, name: true, creditCode: true },
    });
    const byName = new Map(rows.map((row) => [row.name, row]));
    const byCode = new Map(rows.map((row) => [row.creditCode, row]));
    for (const [index, { id, name, creditCode }] of part) {
      const own = byName.get(name);
      const other = creditCode === null ? undefined : byCode.get(creditCode);
      const isOther = own && own.creditCode !== null && creditCode !== null && own.creditCode !== creditCode;
      if (isOther || (other && other.id !== own?.id)) {
        faults.push({ path: ["organisations", index], code: "organisation-differs", params: { name } });
      } else if (own) organisations.set(id, own.id);
    }
  }
  const persons = new Map<string, string>();
  for (const part of chunk([...document.persons.entries()])) {
    const hashes = new Map(
      part.flatMap(([index, person]) =>
        person.document
          ? [[runtime.keys.hashDocument(person.document.kind, person.document.number), [index, person] as const]]
          : [],
      ),
    );
    const rows = await tables.person.findMany({
      where: { documentHash: { in: [...hashes.keys()] } },
      select: { id: true, documentHash: true, sealed: true, key: { select: { wrapped: true } } },
    });
    for (const row of rows) {
      const [index, person] = hashes.get(row.documentHash) ?? [];
      const name = openPerson(runtime.keys, row)?.name;
      if (person === undefined || index === undefined) continue;
      if (name === undefined || normaliseName(name) !== normaliseName(person.name ?? "")) {
        faults.push({ path: ["persons", index, "document"], code: "person-differs" });
      } else persons.set(person.id, row.id);
    }
  }
  return { here: { organisations, persons }, faults };
}

async function checkArrival(tables: Tables, document: CompetitionDocument, plan: ImportPlan): Promise<InterchangeFault[]> {
  const faults: InterchangeFault[] = [];
  const { code } = document.competition;
  if (await tables.competition.findUnique({ where: { code }, select: { id: true } })) {
    // Everything else that is taken then is its own.
    return [{ path: ["competition", "code"], code: "competition-exists", params: { code } }];
  }
  const regions = new Set<string>();
  for (const codes of chunk([...plan.regions.keys()])) {
    for (const region of await tables.region.findMany({ where: { code: { in: codes } }, select: { code: true } }))
      regions.add(region.code);
  }
  for (const [region, path] of plan.regions) {
    if (!regions.has(region)) faults.push({ path, code: "region-not-here", params: { code: region } });
  }
  for (const { name, version, path } of plan.packs.values()) {
    const pack = await tables.policyPack.findUnique({ where: { name_version: { name, version } }, select: { id: true } });
    if (!pack) faults.push({ path, code: "pack-not-here", params: { name, version } });
  }
  const codes = document.competition.objections.map(({ code: own }) => own);
  const taken = new Set<string>();
  for (const part of chunk(codes)) {
    for (const row of await tables.objection.findMany({ where: { code: { in: part } }, select: { code: true } }))
      taken.add(row.code);
  }
  for (const [index, own] of codes.entries()) {
    if (taken.has(own))
      faults.push({ path: ["competition", "objections", index, "code"], code: "code-taken", params: { code: own } });
  }
  const draws = await tables.draw.findMany({
    where: { id: { in: (plan.rows.get("draw") ?? []).map(({ id }) => id as string) } },
    select: { id: true },
  });
  for (const { id } of draws) faults.push({ path: findDraw(document, id), code: "draw-taken", params: { id } });
  return faults;
}

function findDraw({ competition }: CompetitionDocument, publishedId: string): readonly (string | number)[] {
  for (const [event, { rounds }] of competition.events.entries()) {
    for (const [round, { draws }] of rounds.entries()) {
      const index = draws.findIndex((draw) => draw.publishedId === publishedId);
      if (index >= 0) return ["competition", "events", event, "rounds", round, "draws", index, "publishedId"];
    }
  }
  return ["competition", "events"];
}

async function addOrganisations(tables: Tables, document: CompetitionDocument, plan: ImportPlan, here: KnownHere): Promise<void> {
  const added = document.organisations.filter(({ id }) => !here.organisations.has(id));
  for (const part of chunk(added)) {
    await tables.organisation.createMany({
      data: part.map(({ id, name, nameEn, kind, creditCode, region }) => {
        return { id: plan.ids.organisation.get(id) as string, name, nameEn, kind, creditCode, regionCode: region };
      }),
    });
  }
}

/** An account each, so that what officials did stands under their names; nobody can sign in with one. */
async function addAccounts(tables: Tables, runtime: Runtime, document: CompetitionDocument, plan: ImportPlan): Promise<number> {
  const now = runtime.clock.now();
  const prefix = `${document.competition.code}-${newReadableCode(6).toLowerCase()}`;
  for (const part of chunk([...document.officials.entries()])) {
    await tables.user.createMany({
      data: part.map(([index, { id, name, organisation }]) => ({
        id: plan.ids.official.get(id) as string,
        username: `${prefix}-${index + 1}`,
        displayName: name,
        organisationId: organisation === null ? null : (plan.ids.organisation.get(organisation) as string),
        disabledAt: now,
        createdAt: now,
      })),
    });
  }
  return document.officials.length;
}

async function addPersons(
  tables: Tables,
  runtime: Runtime,
  document: CompetitionDocument,
  plan: ImportPlan,
  here: KnownHere,
): Promise<void> {
  const createdAt = runtime.clock.now();
  const delegationOf = findCoachedDelegations(plan);
  const added = document.persons.filter(({ id }) => !here.persons.has(id));
  for (const part of chunk(added)) {
    const rows = part.map((person) => {
      const id = plan.ids.person.get(person.id) as string;
      const data = toPersonData(person, delegationOf.get(id) ?? null);
      const { sealed, wrapped } = sealPerson(runtime.keys, data);
      const documentHash = runtime.keys.hashDocument(data.documentKind, data.documentNumber);
      const erasedAt = person.name === null ? createdAt : null;
      return { person: { id, documentHash, sealed, createdAt, erasedAt }, wrapped };
    });
    await tables.person.createMany({ data: rows.map(({ person }) => person) });
    await tables.personKey.createMany({
      data: rows.flatMap(({ person, wrapped }) => (person.erasedAt === null ? [{ personId: person.id, wrapped }] : [])),
    });
  }
}

/** A coach without a document is found again by his name in his delegation; anyone else by nothing. */
function toPersonData({ name, document, telephone, birthDate }: PersonInDocument, delegationId: string | null): PersonData {
  if (document) {
    return { name: name ?? "", documentKind: document.kind, documentNumber: document.number, telephone, birthDate };
  }
  const known = delegationId !== null && name !== null ? coachByName(delegationId, name) : null;
  return {
    name: name ?? "",
    documentKind: NAME_ONLY,
    documentNumber: known?.documentNumber ?? newId(),
    telephone,
    birthDate,
  };
}

/** Of those who coach and are in no entry. */
function findCoachedDelegations({ rows }: ImportPlan): ReadonlyMap<string, string> {
  const delegations = new Map((rows.get("entry") ?? []).map(({ id, delegationId }) => [id, delegationId as string]));
  const found = new Map(
    (rows.get("entryCoach") ?? []).map(({ personId, entryId }) => [personId as string, delegations.get(entryId) as string]),
  );
  for (const { personId } of rows.get("entryMember") ?? []) found.delete(personId as string);
  return found;
}

type Insert = { createMany(input: { data: Row[] }): Promise<unknown> };

async function addRows({ tables }: Write, runtime: Runtime, plan: ImportPlan): Promise<number> {
  const packIds = new Map<string, string>();
  for (const [key, { name, version }] of plan.packs) {
    const pack = await tables.policyPack.findUniqueOrThrow({ where: { name_version: { name, version } }, select: { id: true } });
    packIds.set(key, pack.id);
  }
  let count = 0;
  for (const table of TABLES) {
    const rows = (plan.rows.get(table) ?? []).map((row) => toStored(table, row, runtime, packIds));
    const ordered = table === "appeal" || table === "notice" ? parentsFirst(rows) : rows;
    for (const part of chunk(ordered)) await (tables[table] as unknown as Insert).createMany({ data: part });
    count += rows.length;
  }
  return count;
}

function toStored(table: string, row: Row, runtime: Runtime, packIds: ReadonlyMap<string, string>): Row {
  if (table === "competitionPack") return { ...row, packId: packIds.get(row.packId as string) };
  if (table !== "objection") return row;
  const { objector, ...rest } = row;
  const { sealed, wrapped } = seal(runtime.keys, (objector ?? { name: "", telephone: "" }) as object);
  return { ...rest, sealed, wrapped: objector === null ? null : wrapped };
}

/** What refers to another row of its table comes after it. */
function parentsFirst(rows: readonly Row[]): readonly Row[] {
  const placed = new Set<unknown>();
  const ordered: Row[] = [];
  let waiting = [...rows];
  while (waiting.length > 0) {
    const ready = waiting.filter(({ firstAppealId = null, replacesId = null }) => {
      const parent = firstAppealId ?? replacesId;
      return parent === null || placed.has(parent);
    });
    // A circle: the database says so, and nothing is stored.
    if (ready.length === 0) return [...ordered, ...waiting];
    for (const row of ready) placed.add(row.id);
    ordered.push(...ready);
    waiting = waiting.filter((row) => !placed.has(row.id));
  }
  return ordered;
}
