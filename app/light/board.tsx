/** The script of an event's board. */
import { BoardPart } from "#app/ui/board/board-part.tsx";
import { startLightPage } from "./start.tsx";

void startLightPage(BoardPart);
