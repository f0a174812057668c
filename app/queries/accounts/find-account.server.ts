/** One account of the installation with what an administrator may do to it. */
import { decideAccountErasure } from "#app/domain/people/account-erasure.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { Role } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

export type AccountDuty = {
  readonly role: Role;
  /** The competition that it is in; null: the whole system. */
  readonly competition: { readonly name: string; readonly nameEn: string; readonly code: string } | null;
};

export type AccountPage = {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly unit: { readonly name: string; readonly nameEn: string } | null;
  /** ISO; so are all times here. */
  readonly createdAt: string;
  readonly disabledAt: string | null;
  readonly hasPassword: boolean;
  readonly hasPin: boolean;
  readonly secondFactorSince: string | null;
  /** When the link that waits ends; null: none waits. */
  readonly linkUntil: string | null;
  /** How many sessions go on now. */
  readonly sessions: number;
  readonly duties: readonly AccountDuty[];
  readonly isOwn: boolean;
  readonly isErased: boolean;
  /** What stands against erasing its person's names. */
  readonly erasureUnmet: readonly Refusal[];
};

/** Null when there is no such account. */
export async function findAccount(
  runtime: Runtime,
  { userId, readerId }: { readonly userId: string; readonly readerId: string },
): Promise<AccountPage | null> {
  const now = runtime.clock.now();
  const user = await runtime.database.read.user.findUnique({
    where: { id: userId },
    select: {
      id: true,
      username: true,
      displayName: true,
      createdAt: true,
      disabledAt: true,
      erasedAt: true,
      passwordHash: true,
      pinHash: true,
      totpConfirmedAt: true,
      organisation: { select: { name: true, nameEn: true } },
      links: { where: { usedAt: null, revokedAt: null, expiresAt: { gt: now } }, select: { expiresAt: true } },
      grants: {
        orderBy: [{ createdAt: "asc" }, { id: "asc" }],
        select: {
          role: true,
          revokedAt: true,
          competition: { select: { id: true, name: true, nameEn: true, code: true, phase: true } },
        },
      },
      _count: { select: { sessions: { where: { revokedAt: null, expiresAt: { gt: now } } } } },
    },
  });
  if (!user) return null;
  const competitions = new Map(
    user.grants.flatMap(({ competition }) => (competition ? [[competition.id, competition] as const] : [])),
  );
  const erasure = decideAccountErasure({
    isDisabled: user.disabledAt !== null,
    isErased: user.erasedAt !== null,
    competitions: [...competitions.values()],
  });
  return {
    id: user.id,
    username: user.username,
    displayName: user.displayName,
    unit: user.organisation,
    createdAt: user.createdAt.toISOString(),
    disabledAt: user.disabledAt?.toISOString() ?? null,
    hasPassword: user.passwordHash !== null,
    hasPin: user.pinHash !== null,
    secondFactorSince: user.totpConfirmedAt?.toISOString() ?? null,
    linkUntil: user.links[0]?.expiresAt.toISOString() ?? null,
    sessions: user._count.sessions,
    duties: user.grants
      .filter(({ revokedAt }) => revokedAt === null)
      .map(({ role, competition: held }) => ({
        role: role as Role,
        competition: held && { name: held.name, nameEn: held.nameEn, code: held.code },
      })),
    isOwn: user.id === readerId,
    isErased: user.erasedAt !== null,
    erasureUnmet: erasure.ok ? [] : erasure.refusals,
  };
}
