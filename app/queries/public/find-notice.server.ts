/** One notice or technical document as everyone reads it, with the versions before and after it; nothing of a withdrawn one. */
import type { NoticeKind } from "#app/domain/preparation/notice.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { StoredFile } from "#app/queries/preparation/find-preparation-file.server.ts";
import type { PublicNotice } from "#app/queries/public/list-notices.server.ts";

type Named = { readonly name: string; readonly nameEn: string };

export type NoticePage = PublicNotice & {
  readonly competition: Named & { readonly code: string };
  readonly body: string;
  readonly file: { readonly name: string; readonly size: number; readonly sha256: string } | null;
  /** The newest first, this one among them. */
  readonly versions: readonly { readonly id: string; readonly version: number; readonly publishedAt: string }[];
};

type Asked = { readonly competitionId: string; readonly noticeId: string };

/** Null where there is none, it was withdrawn, or the competition was not announced. */
export async function findNotice({ database: { read } }: Runtime, asked: Asked): Promise<NoticePage | null> {
  const notice = await read.notice.findFirst({
    where: standing(asked),
    include: {
      event: { select: { name: true, nameEn: true } },
      competition: { select: { name: true, nameEn: true, code: true } },
    },
  });
  if (notice === null) return null;
  return {
    id: notice.id,
    kind: notice.kind as NoticeKind,
    version: notice.version,
    title: { name: notice.title, nameEn: notice.titleEn },
    event: notice.event,
    hasFile: notice.fileName !== null,
    publishedAt: notice.publishedAt.toISOString(),
    competition: notice.competition,
    body: notice.body,
    file:
      notice.bytes && notice.fileName ? { name: notice.fileName, size: notice.bytes.length, sha256: notice.sha256 ?? "" } : null,
    versions: await listVersions(read, notice.id),
  };
}

export async function findNoticeFile({ database: { read } }: Runtime, asked: Asked): Promise<StoredFile | null> {
  const notice = await read.notice.findFirst({ where: standing(asked) });
  if (!notice?.bytes || !notice.fileName) return null;
  return {
    name: notice.fileName,
    type: notice.mediaType ?? "application/pdf",
    sha256: notice.sha256 ?? "",
    bytes: notice.bytes,
  };
}

function standing({ competitionId, noticeId }: Asked) {
  return { id: noticeId, competitionId, withdrawnAt: null, competition: { phase: { not: "draft" } } };
}

async function listVersions(tables: Tables, noticeId: string): Promise<NoticePage["versions"]> {
  const select = { id: true, version: true, publishedAt: true, replacesId: true } as const;
  const own = await tables.notice.findUniqueOrThrow({ where: { id: noticeId }, select });
  const versions = [own];
  for (let before = own.replacesId; before !== null; ) {
    const found = await tables.notice.findUniqueOrThrow({ where: { id: before }, select });
    versions.push(found);
    before = found.replacesId;
  }
  for (let newest = own; ; ) {
    const after = await tables.notice.findUnique({ where: { replacesId: newest.id }, select });
    if (after === null) break;
    versions.unshift(after);
    newest = after;
  }
  return versions.map(({ id, version, publishedAt }) => ({ id, version, publishedAt: publishedAt.toISOString() }));
}
