/** The register of training bases and studios: what was recognised, and the grants that clauses say to each; and what each document promises. */
import { type FactState, findFactState } from "#app/domain/policy/check-recorded-fact.ts";
import type { EntitlementState } from "#app/domain/policy/entitlement-states.ts";
import type { Amount, CarrierGrantRow, PolicyDocument, PolicyPack } from "#app/domain/policy/pack.ts";
import type { RecordedCarrier } from "#app/domain/policy/recorded-fact.ts";
import { fen } from "#app/domain/shared/units.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listCurrentPacks } from "#app/queries/policy/list-current-packs.server.ts";

export type CarrierGrant = {
  readonly entitlementId: string;
  readonly document: string;
  readonly documentEn: string;
  readonly clause: string;
  readonly amount: Amount;
  readonly outcome: "owed" | "needs-decision";
  readonly draft: boolean;
  readonly state: EntitlementState;
};

export type CarrierRowView = {
  readonly factId: string;
  readonly content: RecordedCarrier;
  readonly recognisedOn: string;
  readonly reference: string;
  readonly state: FactState;
  readonly organisation: { readonly name: string; readonly nameEn: string };
  readonly region: { readonly name: string; readonly nameEn: string };
  /** Null: the clauses were not asked yet. */
  readonly grants: readonly CarrierGrant[] | null;
};

export type CarrierPromise = Pick<
  CarrierGrantRow,
  "id" | "clause" | "text" | "summary" | "summaryEn" | "amount" | "conditions"
> & {
  readonly pack: string;
  readonly document: Pick<PolicyDocument, "title" | "titleEn" | "number" | "issuer" | "status">;
};

export type CarrierRegister = {
  readonly carriers: readonly CarrierRowView[];
  readonly promises: readonly CarrierPromise[];
};

/** What stands, open or confirmed; newest recognition first. */
export async function listCarriers({ database: { read } }: Runtime): Promise<CarrierRegister> {
  const facts = await read.recordedFact.findMany({
    where: { kind: "carrier", droppedAt: null },
    orderBy: [{ occurredOn: "desc" }, { id: "asc" }],
    select: {
      id: true,
      content: true,
      occurredOn: true,
      reference: true,
      organisationId: true,
      regionCode: true,
      confirmedAt: true,
      droppedAt: true,
      assessment: {
        select: { entitlements: { where: { state: { not: "withdrawn" } }, orderBy: { key: "asc" }, include: { pack: true } } },
      },
    },
  });
  const organisations = new Map(
    (await read.organisation.findMany({ select: { id: true, name: true, nameEn: true } })).map(({ id, ...named }) => [id, named]),
  );
  const regions = new Map(
    (
      await read.region.findMany({
        where: { code: { in: [...new Set(facts.flatMap(({ regionCode }) => regionCode ?? []))] } },
        select: { code: true, name: true, nameEn: true },
      })
    ).map(({ code, ...named }) => [code, named]),
  );
  const packs = await listCurrentPacks(read);
  return {
    carriers: facts.map((fact) => ({
      factId: fact.id,
      content: fact.content as unknown as RecordedCarrier,
      recognisedOn: fact.occurredOn,
      reference: fact.reference,
      state: findFactState(fact),
      organisation: organisations.get(fact.organisationId ?? "") ?? NOTHING,
      region: regions.get(fact.regionCode ?? "") ?? NOTHING,
      grants: fact.assessment === null ? null : fact.assessment.entitlements.map(toGrant),
    })),
    promises: packs.flatMap(({ content: { name, document, rows } }) =>
      rows.flatMap((row): CarrierPromise[] => {
        if (row.kind !== "carrier-grant") return [];
        const { id, clause, text, summary, summaryEn, amount, conditions } = row;
        return [{ id, clause, text, summary, summaryEn, amount, conditions, pack: name, document }];
      }),
    ),
  };
}

const NOTHING = { name: "", nameEn: "" };

type StoredGrant = {
  readonly id: string;
  readonly rowId: string;
  readonly amountKind: string;
  readonly amountFen: number | null;
  readonly outcome: string;
  readonly draft: boolean;
  readonly state: string;
  readonly pack: { readonly content: unknown };
};

function toGrant({ id, rowId, amountKind, amountFen, outcome, draft, state, pack }: StoredGrant): CarrierGrant {
  const { document, rows } = pack.content as PolicyPack;
  const isStated = amountFen !== null && (amountKind === "exact" || amountKind === "ceiling");
  return {
    entitlementId: id,
    document: document.title,
    documentEn: document.titleEn,
    clause: rows.find((row) => row.id === rowId)?.clause ?? "",
    amount: isStated ? { kind: amountKind, fen: fen(amountFen) } : { kind: "unknown" },
    outcome: outcome as CarrierGrant["outcome"],
    draft,
    state: state as EntitlementState,
  };
}
