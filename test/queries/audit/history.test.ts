/** A log in words: before and after, nothing of works while they are blind, filters and pages, and a database that says the same. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { allow } from "#app/domain/shared/decision.ts";
import { readHistoryFilter } from "#app/forms/history.ts";
import { redactTexts } from "#app/platform/db/redact-texts.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getHistory, type HistoryFilter } from "#app/queries/audit/get-history.server.ts";
import { isLogOpenNow } from "#app/queries/audit/is-log-open.server.ts";
import {
  completeRound,
  createScene,
  enter,
  findFormId,
  openScene,
  type Scene,
  unblindRound,
  value,
} from "../../support/judging-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

const NOTHING: HistoryFilter = { kind: null, id: null, act: null, by: null, day: null, before: null };

describeOnEachDatabase("the history", (provider) => {
  let runtime: TestRuntime;
  let scene: Scene;
  beforeEach(async () => {
    runtime = await createTestRuntime(provider);
    scene = await createScene(runtime);
  });
  afterEach(() => runtime.dispose());

  const read = (reader: Actor, filter: Partial<HistoryFilter> = {}) =>
    getHistory(runtime, reader, { chain: scene.competitionId, filter: { ...NOTHING, ...filter } });
  const kindsOf = async (reader: Actor) => new Set((await read(reader)).records.map(({ object }) => object.kind));

  async function act(act: string, objectKind: string, objectId: string, payload = {}): Promise<void> {
    await runtime.database.write(async ({ audit }) => {
      await audit({ chain: scene.competitionId, actorId: scene.organiser.userId, act, objectKind, objectId, payload });
      return allow(null);
    });
  }

  it("shows marks before and after from their revisions, to who may see marks by code", async () => {
    await openScene(runtime, scene);
    const formId = await findFormId(runtime, scene, scene.entries[0]?.code, "A2");
    const [judge] = scene.judges;
    value(await enter(runtime, judge, formId, { aspectId: "A2.1", value: 1500 }));
    value(await enter(runtime, judge, formId, { aspectId: "A2.1", value: 1750, reason: "复测" }));
    const judged = await findFormId(runtime, scene, scene.entries[0]?.code, "A1");
    value(await enter(runtime, judge, judged, { aspectId: "A1.1", value: 2 }));
    const blind = await read(scene.supervisor, { kind: "form", id: formId });
    expect([blind.records, blind.isPartial]).toEqual([[], true]);
    await runtime.database.write(async ({ tables, audit }) => {
      await tables.round.update({ where: { id: scene.roundId }, data: { phase: "unblinded" } });
      await audit({
        chain: scene.competitionId,
        actorId: null,
        act: "unblind-round",
        objectKind: "round",
        objectId: scene.roundId,
      });
      return allow(null);
    });
    const { records, isPartial } = await read(scene.supervisor, { kind: "form", id: formId, act: "enter-mark" });
    expect(isPartial).toBe(false);
    const said = records.map(({ act: word, changes }) => [word, changes]);
    expect(said).toContainEqual([
      "enter-mark",
      [{ field: "mark", before: { as: "marks", hundredths: 1500 }, after: { as: "marks", hundredths: 1750 } }],
    ]);
    expect(said).toContainEqual(["enter-mark", [{ field: "mark", before: null, after: { as: "marks", hundredths: 1500 } }]]);
    expect(records[0]?.object.label).toBe(`${scene.entries[0]?.code} · A2`);
    expect(records[0]?.by?.name).toBeTruthy();
    const scores = (await read(scene.supervisor, { id: judged, act: "enter-mark" })).records.map(({ changes }) => changes);
    expect(scores).toContainEqual([{ field: "score", before: null, after: { as: "number", number: 2 } }]);
  });

  it("says why something was done, from beside the chain: an erasure takes a name out of it, and the chain stays whole", async () => {
    await runtime.database.write(async ({ audit }) => {
      const facts = { chain: scene.competitionId, actorId: scene.organiser.userId, objectKind: "event", objectId: scene.eventId };
      await audit({ ...facts, act: "cancel-event", payload: { code: "E1" }, reason: "林晓楠因病退赛，报名不足" });
      return allow(null);
    });
    const reasonOf = async () => {
      const { records } = await read(scene.organiser, { act: "cancel-event" });
      return records[0]?.details.find(({ field }) => field === "reason")?.value;
    };
    expect(await reasonOf()).toEqual({ as: "text", text: "林晓楠因病退赛，报名不足" });
    await runtime.database.write(
      async ({ tables }) => {
        const person = { personId: "", competitionIds: [scene.competitionId], name: "林晓楠", numbers: [] };
        expect(await redactTexts(tables, { ...person, isPostgresql: provider === "postgresql" })).toEqual(["ActReason"]);
        return allow(null);
      },
      { isNoAct: true },
    );
    expect(await reasonOf()).toEqual({ as: "text", text: "■■■因病退赛，报名不足" });
    const stored = await runtime.database.read.auditRecord.findMany({ where: { chain: scene.competitionId } });
    expect(JSON.stringify(stored)).not.toContain("林晓楠");
  });

  it("shows no work while works are blind, and everything afterwards", async () => {
    const { entryId = "" } = scene.entries[0] ?? {};
    await completeRound(runtime, scene);
    await act("record-hall-act", "entry", entryId, { seconds: 60 });
    expect((await kindsOf(scene.supervisor)).has("form")).toBe(false);
    expect((await kindsOf(scene.supervisor)).has("entry")).toBe(false);
    expect((await kindsOf(scene.organiser)).has("form")).toBe(false);
    expect((await kindsOf(scene.organiser)).has("entry")).toBe(true);
    // Asked for by its id it is not there either.
    expect((await read(scene.supervisor, { kind: "entry", id: entryId })).records).toEqual([]);
    expect(await isLogOpenNow(runtime, scene.competitionId)).toBe(false);
    await unblindRound(runtime, scene);
    for (const reader of [scene.supervisor, scene.organiser]) {
      const kinds = await kindsOf(reader);
      expect([kinds.has("entry"), (await read(reader, { kind: "form" })).records.length > 0]).toEqual([true, true]);
      expect((await read(reader)).isPartial).toBe(false);
    }
    expect(await isLogOpenNow(runtime, scene.competitionId)).toBe(true);
  });

  it("says who a judge is and never who a competitor is", async () => {
    await openScene(runtime, scene);
    await act("record-hall-act", "entry", scene.entries[1]?.entryId ?? "", { seconds: 60 });
    const texts = JSON.stringify([await read(scene.organiser), await read(scene.supervisor)]);
    expect(scene.secrets.filter((secret) => texts.includes(secret))).toEqual([]);
  });

  it("is filtered by object, act, account and day, and leafed through", async () => {
    const { competitionId } = scene;
    for (let index = 0; index < 60; index += 1)
      await act("set-event-quota", "event", scene.eventId, { from: index, to: index + 1 });
    runtime.clock.advanceMinutes(24 * 60);
    await act("set-filing-number", "competition", competitionId, { before: null, filingNumber: "备案 1" });
    const first = await read(scene.organiser, { kind: "event", id: scene.eventId, act: "set-event-quota" });
    expect(first.records).toHaveLength(50);
    const rest = await read(scene.organiser, { kind: "event", act: "set-event-quota", before: first.next });
    expect(rest.records.map(({ changes }) => changes[0]?.after)).toEqual(
      Array.from({ length: 10 }, (_, index) => ({ as: "number", number: 10 - index })),
    );
    expect(rest.next).toBeNull();
    const day = { day: "2026-11-21" };
    expect((await read(scene.organiser, day)).records.map(({ act: word }) => word)).toEqual(["set-filing-number"]);
    const { username } = await runtime.database.read.user.findUniqueOrThrow({ where: { id: scene.organiser.userId } });
    expect((await read(scene.organiser, { ...day, by: username })).records).toHaveLength(1);
    expect((await read(scene.organiser, { by: "nobody-there" })).records).toEqual([]);
    expect((await read(scene.organiser, { by: "system" })).records.every(({ by }) => by === null)).toBe(true);
  });

  it("compares versions of rules leaf by leaf", async () => {
    const { eventId } = scene;
    const [current] = await runtime.database.read.eventRules.findMany({
      where: { eventId },
      orderBy: { version: "desc" },
      take: 1,
    });
    const content = { ...(current?.content as object), recheck: { top: 5, share: 20 } };
    await runtime.database.write(async ({ tables, audit }) => {
      const version = (current?.version ?? 0) + 1;
      const row = { id: "rules-next", eventId, version, content, reason: "", createdById: "u", createdAt: runtime.clock.now() };
      await tables.eventRules.create({ data: row });
      await audit({
        chain: scene.competitionId,
        actorId: null,
        act: "set-event-rules",
        objectKind: "event",
        objectId: eventId,
        payload: { version, rules: row.id },
      });
      return allow(null);
    });
    const [record] = (await read(scene.organiser, { act: "set-event-rules" })).records;
    expect(record?.changes.map(({ field }) => field)).toContain("recheck.top");
  });
});

it("reads a filter from an address, and nothing that is none", () => {
  const parse = (query: string) => readHistoryFilter(new URLSearchParams(query));
  expect(parse("kind=form&id=0190-ab&act=enter-mark&by=judge-1&day=2026-11-20&before=12")).toEqual({
    ...{ kind: "form", id: "0190-ab", act: "enter-mark", by: "judge-1", day: "2026-11-20", before: 12 },
  });
  const nothing = { kind: null, id: null, act: null, by: null, day: null, before: null };
  expect(parse("kind=&id=%00&act=1&by=&day=2026-13-45&before=-3")).toEqual(nothing);
  expect(parse("before=99999999999")).toEqual(nothing);
  expect(parse("")).toEqual(nothing);
});
