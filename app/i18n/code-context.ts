/** Which word the codes of works go by: where the seat is the code, a text that names it is taken in its version for seats. */
import { type BlindLayer, isSeatTheCode } from "#app/domain/blinding/layers.ts";

/** Beside the other values of a text; a key that ends in `_seat` holds the version for seats. */
export type CodeContext = { readonly context?: "seat" };

/** For a round blinded in so many layers: `t("results.code", codeContext(layers))` is 评审号, or 工位号. */
export function codeContext(layers: BlindLayer): CodeContext {
  return isSeatTheCode(layers) ? { context: "seat" } : {};
}
