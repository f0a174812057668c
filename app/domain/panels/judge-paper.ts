/** What 回避申请 and 裁判承诺书 say: the judge, his duties and unit, and of a conflict what it is about. */
import type { Role } from "#app/domain/shared/vocabulary.ts";
import type { ConflictKind } from "./partiality.ts";

/** Names in Chinese, times ISO. */
export type JudgePaper = {
  readonly id: string;
  readonly competition: string;
  readonly judge: string;
  readonly unit: string | null;
  readonly duties: readonly { readonly event: string; readonly role: Role }[];
  /** When it was declared, or since when he is a judge here. */
  readonly at: string;
  readonly conflict: {
    readonly kind: ConflictKind;
    readonly named: string;
    readonly reason: string;
    readonly declaredBy: string;
    readonly withdrawnAt: string | null;
  } | null;
};
