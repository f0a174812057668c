/** What certificates certify: a prize, having taken part, the work of a coach, of a delegation, of a judge (DOMAIN 9). */

export const CERTIFICATE_KINDS = ["prize", "participation", "coach", "organisation", "judge"] as const;
export type CertificateKind = (typeof CERTIFICATE_KINDS)[number];

/** Those that are prepared by hand or with the final results; a prize follows from the results of its event. */
export const OTHER_KINDS = ["participation", "coach", "organisation", "judge"] as const satisfies readonly CertificateKind[];
export type OtherKind = (typeof OTHER_KINDS)[number];
