/** The script of the big screen. */
import { ScreenPart } from "#app/ui/board/screen-part.tsx";
import { startLightPage } from "./start.tsx";

void startLightPage(ScreenPart);
