/** What the page of venue mode shows: where tablets find this machine, and how its certificate is recognised. */
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listAddresses } from "#app/platform/venue/addresses.server.ts";
import { keepCertificate } from "#app/platform/venue/certificates.server.ts";
import { listVenueLinks } from "#app/platform/venue/links.server.ts";

export type VenueView =
  | { readonly isOn: false; readonly publicUrl: string }
  | {
      readonly isOn: true;
      readonly hasNetwork: boolean;
      readonly door: string;
      readonly systems: readonly string[];
      readonly fingerprint: string;
      /** ISO. */
      readonly until: string;
    };

export async function getVenue({ env }: Runtime): Promise<VenueView> {
  if (env.venue === null) return { isOn: false, publicUrl: env.publicUrl };
  const addresses = listAddresses();
  const { fingerprint, until } = await keepCertificate(env);
  return {
    isOn: true,
    hasNetwork: addresses.length > 0,
    ...listVenueLinks(env, env.venue, addresses),
    fingerprint,
    until: until.toISOString(),
  };
}
