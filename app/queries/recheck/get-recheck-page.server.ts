/** The recheck of a round: how the sample was drawn, what became of each code, and the forms of the code under check. Codes only. */
import { computeRoundConditions, type RoundCondition } from "#app/domain/phases/round-phases.ts";
import {
  decideCheckItem,
  decideDrawRecheck,
  isRecheckRuled,
  type RecheckBasis,
  type RecheckOutcome,
  type RecheckRefusal,
} from "#app/domain/results/recheck.ts";
import type { RecheckRule } from "#app/domain/results/recheck-rule.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { compareText } from "#app/domain/shared/order.ts";
import type { RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { type FormForReading, getFormForReading } from "#app/queries/marking/get-form.server.ts";
import { findPinnedRound } from "#app/queries/marking/get-pinned-round.server.ts";
import { findRechecker } from "#app/queries/recheck/find-rechecker.server.ts";
import { listPlacedCodes } from "#app/queries/recheck/list-placed-codes.server.ts";
import { listRecheckItems, type RecheckItemAsFound } from "#app/queries/recheck/list-recheck-items.server.ts";
import { getRoundFacts } from "#app/queries/results/get-round-facts.server.ts";

export type RecheckRow = {
  readonly itemId: string;
  readonly code: string;
  readonly basis: RecheckBasis;
  readonly outcome: RecheckOutcome | null;
  readonly note: string;
  readonly checkedBy: string | null;
  /** ISO. */
  readonly checkedAt: string | null;
  readonly correction: RecheckItemAsFound["correction"];
};

export type ScanOfForm = { readonly id: string; readonly fileName: string };

/** The code whose forms are laid open, with why it cannot be marked either way. */
export type OpenItem = RecheckRow & {
  readonly forms: readonly (FormForReading & { readonly scans: readonly ScanOfForm[] })[];
  readonly agreesUnmet: readonly Refusal<RecheckRefusal>[];
  readonly errorUnmet: readonly Refusal<RecheckRefusal>[];
  /** The next code that was not checked; null when there is none. */
  readonly nextCode: string | null;
};

export type RecheckPage = {
  readonly event: { readonly code: string; readonly name: string; readonly nameEn: string };
  readonly phase: RoundPhase;
  /** Null before judging pinned the rules. */
  readonly rule: RecheckRule | null;
  readonly isRuled: boolean;
  /** How many codes there are to check in all; 0 before the sample was drawn. */
  readonly codes: number;
  readonly drawn: { readonly by: string; readonly at: string; readonly seed: string } | null;
  /** ISO; null while the sample is as it was drawn. */
  readonly extendedAt: string | null;
  /** By code. */
  readonly items: readonly RecheckRow[];
  readonly checked: number;
  readonly errors: number;
  /** Why this person cannot draw; empty when he can. */
  readonly drawUnmet: readonly Refusal<RecheckRefusal>[];
  /** What unblinding waits for of the recheck and of corrections; empty outside the recheck phase. */
  readonly conditions: readonly RoundCondition[];
  readonly open: OpenItem | null;
};

const RECHECK_CONDITIONS: readonly string[] = ["recheck-drawn", "recheck-checked", "errors-corrected", "corrections-ended"];

/** @param openCode the code whose forms are wanted; null for none @throws Error when there is no such round. */
export async function getRecheckPage(
  runtime: Runtime,
  actor: Actor,
  { roundId, openCode }: { readonly roundId: string; readonly openCode: string | null },
): Promise<RecheckPage> {
  const { read } = runtime.database;
  const { facts, eventId } = await getRoundFacts(read, roundId, runtime.clock.now());
  const event = await read.event.findUniqueOrThrow({
    where: { id: eventId },
    select: { code: true, name: true, nameEn: true },
  });
  const recheck = await read.recheck.findUnique({ where: { roundId } });
  const round = await findPinnedRound(read, roundId);
  const found = recheck ? await listRecheckItems(read, roundId) : [];
  const names = await readNames(runtime, [recheck?.drawnById, ...found.map(({ checkedById }) => checkedById)]);
  const items = found.map((item) => toRow(item, names));
  const rechecker = round && (await findRechecker(read, actor, round));
  const drawing =
    round && rechecker
      ? decideDrawRecheck({ phase: round.phase, rule: round.rules.recheck, isDrawn: recheck !== null, rechecker })
      : null;
  const codes = recheck ? await listPlacedCodes(read, roundId) : [];
  const chosen = found.find(({ code }) => code === openCode);
  return {
    event,
    phase: facts.phase,
    rule: round?.rules.recheck ?? null,
    isRuled: round !== null && isRecheckRuled(round.rules.recheck),
    codes: codes.length,
    drawn: recheck && {
      by: names.get(recheck.drawnById) ?? "",
      at: recheck.drawnAt.toISOString(),
      seed: recheck.seed,
    },
    extendedAt: recheck?.extendedAt?.toISOString() ?? null,
    items,
    checked: items.filter(({ outcome }) => outcome !== null).length,
    errors: items.filter(({ outcome }) => outcome === "error").length,
    drawUnmet: drawing && !drawing.ok ? drawing.refusals : [],
    conditions:
      facts.phase === "recheck"
        ? computeRoundConditions("request-unblinding", facts, actor.userId).filter(({ code }) =>
            RECHECK_CONDITIONS.includes(code),
          )
        : [],
    open:
      chosen && round && rechecker
        ? await openItem(runtime, {
            ...{ chosen, items, names, rechecker },
            phase: round.phase,
            isUnblindingBegun: round.isUnblindingBegun,
          })
        : null,
  };
}

async function openItem(
  runtime: Runtime,
  input: {
    chosen: RecheckItemAsFound;
    items: readonly RecheckRow[];
    names: ReadonlyMap<string, string>;
    phase: RoundPhase;
    isUnblindingBegun: boolean;
    rechecker: Awaited<ReturnType<typeof findRechecker>>;
  },
): Promise<OpenItem> {
  const { chosen, items, names, phase, isUnblindingBegun, rechecker } = input;
  const { read } = runtime.database;
  const found = await read.markingForm.findMany({
    where: { subjectId: chosen.subjectId },
    select: {
      id: true,
      subCriterionId: true,
      scans: { orderBy: { uploadedAt: "asc" }, select: { id: true, fileName: true } },
    },
  });
  const forms: OpenItem["forms"][number][] = [];
  for (const { id, scans } of [...found].sort((left, right) => compareText(left.subCriterionId, right.subCriterionId))) {
    forms.push({ ...(await getFormForReading(runtime, id)), scans });
  }
  const formIds = forms.map(({ formId }) => formId);
  const unmet = (outcome: RecheckOutcome) => {
    const { outcome: standing, correction } = chosen;
    const formId = outcome === "error" ? (formIds[0] ?? null) : null;
    const decided = decideCheckItem({ phase, isUnblindingBegun, rechecker, standing, correction, outcome, formId, formIds });
    return decided.ok ? [] : decided.refusals;
  };
  const unchecked = items.filter(({ outcome, code }) => outcome === null && code !== chosen.code);
  const next = unchecked.find(({ code }) => compareText(code, chosen.code) > 0) ?? unchecked[0];
  return {
    ...toRow(chosen, names),
    forms,
    agreesUnmet: unmet("agrees"),
    errorUnmet: unmet("error"),
    nextCode: next?.code ?? null,
  };
}

function toRow(item: RecheckItemAsFound, names: ReadonlyMap<string, string>): RecheckRow {
  const { itemId, code, basis, outcome, note, correction, checkedById, checkedAt } = item;
  const checkedBy = checkedById === null ? null : (names.get(checkedById) ?? "");
  return { itemId, code, basis, outcome, note, correction, checkedBy, checkedAt: checkedAt?.toISOString() ?? null };
}

async function readNames(
  { database }: Runtime,
  userIds: readonly (string | null | undefined)[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(userIds.filter((id) => typeof id === "string"))];
  const users = await database.read.user.findMany({ where: { id: { in: ids } }, select: { id: true, displayName: true } });
  return new Map(users.map(({ id, displayName }) => [id, displayName]));
}
