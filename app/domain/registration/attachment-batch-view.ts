/** A batch of photos and documents as its page shows it. */
import type { AttachmentKind } from "#app/domain/registration/attachment.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";

export type BatchPersonView = {
  readonly personId: string;
  readonly name: string;
  readonly maskedDocument: string;
  readonly places: readonly { readonly eventName: string; readonly rosterNumber: string }[];
};

export type BatchLineView = {
  readonly fileId: string;
  /** With its folders. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly person: BatchPersonView | null;
  readonly kind: AttachmentKind | null;
  readonly candidates: readonly string[];
  readonly replaces: boolean;
  readonly refusals: readonly Refusal[];
};

export type AttachmentBatchView = {
  readonly lines: readonly BatchLineView[];
  /** Of the delegation, to choose from. */
  readonly people: readonly BatchPersonView[];
  readonly digest: string;
  /** Why it cannot be stored as it is. */
  readonly unmet: readonly Refusal[];
};
