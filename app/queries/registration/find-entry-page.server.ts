/** One entry of a delegation as its page shows it to the team leader: the form's fields, what is on record, what is missing. */
import type { RegionOption } from "#app/domain/policy/region-option.ts";
import { NAME_ONLY } from "#app/domain/registration/coach-by-name.ts";
import { maskDocument } from "#app/domain/registration/document.ts";
import type { EligibilityFinding } from "#app/domain/registration/eligibility.ts";
import type { Requirements } from "#app/domain/registration/requirements.ts";
import { decideSubmit } from "#app/domain/registration/review.ts";
import { mayAddRecords } from "#app/domain/registration/waiting-list.ts";
import { checkEntryChange, checkWindow, type RegistrationWindow } from "#app/domain/registration/window.ts";
import { toEventRules } from "#app/domain/results/rules.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase, EntryKind, Group, RegistrationStatus } from "#app/domain/shared/vocabulary.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listRegionOptions } from "#app/queries/regions/list-region-options.server.ts";
import { listEligibility } from "#app/queries/registration/list-eligibility.server.ts";
import { listMemberRecords, type MemberRecord } from "#app/queries/registration/list-member-records.server.ts";
import { listNearOrganisations, type OfferedOrganisation } from "#app/queries/registration/list-near-organisations.server.ts";
import { listRequirements } from "#app/queries/registration/list-requirements.server.ts";

type Named = { readonly code: string; readonly name: string; readonly nameEn: string };

/** The texts of a member's fields; the document's number stays masked. */
export type EntryPageMember = {
  readonly id: string;
  /** Empty when the person was erased. */
  readonly name: string;
  readonly documentKind: string;
  readonly maskedDocument: string;
  readonly birthDate: string;
  readonly phone: string;
  readonly level: string;
  readonly years: string;
  readonly employer: string;
  readonly school: string;
  readonly trainingOrganisation: string;
  readonly residence: string;
  readonly record: MemberRecord;
};

export type EntryPageCoach = {
  /** Null: known by name only. */
  readonly id: string | null;
  readonly name: string;
  readonly documentKind: string;
  readonly maskedDocument: string;
};

export type EntryPageEntry = {
  readonly id: string;
  /** ISO; sent back with what is saved. */
  readonly seenAt: string;
  readonly status: RegistrationStatus;
  readonly rosterNumber: string;
  readonly members: readonly EntryPageMember[];
  readonly coaches: readonly EntryPageCoach[];
  /** Why it cannot be handed in; empty where it can, and null where it was. */
  readonly unmet: readonly Refusal[] | null;
  readonly eligibility: EligibilityFinding;
  /** What the reviewer wrote when he returned or rejected it. */
  readonly reason: string | null;
};

export type EntryPage = {
  readonly delegation: { readonly id: string; readonly name: string; readonly nameEn: string };
  readonly competition: Omit<Named, "code"> & { readonly phase: CompetitionPhase; readonly registrationClosesAt: string };
  /** Null while the event of a new entry is not chosen. */
  readonly event:
    | (Named & {
        readonly group: Group;
        readonly entryKind: EntryKind;
        readonly size: number;
        readonly requires: Requirements;
      })
    | null;
  /** To choose from. */
  readonly events: readonly (Named & { readonly entryKind: EntryKind })[];
  /** Null: a new one. */
  readonly entry: EntryPageEntry | null;
  /** Why nothing can be changed any more; empty while it can. */
  readonly closed: readonly Refusal[];
  /** Whether files and consents that are not on record may be added all the same. */
  readonly mayAddRecords: boolean;
  /** The nearest first. */
  readonly organisations: readonly OfferedOrganisation[];
  /** Of its people's residences. */
  readonly regions: readonly RegionOption[];
};

const PERSON = { select: { sealed: true, key: { select: { wrapped: true } } } } as const;
const EVENT = {
  id: true,
  code: true,
  name: true,
  nameEn: true,
  group: true,
  entryKind: true,
  teamSize: true,
  cancelledAt: true,
  rules: { orderBy: { version: "desc" }, take: 1, select: { content: true } },
} as const;

