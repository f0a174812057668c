/** Uses a one-time link: sets the password, ends every session of the account, and opens one where no code is asked for. */
import { decideLink, getLinkState, type LinkHolder } from "#app/domain/access/account-link.ts";
import { listPasswordRefusals, listPinRefusals, type PasswordRefusal } from "#app/domain/access/password-rule.ts";
import { isOffice } from "#app/domain/access/second-factor.ts";
import { allow, type Decision, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import type { Role } from "#app/domain/shared/vocabulary.ts";
import { linkIdOf } from "#app/platform/accounts/account-link.server.ts";
import { findLinkHolder, GRANTS } from "#app/platform/accounts/link-holder.server.ts";
import { readPasswordPolicy } from "#app/platform/accounts/password-policy.server.ts";
import { hashSecret } from "#app/platform/crypto/password.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { endSessions } from "#app/platform/sessions/end-sessions.server.ts";
import { openSession } from "#app/platform/sessions/open-session.server.ts";

export const LINK_USE_REFUSALS = ["link-unknown", "link-used", "link-expired", "link-withdrawn"] as const;
/** A session; none where a second factor is in force, which the sign-in asks for. */
export type PasswordSet =
  | { readonly sessionToken: null }
  | { readonly sessionToken: string /** Is to set up a second factor next. */; readonly isOffice: boolean };
export type SetPasswordRefusal = PasswordRefusal | (typeof LINK_USE_REFUSALS)[number] | "pin-behind-second-factor";

/**
 * A link holds no longer than the right to make it: where the account got duties since that its maker may not reach, or the maker
 * lost his, it is withdrawn.
 * @param input.pin six digits for signing in the hall; null leaves it as it is, and so must a link that leaves a second factor in
 *   force: a PIN opens the hall without it
 */
export async function setPassword(
  runtime: Runtime,
  input: {
    readonly token: string;
    readonly password: string;
    readonly repeated: string;
    readonly pin: string | null;
    readonly userAgent: string;
  },
): Promise<Decision<PasswordSet, SetPasswordRefusal>> {
  const id = linkIdOf(input.token);
  const open = await findOpen(runtime.database.read, id, runtime.clock.now());
  if (!open.ok) return open;
  const policy = await readPasswordPolicy(runtime.database.read);
  const { username, displayName } = open.value;
  const refusals: Refusal<SetPasswordRefusal>[] = [
    ...listPasswordRefusals({ ...input, policy, username, displayName }),
    ...(input.pin === null ? [] : listPinRefusals(input.pin, policy)),
    ...(input.pin !== null && leavesFactor(open.value) ? [PIN_BEHIND_FACTOR] : []),
  ];
  if (refusals.length > 0) return refuse(...refusals);
  const [passwordHash, pinHash] = await Promise.all([
    hashSecret(input.password),
    input.pin === null ? null : hashSecret(input.pin),
  ]);
  return runtime.database.write<PasswordSet, SetPasswordRefusal>(async ({ tables, audit, announce }) => {
    const at = runtime.clock.now();
    const current = await findOpen(tables, id, at);
    if (!current.ok) return current;
    if (pinHash !== null && leavesFactor(current.value)) return refuse(PIN_BEHIND_FACTOR);
    const { userId, createdById, resetsSecondFactor, holder } = current.value;
    const { count } = await tables.accountLink.updateMany({
      where: { id, usedAt: null, revokedAt: null },
      data: { usedAt: at },
    });
    if (count === 0) return refuse({ code: "link-used" });
    await tables.user.update({
      where: { id: userId },
      data: {
        passwordHash,
        passwordSetAt: at,
        ...(pinHash === null ? {} : { pinHash }),
        ...(resetsSecondFactor ? { totpSealed: null, totpConfirmedAt: null, totpLastStep: null } : {}),
      },
    });
    if (resetsSecondFactor) await tables.recoveryCode.deleteMany({ where: { userId } });
    await endSessions({ tables, announce }, { userId, at });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: userId,
      act: "set-password",
      objectKind: "user",
      objectId: userId,
      payload: { linkOf: createdById, resetsSecondFactor, setsPin: pinHash !== null },
    });
    if (leavesFactor(current.value)) return allow({ sessionToken: null });
    const sessionToken = await openSession({ tables }, { userId, userAgent: input.userAgent, at });
    return allow({ sessionToken, isOffice: isOffice(holder.grants) });
  });
}

type OpenLink = {
  readonly userId: string;
  readonly username: string;
  readonly displayName: string;
  readonly createdById: string | null;
  readonly resetsSecondFactor: boolean;
  readonly holder: LinkHolder;
};

const PIN_BEHIND_FACTOR = { code: "pin-behind-second-factor", params: { field: "pin" } } as const;

/** Whether who has the link still needs the second factor to sign in. */
function leavesFactor({ holder, resetsSecondFactor }: Pick<OpenLink, "holder" | "resetsSecondFactor">): boolean {
  return holder.hasSecondFactor && !resetsSecondFactor;
}

async function findOpen(tables: Tables, id: string, at: Date): Promise<Decision<OpenLink, SetPasswordRefusal>> {
  const link = await tables.accountLink.findUnique({
    where: { id },
    select: {
      userId: true,
      createdById: true,
      resetsSecondFactor: true,
      expiresAt: true,
      usedAt: true,
      revokedAt: true,
      user: { select: { username: true, displayName: true } },
    },
  });
  if (!link) return refuse({ code: "link-unknown" });
  const state = getLinkState(link, at);
  if (state !== "open") return refuse({ code: `link-${state}` });
  const { userId, createdById, resetsSecondFactor, user } = link;
  const holder = await findLinkHolder(tables, userId);
  if (!holder || holder.isDisabled || !(await isStillTheirs(tables, link, holder))) return refuse({ code: "link-withdrawn" });
  return allow({ userId, ...user, createdById, resetsSecondFactor, holder });
}

/** Whether who made the link may still make it. */
async function isStillTheirs(
  tables: Tables,
  { createdById, resetsSecondFactor }: { readonly createdById: string | null; readonly resetsSecondFactor: boolean },
  holder: LinkHolder,
): Promise<boolean> {
  if (createdById === null) return true;
  const maker = await tables.user.findUnique({ where: { id: createdById }, select: { disabledAt: true, grants: GRANTS } });
  if (!maker || maker.disabledAt !== null) return false;
  const makerGrants = maker.grants.map((grant) => ({ ...grant, role: grant.role as Role }));
  return decideLink({ makerGrants, isOwnAccount: false, holder, resetsSecondFactor }).ok;
}
