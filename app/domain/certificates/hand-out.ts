/** 证书领取登记: when a certificate may be handed out, and to whom. */
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";

export const HAND_OUT_WAYS = ["holder", "team-leader", "other", "post"] as const;
export type HandOutWay = (typeof HAND_OUT_WAYS)[number];

export type HandOutRefusal = "certificate-revoked" | "taker-missing" | "reason-missing";

/**
 * Who takes another's certificate is named; one that was handed out before is handed out again (补发) only for a reason.
 * @param taker by name; empty where the holder takes it himself
 */
export function decideHandOut(facts: {
  readonly isRevoked: boolean;
  readonly wasHandedOut: boolean;
  readonly way: HandOutWay;
  readonly taker: string;
  readonly reason: string;
}): Decision<null, HandOutRefusal> {
  const refusals: Refusal<HandOutRefusal>[] = [];
  if (facts.isRevoked) refusals.push({ code: "certificate-revoked" });
  if (facts.way !== "holder" && facts.taker === "") refusals.push({ code: "taker-missing", params: { field: "taker" } });
  if (facts.wasHandedOut && facts.reason === "") refusals.push({ code: "reason-missing", params: { field: "reason" } });
  return decide(refusals, null);
}