/** @param entryId null: a new entry. @returns null when the delegation has no such entry, or the competition no such event. */
export async function findEntryPage(
  runtime: Runtime,
  input: { readonly delegationId: string; readonly entryId: string | null; readonly eventCode: string | null },
): Promise<EntryPage | null> {
  const tables = runtime.database.read;
  const delegation = await tables.delegation.findUniqueOrThrow({
    where: { id: input.delegationId },
    select: {
      id: true,
      name: true,
      nameEn: true,
      regionCode: true,
      competition: {
        select: {
          name: true,
          nameEn: true,
          phase: true,
          registrationClosesAt: true,
          events: { orderBy: { code: "asc" }, select: EVENT },
        },
      },
    },
  });
  const { competition } = delegation;
  const found = input.entryId === null ? null : await loadEntry(tables, delegation.id, input.entryId);
  const event =
    competition.events.find(({ id, code, cancelledAt }) =>
      found ? id === found.eventId : code === input.eventCode && cancelledAt === null,
    ) ?? null;
  if ((input.entryId !== null && !found) || (input.entryId === null && input.eventCode !== null && !event)) return null;
  const window: RegistrationWindow = {
    phase: competition.phase as CompetitionPhase,
    closesAt: competition.registrationClosesAt.getTime(),
    now: runtime.clock.now().getTime(),
  };
  const status = (found?.status ?? null) as RegistrationStatus | null;
  const organisations = await tables.organisation.findMany({ select: { id: true, name: true } });
  const names = new Map(organisations.map(({ id, name }) => [id, name]));
  return {
    delegation: { id: delegation.id, name: delegation.name, nameEn: delegation.nameEn },
    competition: {
      name: competition.name,
      nameEn: competition.nameEn,
      phase: window.phase,
      registrationClosesAt: competition.registrationClosesAt.toISOString(),
    },
    event: event && {
      code: event.code,
      name: event.name,
      nameEn: event.nameEn,
      group: event.group as Group,
      entryKind: event.entryKind as EntryKind,
      size: event.teamSize,
      requires: toEventRules(event.rules[0]?.content).requires,
    },
    events: competition.events
      .filter(({ cancelledAt }) => cancelledAt === null)
      .map(({ code, name, nameEn, entryKind }) => ({
        code,
        name,
        nameEn,
        entryKind: entryKind as EntryKind,
      })),
    entry: found && event && (await describe(runtime, { found, size: event.teamSize, window, names })),
    closed: status === null ? checkWindow(window, null) : checkEntryChange(window, status),
    mayAddRecords: status !== null && mayAddRecords({ phase: window.phase, status }),
    organisations: await listNearOrganisations(tables, delegation.regionCode),
    regions: await listRegionOptions(runtime, found?.members.map(({ residenceRegion }) => residenceRegion) ?? []),
  };
}

type LoadedEntry = NonNullable<Awaited<ReturnType<typeof loadEntry>>>;

function loadEntry(tables: Tables, delegationId: string, id: string) {
  return tables.entry.findFirst({
    where: { id, delegationId },
    select: {
      id: true,
      eventId: true,
      status: true,
      rosterNumber: true,
      updatedAt: true,
      reviews: { orderBy: { createdAt: "desc" }, take: 1, select: { reason: true } },
      coaches: { orderBy: { position: "asc" }, select: { id: true, position: true, person: PERSON } },
      members: {
        orderBy: { position: "asc" },
        select: {
          id: true,
          levelHeld: true,
          yearsOfService: true,
          residenceRegion: true,
          employerId: true,
          schoolId: true,
          trainingOrganisationId: true,
          person: PERSON,
        },
      },
    },
  });
}

async function describe(
  runtime: Runtime,
  input: {
    readonly found: LoadedEntry;
    readonly size: number;
    readonly window: RegistrationWindow;
    readonly names: ReadonlyMap<string, string>;
  },
): Promise<EntryPageEntry> {
  const { found, size, window, names } = input;
  const tables = runtime.database.read;
  const status = found.status as RegistrationStatus;
  const records = await listMemberRecords(runtime, found.id);
  const findings = [...(await listEligibility(tables, runtime.keys, [found.id])).values()];
  const requirements = (await listRequirements(tables, runtime.keys, [found.id])).get(found.id) ?? [];
  const submission = decideSubmit({ phase: window.phase, status, size, members: found.members.length });
  const deadline = checkWindow(window, status).filter(({ code }) => code === "registration-deadline-past");
  const nameOf = (id: string | null) => names.get(id ?? "") ?? "";
  return {
    id: found.id,
    seenAt: found.updatedAt.toISOString(),
    status,
    rosterNumber: found.rosterNumber,
    members: found.members.map((member) => {
      const data = openPerson(runtime.keys, member.person);
      return {
        id: member.id,
        name: data?.name ?? "",
        documentKind: data?.documentKind ?? "resident-id",
        maskedDocument: maskDocument(data?.documentNumber ?? ""),
        birthDate: data?.birthDate ?? "",
        phone: data?.telephone ?? "",
        level: member.levelHeld ?? "",
        years: member.yearsOfService === null ? "" : String(member.yearsOfService),
        employer: nameOf(member.employerId),
        school: nameOf(member.schoolId),
        trainingOrganisation: nameOf(member.trainingOrganisationId),
        residence: member.residenceRegion ?? "",
        record: records.get(member.id) ?? { memberId: member.id, minor: null, attachments: [], consent: null },
      };
    }),
    coaches: describeCoaches(runtime, found),
    unmet:
      status === "draft" || status === "returned"
        ? [...deadline, ...(submission.ok ? [] : submission.refusals), ...requirements]
        : null,
    eligibility: {
      refusals: findings.flatMap(({ refusals }) => refusals),
      notes: findings.flatMap(({ notes }) => notes),
    },
    reason: status === "returned" || status === "rejected" ? (found.reviews[0]?.reason ?? null) : null,
  };
}

function describeCoaches({ keys }: Runtime, { coaches }: LoadedEntry): EntryPageEntry["coaches"] {
  return coaches.flatMap(({ id, person }) => {
    const data = openPerson(keys, person);
    if (data === null) return [];
    const { name, documentKind, documentNumber } = data;
    const known = documentKind === NAME_ONLY ? null : { documentKind, maskedDocument: maskDocument(documentNumber) };
    return [{ id, name, documentKind: known?.documentKind ?? "resident-id", maskedDocument: known?.maskedDocument ?? "" }];
  });
}
