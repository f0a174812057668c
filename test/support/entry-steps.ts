/** An entry as a team leader types it into its page: what a test leaves out is an electrician of the first enterprise. */
import type { TypedCoach, TypedMember } from "#app/domain/registration/entry-form.ts";
import { DEFAULT_RULES, type EventRules } from "#app/domain/results/rules.ts";
import { allow } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { SubstitutionRequest } from "#app/services/registration/request-substitution.server.ts";
import { type SaveEntryInput, saveEntry } from "#app/services/registration/save-entry.server.ts";
import { must } from "./competition-steps.ts";
import { makeDocument, type RegistrationScene } from "./registration-steps.ts";

export const ENTERPRISE = "北京运通电气有限公司";

export function typeMember(texts: Partial<TypedMember> & { readonly memberId?: string | null } = {}) {
  return {
    memberId: null,
    name: "李雷",
    documentKind: "resident-id",
    documentNumber: makeDocument(),
    birthDate: "",
    phone: "13800001111",
    level: "senior",
    years: "6",
    employer: ENTERPRISE,
    school: "",
    trainingOrganisation: "",
    residence: "",
    ...texts,
  };
}

export function typeCoach(texts: Partial<TypedCoach> = {}) {
  return { coachId: null, name: "孙立军", documentKind: "resident-id", documentNumber: "", ...texts };
}

export function typeEntry(scene: RegistrationScene, input: Partial<SaveEntryInput> = {}): SaveEntryInput {
  const { delegationId } = scene;
  return { delegationId, entryId: null, eventCode: "DG", seenAt: null, members: [typeMember()], coaches: [], ...input };
}

/** @returns the new entry's id. */
export async function addEntry(runtime: Runtime, scene: RegistrationScene, input: Partial<SaveEntryInput> = {}): Promise<string> {
  return must(await saveEntry(runtime, scene.leader, typeEntry(scene, input))).entryId;
}

/** The event decides by these rules from now on. */
export async function setRules(runtime: Runtime, eventId: string, rules: Partial<EventRules>): Promise<void> {
  await runtime.database.write(async ({ tables, audit }) => {
    const version = (await tables.eventRules.count({ where: { eventId } })) + 1;
    const content = { ...DEFAULT_RULES, ...rules } as object;
    const made = { reason: "", createdById: "test", createdAt: runtime.clock.now() };
    await tables.eventRules.create({ data: { id: newId(), eventId, version, content, ...made } });
    await audit({ chain: SYSTEM_CHAIN, actorId: null, act: "set-rules", objectKind: "event", objectId: eventId });
    return allow(null);
  });
}

/** A substitution is asked for with no file and no consent. */
export const NOTHING_HANDED_IN: Pick<SubstitutionRequest, "files" | "consent"> = {
  files: [],
  consent: { version: "", ticked: false, guardian: { name: "", relation: "", telephone: "" } },
};
