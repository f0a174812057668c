/** Makes a new one-time link to an account that exists; the one before it does not work any more, and sessions go on until it is used. */
import { decideLink, type LinkRefusal } from "#app/domain/access/account-link.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { makeLink } from "#app/platform/accounts/account-link.server.ts";
import { findLinkHolder } from "#app/platform/accounts/link-holder.server.ts";
import type { OpenedAccount } from "#app/platform/accounts/open-account.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export type MakeLinkRefusal = LinkRefusal | "account-unknown";

/**
 * @param input.competitionId the competition whose people the account must be among; null: an account of the installation
 * @returns the link, shown this once
 */
export function makeAccountLink(
  runtime: Runtime,
  actor: Actor,
  input: { readonly userId: string; readonly resetsSecondFactor: boolean; readonly competitionId: string | null },
): Promise<Decision<OpenedAccount, MakeLinkRefusal>> {
  const { userId, resetsSecondFactor, competitionId } = input;
  return runtime.database.write<OpenedAccount, MakeLinkRefusal>(async ({ tables, audit }) => {
    const holder = await findLinkHolder(tables, userId);
    const isMeant = competitionId === null || holder?.grants.some((grant) => grant.competitionId === competitionId);
    if (!holder || !isMeant) return refuse({ code: "account-unknown", params: { field: "userId" } });
    const isOwnAccount = userId === actor.userId;
    const decision = decideLink({ makerGrants: actor.grants, isOwnAccount, holder, resetsSecondFactor });
    if (!decision.ok) return decision;
    const { publicUrl } = runtime.env;
    const at = runtime.clock.now();
    const link = await makeLink({ tables }, { userId, createdById: actor.userId, resetsSecondFactor, at, publicUrl });
    await audit({
      chain: competitionId ?? SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "make-account-link",
      objectKind: "user",
      objectId: userId,
      payload: { resetsSecondFactor },
    });
    const { username, displayName } = await tables.user.findUniqueOrThrow({
      where: { id: userId },
      select: { username: true, displayName: true },
    });
    return allow({ userId, username, displayName, link });
  });
}
