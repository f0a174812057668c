/** Puts names to what messages are about, for sentences: events, competitions, titles of notices. */
import type { MessageKind, MessageView } from "#app/domain/messages/kinds.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

export type StoredMessage = { readonly kind: string; readonly params: unknown; readonly competitionId: string | null };

type Named = { readonly name: string; readonly nameEn: string };

/** In the order that they came in. A withdrawn notice keeps no title. */
export async function nameMessages(tables: Tables, messages: readonly StoredMessage[]): Promise<readonly MessageView[]> {
  const read = messages.map(({ params, ...message }) => ({ ...message, params: toParams(params) }));
  const competitionIds = [...new Set(read.flatMap(({ competitionId }) => competitionId ?? []))];
  const competitions = await tables.competition.findMany({
    where: { id: { in: competitionIds } },
    select: { id: true, name: true, nameEn: true },
  });
  const events = await tables.event.findMany({
    where: {
      competitionId: { in: competitionIds },
      code: { in: [...new Set(read.map(({ params }) => String(params.event ?? "")))] },
    },
    select: { competitionId: true, code: true, name: true, nameEn: true },
  });
  const notices = await tables.notice.findMany({
    where: { id: { in: [...new Set(read.map(({ params }) => String(params.notice ?? "")))] }, withdrawnAt: null },
    select: { id: true, competitionId: true, title: true, titleEn: true },
  });
  const toNamed = (found: Named | undefined): Named | null => (found ? { name: found.name, nameEn: found.nameEn } : null);
  return read.map(({ kind, params, competitionId }) => {
    const notice = notices.find((one) => one.id === params.notice && one.competitionId === competitionId);
    return {
      kind: kind as MessageKind,
      params,
      competition: toNamed(competitions.find(({ id }) => id === competitionId)),
      event: toNamed(events.find((one) => one.competitionId === competitionId && one.code === params.event)),
      notice: notice ? { name: notice.title, nameEn: notice.titleEn } : null,
    };
  });
}

function toParams(stored: unknown): Readonly<Record<string, string | number>> {
  return stored as Readonly<Record<string, string | number>>;
}
