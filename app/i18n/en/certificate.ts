/** The English of a certificate: recipient, citation and closing make one sentence with the award inside it. */
import type { Same } from "../same.ts";
import type zh from "../zh-CN/certificate.ts";

export default {
  documentTitle: "{{title}} {{number}}",
  recipient: "This is to certify that {holder} of {organisation}",
  recipientAlone: "This is to certify that {holder}",
  prize: {
    title: "CERTIFICATE OF HONOUR",
    citation: "has been awarded the {award} in the event {event} at the {competition}",
    closing: "in recognition of outstanding skill.",
  },
  participation: {
    title: "CERTIFICATE OF PARTICIPATION",
    citation: "took part in the event {event} at the {competition}",
    closing: "and completed the competition.",
  },
  coach: {
    title: "CERTIFICATE OF HONOUR",
    citation: "has been honoured as {award} at the {competition}",
    closing: "in recognition of outstanding coaching.",
  },
  organisation: {
    title: "CERTIFICATE OF HONOUR",
    citation: "has been given the {award} at the {competition}",
    closing: "in recognition of its work.",
  },
  judge: {
    title: "CERTIFICATE OF SERVICE",
    citation: "served as a judge in the event {event} at the {competition}",
    closing: "with diligence and impartiality.",
  },
  honour: { coach: "Excellent Coach", organisation: "Award for Excellent Organisation" },
  members: "Competitors: {members}",
  memberSeparator: ", ",
  number: "Certificate No. {number}",
  decision: "Decision {decision}",
  verify: "Scan to verify: {{code}}",
  sealPlace: "Place of seal",
  issuedOn: "{{day, day}}",
  status: "Awarded, publicity period running",
  blocks: { heading: "Heading", body: "Text", verification: "QR code and number", issuers: "Issuers and place of seal" },
  sample: {
    number: "SAMPLE-00000",
    holder: "Sample Holder",
    unit: "Sample Organisation",
    event: "Sample Event",
    issuer: "Sample Issuer",
  },
  calibration: {
    title: "Calibration of pre-printed stock",
    lead: "Print it on plain paper, hold it against the light over a certificate form, measure how far it is off in millimetres, and enter that as the offsets of the design. Print at actual size, without scaling.",
    offset: "Offsets now: {{x}} mm across, {{y}} mm down",
    ruler: "This line must be exactly 100 mm",
  },
} as const satisfies Same<typeof zh>;
