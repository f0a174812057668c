/** What the records of a log are about: their names as people know them, and which event and round they belong to. */
import type { Runtime } from "#app/platform/runtime.server.ts";

/** `label` null: nothing but its id tells it apart. */
export type ResolvedObject = {
  readonly label: string | null;
  readonly labelEn: string | null;
  readonly eventId: string | null;
  readonly roundId: string | null;
};

export type ObjectRef = { readonly objectKind: string; readonly objectId: string };

const keyOf = ({ objectKind, objectId }: ObjectRef) => `${objectKind} ${objectId}`;

/** One query for each kind that occurs. Competitors are named by entrant numbers alone, works by codes. */
export async function resolveObjects(
  { database: { read } }: Runtime,
  refs: readonly ObjectRef[],
): Promise<(ref: ObjectRef) => ResolvedObject> {
  const found = new Map<string, ResolvedObject>();
  const idsOf = (kind: string) => [...new Set(refs.filter(({ objectKind }) => objectKind === kind).map((ref) => ref.objectId))];
  const put = (objectKind: string, objectId: string, one: Partial<ResolvedObject>) =>
    found.set(keyOf({ objectKind, objectId }), { label: null, labelEn: null, eventId: null, roundId: null, ...one });
  const round = { select: { number: true, eventId: true, event: { select: { code: true, rounds: { select: { id: true } } } } } };
  const nameRound = ({ number, event }: { number: number; event: { code: string; rounds: readonly object[] } }) =>
    event.rounds.length > 1 ? `${event.code} · ${number}` : event.code;
  const where = (kind: string) => ({ where: { id: { in: idsOf(kind) } } });

  const work: Readonly<Record<string, () => Promise<void>>> = {
    form: async () => {
      const select = { id: true, roundId: true, subCriterionId: true, subject: { select: { code: true } }, round };
      for (const one of await read.markingForm.findMany({ ...where("form"), select })) {
        const label = `${one.subject.code} · ${one.subCriterionId}`;
        put("form", one.id, { label, eventId: one.round.eventId, roundId: one.roundId });
      }
    },
    entry: async () => {
      const select = { id: true, eventId: true, entrantNumber: true };
      for (const { id, eventId, entrantNumber } of await read.entry.findMany({ ...where("entry"), select })) {
        put("entry", id, { label: entrantNumber, eventId });
      }
    },
    round: async () => {
      for (const one of await read.round.findMany({ ...where("round"), select: { id: true, ...round.select } })) {
        put("round", one.id, { label: nameRound(one), eventId: one.eventId, roundId: one.id });
      }
    },
    draw: async () => {
      const select = { id: true, roundId: true, slot: true, version: true, round };
      for (const one of await read.draw.findMany({ ...where("draw"), select })) {
        put("draw", one.id, { label: nameRound(one.round), eventId: one.round.eventId, roundId: one.roundId });
      }
    },
    panel: async () => {
      const select = { id: true, roundId: true, subCriterionId: true, number: true, round };
      for (const one of await read.panel.findMany({ ...where("panel"), select })) {
        const label = `${nameRound(one.round)} · ${one.subCriterionId} · ${one.number}`;
        put("panel", one.id, { label, eventId: one.round.eventId, roundId: one.roundId });
      }
    },
    "rescore-set": async () => {
      for (const one of await read.rescoreSet.findMany({ ...where("rescore-set"), select: { id: true, roundId: true, round } })) {
        put("rescore-set", one.id, { label: nameRound(one.round), eventId: one.round.eventId, roundId: one.roundId });
      }
    },
    event: async () => {
      const select = { id: true, code: true, name: true, nameEn: true };
      for (const { id, code, name, nameEn } of await read.event.findMany({ ...where("event"), select })) {
        put("event", id, { label: `${code} ${name}`, labelEn: `${code} ${nameEn || name}`, eventId: id });
      }
    },
    competition: async () => {
      const select = { id: true, name: true, nameEn: true };
      for (const { id, name, nameEn } of await read.competition.findMany({ ...where("competition"), select })) {
        put("competition", id, { label: name, labelEn: nameEn || name });
      }
    },
    certificate: async () => {
      const select = { id: true, number: true, eventId: true };
      for (const { id, number, eventId } of await read.certificate.findMany({ ...where("certificate"), select })) {
        put("certificate", id, { label: number, eventId });
      }
    },
    appeal: async () => {
      for (const one of await read.appeal.findMany({ ...where("appeal"), select: { id: true, roundId: true, round } })) {
        put("appeal", one.id, { label: nameRound(one.round), eventId: one.round.eventId, roundId: one.roundId });
      }
    },
    user: async () => {
      const select = { id: true, username: true, displayName: true };
      for (const { id, username, displayName } of await read.user.findMany({ ...where("user"), select })) {
        put("user", id, { label: `${displayName} (${username})` });
      }
    },
    delegation: async () => {
      const select = { id: true, name: true, nameEn: true };
      for (const { id, name, nameEn } of await read.delegation.findMany({ ...where("delegation"), select })) {
        put("delegation", id, { label: name, labelEn: nameEn || name });
      }
    },
    organisation: async () => {
      const select = { id: true, name: true, nameEn: true };
      for (const { id, name, nameEn } of await read.organisation.findMany({ ...where("organisation"), select })) {
        put("organisation", id, { label: name, labelEn: nameEn || name });
      }
    },
    "policy-pack": async () => {
      const select = { id: true, name: true, version: true };
      for (const { id, name, version } of await read.policyPack.findMany({ ...where("policy-pack"), select })) {
        put("policy-pack", id, { label: `${name} · ${version}` });
      }
    },
    "issuer-key": async () => {
      for (const id of idsOf("issuer-key")) put("issuer-key", id, { label: id });
    },
    "payment-list": async () => {
      for (const { id, number } of await read.paymentList.findMany({
        ...where("payment-list"),
        select: { id: true, number: true },
      })) {
        put("payment-list", id, { label: String(number) });
      }
    },
  };
  const kinds = new Set(refs.map(({ objectKind }) => objectKind));
  await Promise.all([...kinds].map((kind) => work[kind]?.()));
  const nothing: ResolvedObject = { label: null, labelEn: null, eventId: null, roundId: null };
  return (ref) => found.get(keyOf(ref)) ?? nothing;
}
