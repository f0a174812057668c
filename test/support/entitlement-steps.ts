/** Entitlements planted as far as their publicity, with beneficiaries and payers: for tests of what comes after. */
import type { EntitlementState } from "#app/domain/policy/entitlement-states.ts";
import type { EntitlementDifference } from "#app/domain/policy/reconcile.ts";
import type { RecordedContent } from "#app/domain/policy/recorded-fact.ts";
import { allow } from "#app/domain/shared/decision.ts";
import type { Role } from "#app/domain/shared/vocabulary.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { sealPerson } from "#app/platform/crypto/person-vault.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Tables, Write } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { recordPayeeAccount } from "#app/services/money/record-payee-account.server.ts";
import { recordRowPayer } from "#app/services/money/record-row-payer.server.ts";
import { actorOf, addUser, must } from "./competition-steps.ts";

/** Rows of Dalian's document, which is in force, by what they pay. */
export const CRAFTSMAN = { packName: "dalian", rowId: "15-dalian-craftsman", fen: 12_000_000 } as const;
export const SCARCE_TALENT = { packName: "dalian", rowId: "9-scarce-talent", fen: 400_000 } as const;
/** An allowance for which the document does not say how many months it lasts. */
export const OPEN_ALLOWANCE = { packName: "dalian", rowId: "7-allowance-young", fen: 100_000 } as const;
export const CITY_FINALIST = { packName: "dalian", rowId: "14-city-finalist", fen: 150_000 } as const;
export const PROVINCIAL_BASE = { packName: "dalian", rowId: "3-provincial-base", fen: 300_000_000 } as const;

type Row = { readonly packName: string; readonly rowId: string };

/** Writes straight into the tables. */
export async function plantRows<Value>(runtime: Runtime, work: (tables: Tables) => Promise<Value>): Promise<Value> {
  const done = await runtime.database.write<Value, string>(async ({ tables, audit }: Write) => {
    const value = await work(tables);
    await audit({ chain: SYSTEM_CHAIN, actorId: null, act: "plant", objectKind: "test", objectId: "planted" });
    return allow(value);
  });
  return must(done);
}

/** An account with one role over the whole system. */
export async function addSystemActor(runtime: Runtime, username: string, role: Role): Promise<Actor> {
  const userId = await addUser(runtime, username);
  await plantRows(runtime, (tables) =>
    tables.roleGrant.create({ data: { id: newId(), userId, role, createdAt: runtime.clock.now() } }),
  );
  return actorOf(runtime, userId);
}

export async function plantPerson(tables: Tables, runtime: Runtime, name: string): Promise<string> {
  const id = newId();
  const { sealed, wrapped } = sealPerson(runtime.keys, {
    name,
    documentKind: "resident-id",
    documentNumber: `2102${id.slice(-8)}`,
    telephone: "",
  });
  await tables.person.create({ data: { id, documentHash: id, sealed, createdAt: runtime.clock.now() } });
  await tables.personKey.create({ data: { personId: id, wrapped } });
  return id;
}

export type PlantedEntitlement = { readonly entitlementId: string; readonly personIds: readonly string[] };

/**
 * An entitlement of a recorded fact, publicised and with its period over unless said otherwise. Several names are a team; an
 * organisation is paid for the first of them.
 */
export function plantEntitlement(
  runtime: Runtime,
  row: Row & { readonly fen: number },
  more: {
    readonly names?: readonly string[];
    readonly organisationId?: string;
    readonly competitionId?: string;
    readonly state?: EntitlementState;
    readonly draft?: boolean;
    readonly publicityEndsAt?: Date | null;
    readonly amountKind?: string;
    /** The row's amount unless said otherwise; null: not settled. */
    readonly settledFen?: number | null;
    readonly difference?: EntitlementDifference;
    readonly reviewerId?: string;
  } = {},
): Promise<PlantedEntitlement> {
  const { names = ["王海港"], organisationId, competitionId, state = "publicised", draft = false, reviewerId } = more;
  const at = runtime.clock.now();
  return plantRows(runtime, async (tables) => {
    const [factId, assessmentId, entitlementId] = [newId(), newId(), newId()];
    const content = { kind: "honour", honour: "dalian-craftsman", inPost: true } satisfies RecordedContent;
    const people = { recordedById: "recorder", recordedAt: at, confirmedById: "confirmer", confirmedAt: at };
    await tables.recordedFact.create({
      data: { id: factId, kind: "honour", content, occurredOn: "2026-10-01", reference: "大人社发〔2026〕2号", ...people },
    });
    const personIds: string[] = [];
    const memberIds: string[] = [];
    for (const [position, name] of names.entries()) {
      const personId = await plantPerson(tables, runtime, name);
      const id = newId();
      await tables.recordedMember.create({ data: { id, factId, personId, position } });
      personIds.push(personId);
      memberIds.push(id);
    }
    await tables.policyAssessment.create({ data: { id: assessmentId, factId, findings: [], computedAt: at } });
    // Of a competition something is owed only once it is final.
    if (competitionId) await tables.competition.update({ where: { id: competitionId }, data: { phase: "final" } });
    const pack = await tables.policyPack.findFirstOrThrow({ where: { name: row.packName }, orderBy: { version: "desc" } });
    await tables.entitlement.create({
      data: {
        id: entitlementId,
        competitionId: competitionId ?? null,
        assessmentId,
        recordedMemberId: memberIds.length === 1 || organisationId ? (memberIds[0] ?? null) : null,
        organisationId: organisationId ?? null,
        packId: pack.id,
        rowId: row.rowId,
        key: entitlementId,
        kind: "honour-reward",
        outcome: "owed",
        draft,
        amountKind: more.amountKind ?? "exact",
        amountFen: more.amountKind === "unknown" ? null : row.fen,
        state,
        settledFen: more.settledFen === undefined ? row.fen : more.settledFen,
        publicityEndsAt: more.publicityEndsAt === undefined ? new Date(at.getTime() - 60_000) : more.publicityEndsAt,
        ...(more.difference ? { difference: more.difference } : {}),
      },
    });
    if (reviewerId !== undefined) {
      const act = { fromState: "applied", toState: "reviewed", reason: "", reference: "", actorId: reviewerId, at };
      await tables.entitlementAct.create({ data: { id: newId(), entitlementId, act: "review", ...act } });
    }
    return { entitlementId, personIds };
  });
}

/** The row is paid by the unit. */
export async function payRowBy(
  runtime: Runtime,
  officer: Actor,
  { packName, rowId }: Row,
  organisationId: string,
): Promise<void> {
  must(await recordRowPayer(runtime, officer, { packName, rowId, organisationId, reference: "大人社发〔2026〕1号" }));
}

/** Every payee of the list gets an account. */
export async function addAccounts(
  runtime: Runtime,
  treasurer: Actor,
  listId: string,
  holderIds: readonly string[],
): Promise<void> {
  for (const [index, holderId] of holderIds.entries()) {
    const account = { bank: "中国工商银行大连分行", number: `62220202000012345${String(index).padStart(2, "0")}` };
    must(await recordPayeeAccount(runtime, treasurer, { listId, holderId, account }));
  }
}
