/** How the certificates of a competition look from now on; what was printed stays as it is. */
import { type CertificateDesign, findMisplacedBlocks } from "#app/domain/certificates/design.ts";
import { allow, type Decision, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export type DesignRefusal = "block-misplaced" | "background-not-jpeg" | "background-too-large";

/** It is in every file: five thousand of them are an archive of 2 GB already. */
export const MOST_BACKGROUND_BYTES = 400_000;

/** @param input.background a JPEG that takes the place of the one that is there; null keeps it, unless it is dropped */
export async function setCertificateDesign(
  runtime: Runtime,
  actor: Actor,
  input: {
    readonly competitionId: string;
    readonly design: CertificateDesign;
    readonly background: File | null;
    readonly dropsBackground: boolean;
  },
): Promise<Decision<null, DesignRefusal>> {
  const { competitionId, design, background, dropsBackground } = input;
  const bytes = background && background.size <= MOST_BACKGROUND_BYTES ? new Uint8Array(await background.arrayBuffer()) : null;
  return runtime.database.write<null, DesignRefusal>(async ({ tables, audit }) => {
    const refusals = findMisplacedBlocks(design).map((block): Refusal<DesignRefusal> => {
      return { code: "block-misplaced", params: { field: block } };
    });
    const field = { params: { field: "background" } } as const;
    if (background && bytes === null) refusals.push({ code: "background-too-large", ...field });
    if (bytes && !isJpeg(bytes)) refusals.push({ code: "background-not-jpeg", ...field });
    if (refusals.length > 0) return refuse(...refusals);
    const picture = bytes ? { background: bytes } : dropsBackground ? { background: null } : {};
    const data = { content: design, ...picture, changedById: actor.userId, changedAt: runtime.clock.now() };
    await tables.certificateDesign.upsert({
      where: { competitionId },
      create: { competitionId, ...data },
      update: data,
    });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "set-certificate-design",
      objectKind: "competition",
      objectId: competitionId,
      payload: { template: design.template, paper: design.paper, hasNewBackground: bytes !== null },
    });
    return allow(null);
  });
}

function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
}
