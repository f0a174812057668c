/** What organisers and administrators submit about people: accounts, roles, delegations with their team leaders. */
import { z } from "zod";
import { ROLE_SCOPES, SYSTEM_WIDE_ROLES } from "#app/domain/access/duties.ts";
import { BLIND_LAYERS } from "#app/domain/blinding/layers.ts";
import { ROLES } from "#app/domain/shared/vocabulary.ts";
import { choice, optionalId, text } from "./fields.ts";

const id = z.string("choice-missing").min(1, "choice-missing").max(100, "choice-missing");

const account = {
  username: z
    .string("username-malformed")
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9][a-z0-9._-]{1,38}[a-z0-9]$/, "username-malformed"),
  displayName: text(40),
  organisationId: optionalId,
};

export const CreateAccountSchema = z.object(account);

/** The administrator is of the whole system: no competition makes one. */
const role = choice(ROLES).refine((value) => ROLE_SCOPES[value] !== "system", "choice-missing");

/** None: all of them. */
const layers = z
  .array(choice(["1", "2", "3"]))
  .max(BLIND_LAYERS.length, "choice-missing")
  .default([])
  .transform((chosen) => (chosen.length === 0 ? null : BLIND_LAYERS.filter((layer) => chosen.includes(`${layer}`))));

/** A role over the competition, or over the event or the delegation that is named; of a blinding judge the layers that he keeps. */
export const GrantRoleSchema = z.object({
  userId: id,
  role,
  eventId: optionalId,
  delegationId: optionalId,
  layers,
});

/** A role over the whole system. */
export const GrantSystemRoleSchema = z.object({ userId: id, role: choice(SYSTEM_WIDE_ROLES) });

export const RevokeRoleSchema = z.object({ grantId: id });

const delegation = { name: text(60), nameEn: text(200), regionCode: id };

/** The team leader has an account already, or gets one with the delegation. */
export const CreateDelegationSchema = z
  .discriminatedUnion("leader", [
    z.object({ ...delegation, leader: z.literal("existing"), userId: id }),
    z.object({ ...delegation, leader: z.literal("new"), ...account }),
  ])
  .transform(({ name, nameEn, regionCode, ...rest }) => ({
    name,
    nameEn,
    regionCode,
    leader:
      rest.leader === "existing"
        ? { userId: rest.userId }
        : { username: rest.username, displayName: rest.displayName, organisationId: rest.organisationId },
  }));
