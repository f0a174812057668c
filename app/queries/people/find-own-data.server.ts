/** What a person sees of his own data on his results page: his consent, and what became of his requests. */
import type { DataRequestKind, DataRequestState } from "#app/domain/people/data-request.ts";
import { findBirthDate, isMinor } from "#app/domain/registration/birth-date.ts";
import type { ConsentGiver } from "#app/domain/registration/consent.ts";
import { shanghaiDay } from "#app/domain/shared/day.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

export type OwnData = {
  /** Null: the date of birth is not known. */
  readonly minor: boolean | null;
  readonly consent: { readonly version: string; readonly givenBy: ConsentGiver; readonly givenAt: string } | null;
  readonly requests: readonly {
    readonly id: string;
    readonly kind: DataRequestKind;
    readonly state: DataRequestState;
    /** ISO. */
    readonly requestedAt: string;
    /** Why it was refused; null where it was not. */
    readonly decision: string | null;
  }[];
  /** Whether the file of everything stored may be fetched. */
  readonly hasExport: boolean;
};

/** Null when there is no such person or he was erased. */
export async function findOwnData(runtime: Runtime, personId: string): Promise<OwnData | null> {
  const person = await runtime.database.read.person.findUnique({
    where: { id: personId },
    select: {
      sealed: true,
      key: { select: { wrapped: true } },
      consents: { where: { withdrawnAt: null }, orderBy: { givenAt: "desc" }, take: 1 },
      requests: { orderBy: { requestedAt: "desc" } },
    },
  });
  const data = person && openPerson(runtime.keys, person);
  if (!person || !data) return null;
  const consent = person.consents[0];
  return {
    minor: isMinor(findBirthDate(data), shanghaiDay(runtime.clock.now())),
    consent: consent
      ? { version: consent.version, givenBy: consent.givenBy as ConsentGiver, givenAt: consent.givenAt.toISOString() }
      : null,
    requests: person.requests.map(({ id, kind, state, requestedAt, decision }) => ({
      id,
      kind: kind as DataRequestKind,
      state: state as DataRequestState,
      requestedAt: requestedAt.toISOString(),
      decision: state === "refused" ? decision : null,
    })),
    hasExport: person.requests.some(({ kind, state }) => kind === "export" && state === "done"),
  };
}
