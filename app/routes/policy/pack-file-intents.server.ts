/** What officers do with a whole pack file: look at what it would change, then propose it; of a known document, or of one that it founds. */
import { type Refusal, refuse } from "#app/domain/shared/decision.ts";
import { PackFileSchema, PackTextSchema } from "#app/forms/pack-versions.ts";
import { placePackFaults, readPackText } from "#app/forms/policy-pack-text.ts";
import { defineIntent } from "#app/platform/access/define.server.ts";
import { previewPackChange } from "#app/queries/policy/preview-pack-change.server.ts";
import { proposePackVersion } from "#app/services/policy/propose-pack-version.server.ts";

export const PACK_FILE_ACCESS = { roles: ["policy-officer"], within: "scope" } as const;

/** By the document that the address names; without one the file founds its own. */
export const PACK_FILE_INTENTS = {
  "preview-pack-file": defineIntent({
    access: PACK_FILE_ACCESS,
    form: PackFileSchema,
    run: async ({ runtime, params, input: { file, ...input } }) => {
      const text = await file.text();
      const read = readPackText(text);
      if (!read.ok) return read;
      const change = { source: "file", pack: read.value } as const;
      const preview = await previewPackChange(runtime, { ...input, name: params.pack ?? null, change });
      return preview.ok ? { ok: true, value: { ...preview.value, text, reason: input.reason } } : withPlaces(text, preview);
    },
  }),
  "propose-pack-file": defineIntent({
    access: PACK_FILE_ACCESS,
    form: PackTextSchema,
    run: async ({ runtime, actor, params, input: { text, ...input } }) => {
      const read = readPackText(text);
      if (!read.ok) return read;
      const change = { source: "file", pack: read.value } as const;
      const proposed = await proposePackVersion(runtime, actor, { ...input, name: params.pack ?? null, change });
      return proposed.ok ? { ok: true, value: { ...proposed.value, differences: null } } : withPlaces(text, proposed);
    },
  }),
} as const;

/** Faults of the file get their line and column, other reasons stay as they are. */
function withPlaces(text: string, { refusals }: { readonly refusals: readonly Refusal[] }) {
  const isFault = ({ code }: Refusal) => code === "pack-fault";
  return refuse<string>(...refusals.filter((one) => !isFault(one)), ...placePackFaults(text, refusals.filter(isFault)));
}
