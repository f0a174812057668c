/** What the page that sets up a second factor shows: the secret of this session, as text and for a QR code. */
import { deriveTotpSecret, toTotpUri } from "#app/platform/crypto/totp.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export type SecondFactorPage =
  | { readonly isInForce: true; readonly username: string }
  | {
      readonly isInForce: false;
      readonly username: string;
      /** otpauth://totp/… */
      readonly uri: string;
      /** Base32, in groups of four. */
      readonly secret: string;
      /** Nothing else is open before it is set up. */
      readonly isRequired: boolean;
    };

export async function getSecondFactor(runtime: Runtime, actor: Actor): Promise<SecondFactorPage> {
  const user = await runtime.database.read.user.findUniqueOrThrow({
    where: { id: actor.userId },
    select: { username: true, totpConfirmedAt: true },
  });
  if (user.totpConfirmedAt !== null) return { isInForce: true, username: user.username };
  const secret = deriveTotpSecret(runtime.keys, actor.sessionId);
  return {
    isInForce: false,
    username: user.username,
    uri: toTotpUri(secret, user.username),
    secret: (secret.match(/.{1,4}/g) ?? []).join(" "),
    isRequired: actor.mustEnrol === true,
  };
}
