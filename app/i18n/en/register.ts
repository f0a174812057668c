/** Register of certificates: the certificates of a competition, for the office. */
import type { Same } from "../same.ts";
import type zh from "../zh-CN/register.ts";

export default {
  title: "Certificates",
  lead: "Prepared after the on-site publication and printable for the ceremony; in force when results are final. Numbers run without gaps by host region and year.",
  caption: "Register of certificates",
  number: "Number",
  holder: "Holder",
  event: "Event",
  award: "Award",
  state: "State",
  inForce: "In force",
  prepared: "Prepared, publicity running",
  revoked: "Revoked",
  actions: "Actions",
  download: "Download certificate {{number}} (PDF)",
  downloadShort: "Download",
  verify: "Verify {{number}}",
  verifyShort: "Verify",
  filter: "state",
  empty: "No certificates yet",
  emptyHint: "When an event's results are published on site, certificates of the winners are prepared automatically.",
} as const satisfies Same<typeof zh>;
