/** The step by which a person's contribution enters a draw: numbered as it came, under a name that names no person (DOMAIN 4). */
import type { Write } from "#app/platform/db/database.server.ts";

export async function takeContribution(
  { tables }: Pick<Write, "tables">,
  input: {
    readonly drawId: string;
    readonly userId: string;
    readonly as: "supervisor" | "leader";
    readonly text: string;
    readonly at: Date;
  },
): Promise<void> {
  const { drawId, userId, text, at } = input;
  const taken = await tables.drawContribution.findMany({ where: { drawId }, select: { by: true } });
  const number = taken.filter(({ by }) => by.startsWith(`${input.as}-`)).length + 1;
  await tables.drawContribution.create({
    data: { drawId, userId, number: taken.length + 1, by: `${input.as}-${number}`, text, createdAt: at },
  });
}
