/** Organisations: the units that rosters, hosts and accounts name. */
import type { Same } from "../same.ts";
import type zh from "../zh-CN/organisation.ts";

export default {
  title: "Organisations",
  lead: "Employers, schools and training organisations in rosters must carry the full names listed here; policy clauses look at their region.",
  add: "Add an organisation",
  added: "The organisation was added and can be named in rosters.",
  name: "Full name",
  nameEn: "Name in English",
  kind: "Kind",
  region: "Region",
  choose: "Choose",
  caption: "Organisations",
  empty: "No organisations yet",
  emptyHint: "Add hosts and units first: team leaders cannot import rosters before.",
  refusal: {
    "organisation-name-taken": "An organisation called “{{name}}” is listed already.",
    "region-unknown": "There is no region with code {{region}}: choose one from the list.",
    "organisation-name-length": "Give the full name, 2 to 60 characters.",
    "organisation-name-en-length": "Give the English name, 2 to 120 characters.",
    "organisation-kind-missing": "Choose the kind of organisation.",
    "region-missing": "Choose the region.",
  },
} as const satisfies Same<typeof zh>;
