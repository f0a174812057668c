/** Notices and technical documents as everyone reads them: the newest versions, none that was withdrawn. */
import type { NoticeKind } from "#app/domain/preparation/notice.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

type Named = { readonly name: string; readonly nameEn: string };

export type PublicNotice = {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly version: number;
  readonly title: Named;
  /** Null: of the whole competition. */
  readonly event: Named | null;
  readonly hasFile: boolean;
  /** ISO. */
  readonly publishedAt: string;
};

/** The newest first. */
export async function listNotices(tables: Tables, competitionId: string): Promise<readonly PublicNotice[]> {
  const notices = await tables.notice.findMany({
    where: { competitionId, withdrawnAt: null },
    orderBy: [{ publishedAt: "desc" }, { id: "desc" }],
    select: {
      id: true,
      kind: true,
      version: true,
      title: true,
      titleEn: true,
      replacesId: true,
      fileName: true,
      publishedAt: true,
      event: { select: { name: true, nameEn: true } },
    },
  });
  const replaced = new Set(notices.map(({ replacesId }) => replacesId));
  return notices
    .filter(({ id }) => !replaced.has(id))
    .map(({ title, titleEn, fileName, publishedAt, replacesId: _replaces, kind, ...notice }) => ({
      ...notice,
      kind: kind as NoticeKind,
      title: { name: title, nameEn: titleEn },
      hasFile: fileName !== null,
      publishedAt: publishedAt.toISOString(),
    }));
}
