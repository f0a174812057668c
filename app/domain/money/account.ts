/** Where a beneficiary is paid to: bank and account number, shown masked (DOMAIN 3: what is personal is shown masked, each full view recorded). */

export type PayeeAccountData = { readonly bank: string; readonly number: string };

/** The last four characters, the rest as stars; a short number keeps two. "6222020200012345678" is "****5678". */
export function maskAccount(number: string): string {
  return `****${number.slice(number.length > 8 ? -4 : -2)}`;
}
