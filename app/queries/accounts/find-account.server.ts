/** One account of the installation with what an administrator may do to it. */
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
      passwordHash: true,
      pinHash: true,
      totpConfirmedAt: true,
      organisation: { select: { name: true, nameEn: true } },
      links: { where: { usedAt: null, revokedAt: null, expiresAt: { gt: now } }, select: { expiresAt: true } },
      grants: {
        where: { revokedAt: null },
        orderBy: [{ createdAt: "asc" }, { id: "asc" }],
        select: { role: true, competition: { select: { name: true, nameEn: true, code: true } } },
      },
      _count: { select: { sessions: { where: { revokedAt: null, expiresAt: { gt: now } } } } },
    },
  });
  if (!user) return null;
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
    duties: user.grants.map(({ role, competition }) => ({ role: role as Role, competition })),
    isOwn: user.id === readerId,
  };
}
