/** Takes a delegation into a competition, with its team leader: someone who has an account, or gets one with it. */
import { type DutyRefusal, decideGrant } from "#app/domain/access/duties.ts";
import { allow, type Decision, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase, Role } from "#app/domain/shared/vocabulary.ts";
import {
  type NewAccount,
  type NewAccountRefusal,
  type OpenedAccount,
  openAccount,
} from "#app/platform/accounts/open-account.server.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

/** Nobody can enter any more once the competition has started. */
const OPEN_PHASES: readonly string[] = ["draft", "announced", "registration"] satisfies CompetitionPhase[];

export type DelegationRefusal =
  | DutyRefusal
  | NewAccountRefusal
  | "delegations-closed"
  | "delegation-name-taken"
  | "region-unknown"
  | "account-unknown";

/** @returns the delegation, and the account that was opened for its team leader (null when he had one). */
export function createDelegation(
  runtime: Runtime,
  actor: Actor,
  input: {
    readonly competitionId: string;
    readonly name: string;
    readonly nameEn: string;
    /** National six-digit code of the region it comes from. */
    readonly regionCode: string;
    readonly leader: { readonly userId: string } | NewAccount;
  },
): Promise<Decision<{ delegationId: string; account: OpenedAccount | null }, DelegationRefusal>> {
  return runtime.database.write(async (write) => {
    const { tables, audit } = write;
    const { competitionId, name, nameEn, regionCode, leader } = input;
    const at = runtime.clock.now();
    const competition = await tables.competition.findUniqueOrThrow({
      where: { id: competitionId },
      select: { phase: true, delegations: { where: { name }, select: { id: true } } },
    });
    const refusals: Refusal<DelegationRefusal>[] = [];
    if (!OPEN_PHASES.includes(competition.phase)) {
      refusals.push({ code: "delegations-closed", params: { phase: competition.phase } });
    }
    if (competition.delegations.length > 0) refusals.push({ code: "delegation-name-taken", params: { field: "name", name } });
    if ((await tables.region.count({ where: { code: regionCode } })) === 0) {
      refusals.push({ code: "region-unknown", params: { field: "regionCode", region: regionCode } });
    }
    const delegationId = newId();
    const grant = { role: "team-leader", competitionId, eventId: null, delegationId } as const;
    let account: OpenedAccount | null = null;
    if ("userId" in leader) {
      refusals.push(...(await checkLeader(leader.userId)));
    } else {
      const { publicUrl } = runtime.env;
      const opened = await openAccount(write, { account: leader, actorId: actor.userId, at, publicUrl });
      if (opened.ok) account = opened.value;
      else refusals.push(...opened.refusals);
    }
    if (refusals.length > 0) return refuse(...refusals);
    const userId = "userId" in leader ? leader.userId : String(account?.userId);
    await tables.delegation.create({ data: { id: delegationId, competitionId, name, nameEn, regionCode } });
    const grantId = newId();
    await tables.roleGrant.create({ data: { ...grant, id: grantId, userId, createdAt: at } });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "create-delegation",
      objectKind: "delegation",
      objectId: delegationId,
      payload: { regionCode, leader: userId, grant: grantId },
    });
    return allow({ delegationId, account });

    async function checkLeader(leaderId: string): Promise<readonly Refusal<DelegationRefusal>[]> {
      const user = await tables.user.findUnique({ where: { id: leaderId }, select: { organisationId: true, disabledAt: true } });
      if (!user) return [{ code: "account-unknown", params: { field: "userId" } }];
      const held = await tables.roleGrant.findMany({
        where: { competitionId, userId: leaderId, revokedAt: null },
        select: { role: true, competitionId: true, eventId: true, delegationId: true },
      });
      const decision = decideGrant({
        grant,
        held: held.map((other) => ({ ...other, role: other.role as Role })),
        isDisabled: user.disabledAt !== null,
        organisationId: user.organisationId,
        enteredUnits: new Set(),
        marking: null,
        layers: null,
        layersOf: new Map(),
      });
      return decision.ok ? [] : decision.refusals;
    }
  });
}
