/** Between settled results and publicity: the ceremony of every event, prepared and waiting for its presenter. */
import { prepareCeremony } from "#app/services/ceremony/prepare-ceremony.server.ts";
import { must, type Stage } from "./stage.ts";

export async function prepareStage(
  { runtime, actor }: Stage,
  { competitionId, events }: { readonly competitionId: string; readonly events: readonly { readonly eventId: string }[] },
): Promise<void> {
  must(
    await prepareCeremony(runtime, await actor("organiser"), {
      competitionId,
      plan: {
        events: events.map(({ eventId }) => eventId),
        specials: ["teams", "highest"],
        singleTiers: 3,
        hasExcellence: false,
      },
    }),
  );
}
