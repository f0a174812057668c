/** The English of a certificate: recipient, citation and closing make one sentence with the award inside it. */
import type { Same } from "../same.ts";
import type zh from "../zh-CN/certificate.ts";

export default {
  documentTitle: "Certificate of honour {{number}}",
  title: "CERTIFICATE OF HONOUR",
  recipient: "This is to certify that {holder} of {organisation}",
  recipientAlone: "This is to certify that {holder}",
  citation: "has been awarded the {award} in the event {event} at the {competition}",
  closing: "in recognition of outstanding skill.",
  members: "Competitors: {members}",
  memberSeparator: ", ",
  number: "Certificate No. {number}",
  decision: "Decision {decision}",
  verify: "Scan to verify, or type the code {{code}}",
  sealPlace: "Place of seal",
  issuedOn: "{{day, day}}",
  status: "Awarded, publicity period running",
} as const satisfies Same<typeof zh>;
