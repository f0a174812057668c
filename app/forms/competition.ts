/** What organisers submit to found a competition, or to change what they stated of it. */
import { z } from "zod";
import { COMPETITION_CLASSES, HOST_RELATIONS, SPHERES, TIERS } from "#app/domain/shared/vocabulary.ts";
import { choice, day, dayAndTime, text, wholeNumber } from "./fields.ts";

/** A host as one choice: a region "110112", or an organisation in it "110112/its-id". */
const HOST = /^(\d{6})(?:\/(.{1,100}))?$/;

/** The value of a host in the form. */
export function hostValue({ regionCode, organisationId }: { regionCode: string; organisationId: string | null }): string {
  return organisationId === null ? regionCode : `${regionCode}/${organisationId}`;
}

/** The region of what a host was chosen by; empty where that says none. */
export function regionOfHost(value: string): string {
  return HOST.exec(value)?.[1] ?? "";
}

const planFields = {
  name: text(),
  nameEn: text(200),
  tier: choice(TIERS),
  class: choice(COMPETITION_CLASSES),
  sphere: choice(SPHERES).default("comprehensive"),
  venue: text(),
  registrationClosesAt: dayAndTime,
  startsOn: day,
  endsOn: day,
  publicityWorkingDays: wholeNumber(0, 60),
  /** How long a place is kept for the next of the waiting list. */
  offerHours: wholeNumber(1, 720).default(24),
  /** Relation and host of each row in turn; rows without a host are left out. */
  hostRelation: z.array(choice(HOST_RELATIONS)).default([]),
  host: z.array(z.string()).default([]),
  packs: z.array(z.string().max(100)).default([]),
};

type HostRows = { readonly hostRelation: readonly (typeof HOST_RELATIONS)[number][]; readonly host: readonly string[] };

function toPlan<Fields extends HostRows>({ hostRelation, host, ...stated }: Fields) {
  const hosts = host.flatMap((value, index) => {
    const relation = hostRelation[index];
    const [, regionCode, organisationId] = HOST.exec(value) ?? [];
    return relation && regionCode ? [{ relation, regionCode, organisationId: organisationId ?? null }] : [];
  });
  return { ...stated, hosts };
}

const newFields = {
  ...planFields,
  code: z
    .string("competition-code-malformed")
    .trim()
    .regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])$/, "competition-code-malformed")
    // The address of the page that founds competitions.
    .refine((code) => code !== "competitions", "competition-code-malformed"),
};

export const CreateCompetitionSchema = z.object(newFields).transform(toPlan);

/** The next edition: the plan as the form shows it, and the competition that everything else is taken from. */
export const CloneCompetitionSchema = z.object({ ...newFields, fromId: z.string().max(100) }).transform(toPlan);

export const ChangeCompetitionSchema = z.object(planFields).transform(toPlan);

/** Of 重新公示; the decision says what is missing. */
export const ReopenResultsSchema = z.object({
  reason: z.string().trim().max(1000, "text-too-long").default(""),
  reference: z.string().trim().max(100, "text-too-long").default(""),
});

export const FinaliseSchema = z.object({ decisionNumber: z.string().trim().max(100, "text-too-long").default("") });
