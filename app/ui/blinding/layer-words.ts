/** The layers of blinding by name. */
import { useTranslation } from "react-i18next";
import type { BlindLayer } from "#app/domain/blinding/layers.ts";
import { useFormats } from "#app/ui/use-formats.ts";

export function useLayerWords() {
  const { t } = useTranslation("blinding");
  const formats = useFormats();
  const nameOf = (layer: BlindLayer) => t(`layer.${layer}`);
  return { nameOf, listOf: (layers: readonly BlindLayer[]) => formats.list(layers.map(nameOf)) };
}
