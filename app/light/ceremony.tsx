/** The script of the ceremony's big screen. */
import { CeremonyPart } from "#app/ui/ceremony/ceremony-part.tsx";
import { startLightPage } from "./start.tsx";

void startLightPage(CeremonyPart);
