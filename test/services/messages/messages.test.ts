/** Messages through their services: whom they reach, who reads them when, and that nobody finds another's. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { allow } from "#app/domain/shared/decision.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { countUnread, listInbox, MOST_IN_INBOX } from "#app/queries/messages/list-inbox.server.ts";
import { findSent, listReceivers, listSent } from "#app/queries/messages/list-sent.server.ts";
import { createDelegation } from "#app/services/delegations/create-delegation.server.ts";
import { openMessage, readAllMessages } from "#app/services/messages/read-messages.server.ts";
import { type WriteMessageInput, writeMessage } from "#app/services/messages/write-message.server.ts";
import { addCompetition, addEntries, addGround, addUser, appointAll, codesOf, must } from "../../support/competition-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("messages", (provider) => {
  let runtime: TestRuntime;
  let organiser: Actor;
  let competitionId: string;
  let eventId: string;
  let elsewhere: { competitionId: string; eventId: string };
  let people: Awaited<ReturnType<typeof appointAll>>;
  const leaders = { entered: "", idle: "" };
  const delegations = { entered: "", idle: "" };
  let personId: string;
  let judges: readonly string[];

  const write = (input: Partial<WriteMessageInput>) =>
    writeMessage(runtime, organiser, {
      competitionId,
      to: "everyone",
      eventId: null,
      delegationId: null,
      title: "报到须知",
      text: "请于 8:00 前到二号馆报到。",
      ...input,
    });
  const reach = async (input: Partial<WriteMessageInput>) => {
    const { messageId } = must(await write(input));
    const receipts = await runtime.database.read.messageReceipt.findMany({ where: { messageId } });
    return receipts.map(({ userId, personId: person }) => userId ?? `person ${person}`).sort();
  };

  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
    await addGround(runtime);
    const scene = await addCompetition(runtime);
    ({ organiser, competitionId, eventId } = scene);
    elsewhere = await addCompetition(runtime, { code: "elsewhere" });
    people = await appointAll(runtime, organiser, scene);
    judges = [people.chiefJudge, people.blindingJudge, ...people.markingJudges].sort();
    for (const name of ["entered", "idle"] as const) {
      leaders[name] = await addUser(runtime, `leader-${name}`);
      const delegation = { competitionId, name, nameEn: name, regionCode: "110112", leader: { userId: leaders[name] } };
      delegations[name] = must(await createDelegation(runtime, organiser, delegation)).delegationId;
    }
    await addEntries(runtime, { eventId, delegationId: delegations.entered }, [{ status: "accepted" }, { status: "withdrawn" }]);
    const member = { where: { entry: { status: "accepted" } } };
    ({ personId } = await runtime.database.read.entryMember.findFirstOrThrow(member));
  });
  afterAll(() => runtime.dispose());

  it("reach those whom they are for, and nobody else", async () => {
    const officials = [organiser.userId, people.supervisor, people.tallyClerk];
    expect(await reach({ to: "judges" })).toEqual(judges);
    expect(await reach({ to: "judges", eventId })).toEqual(judges);
    expect(await reach({ to: "team-leaders" })).toEqual([leaders.entered, leaders.idle].sort());
    expect(await reach({ to: "team-leaders", eventId })).toEqual([leaders.entered]);
    expect(await reach({ to: "team-leaders", delegationId: delegations.idle })).toEqual([leaders.idle]);
    expect(await reach({ to: "officials" })).toEqual(officials.sort());
    // Who withdrew takes no part.
    expect(await reach({ to: "competitors" })).toEqual([`person ${personId}`]);
    const everyone = [...judges, ...officials, leaders.entered, leaders.idle, `person ${personId}`];
    expect(await reach({})).toEqual(everyone.sort());
    expect(await reach({ delegationId: delegations.entered })).toEqual([leaders.entered, `person ${personId}`].sort());
  });

  it("are not written for nobody, nor to what is of another competition", async () => {
    const before = await runtime.database.read.message.count();
    expect(codesOf(await write({ to: "competitors", delegationId: delegations.idle }))).toEqual(["message-without-readers"]);
    expect(codesOf(await write({ to: "judges", eventId: elsewhere.eventId }))).toEqual(["message-event-unknown"]);
    const foreign = { competitionId: elsewhere.competitionId, delegationId: delegations.idle };
    expect(codesOf(await write(foreign))).toEqual(["message-delegation-unknown"]);
    expect(await runtime.database.read.message.count()).toBe(before);
  });

  it("are read once, at a time that stays", async () => {
    const reader = { userId: people.chiefJudge };
    const before = await countUnread(runtime, reader.userId);
    const [message] = (await listInbox(runtime, reader)).filter(({ kind }) => kind === "written");
    const receiptId = String(message?.id);
    const readAt = runtime.clock.now().toISOString();
    expect(must(await openMessage(runtime, reader, { receiptId }))).toEqual({ path: null });
    runtime.clock.advanceMinutes(10);
    must(await openMessage(runtime, reader, { receiptId }));
    expect(must(await readAllMessages(runtime, reader))).toEqual({ count: before - 1 });
    expect((await listInbox(runtime, reader)).find(({ id }) => id === receiptId)?.readAt).toBe(readAt);
    expect(await countUnread(runtime, reader.userId)).toBe(0);
  });

  it("of someone else are not there", async () => {
    const [own] = await listInbox(runtime, { userId: people.supervisor });
    const receiptId = String(own?.id);
    expect(codesOf(await openMessage(runtime, { userId: people.chiefJudge }, { receiptId }))).toEqual(["not-found"]);
    expect(codesOf(await openMessage(runtime, { personId }, { receiptId }))).toEqual(["not-found"]);
    expect((await listInbox(runtime, { userId: people.supervisor }))[0]?.readAt).toBeNull();
    // Reading all of one's own leaves the others' unread.
    must(await readAllMessages(runtime, { personId }));
    expect((await listInbox(runtime, { personId })).map(({ readAt }) => readAt)).not.toContain(null);
    expect(await countUnread(runtime, people.supervisor)).toBeGreaterThan(0);
    expect(must(await openMessage(runtime, { userId: people.supervisor }, { receiptId }))).toHaveProperty("path");
  });

  it("show their sender who has read them and when, in this competition only", async () => {
    const { messageId } = must(await write({ to: "judges" }));
    const reader = { userId: people.blindingJudge };
    const receipt = await runtime.database.read.messageReceipt.findFirstOrThrow({ where: { messageId, ...reader } });
    must(await openMessage(runtime, reader, { receiptId: receipt.id }));
    const sent = (await listSent(runtime, competitionId)).find(({ id }) => id === messageId);
    expect([sent?.receivers, sent?.receiver, sent?.read, sent?.sentBy]).toEqual([5, null, 1, organiser.displayName]);
    const receivers = await listReceivers(runtime, { competitionId, messageId });
    expect(receivers?.filter(({ readAt }) => readAt !== null).map(({ readAt }) => readAt)).toEqual([
      runtime.clock.now().toISOString(),
    ]);
    const asked = { competitionId: elsewhere.competitionId, messageId };
    expect(await listReceivers(runtime, asked)).toBeNull();
    expect(await findSent(runtime, asked)).toBeNull();
    expect((await listSent(runtime, asked.competitionId)).map(({ id }) => id)).not.toContain(messageId);
  });

  it("of the system tell a role with codes only", async () => {
    const [granted] = (await listInbox(runtime, { userId: people.tallyClerk })).filter(({ kind }) => kind === "role-granted");
    expect(granted).toMatchObject({ params: { role: "tally-clerk", event: "ELE" }, event: { name: "电工" }, sentBy: null });
    const clerk = await runtime.database.read.user.findUniqueOrThrow({ where: { id: people.tallyClerk } });
    const sent = (await listSent(runtime, competitionId)).filter(({ receiver }) => receiver === clerk.displayName);
    expect(sent.map(({ kind, receivers }) => [kind, receivers])).toContainEqual(["role-granted", 1]);
  });

  it("fill an inbox to its length, and are all read at once", async () => {
    await runtime.database.write(async ({ tables, audit }) => {
      const ids = Array.from({ length: 600 }, (_, index) => `many-${String(index).padStart(3, "0")}`);
      const message = { competitionId, kind: "competition-started", params: {}, sentAt: runtime.clock.now() };
      await tables.message.createMany({ data: ids.map((id) => ({ ...message, id })) });
      await tables.messageReceipt.createMany({ data: ids.map((id) => ({ id, messageId: id, userId: leaders.idle })) });
      await audit({ chain: competitionId, actorId: null, act: "test", objectKind: "message", objectId: "many" });
      return allow(null);
    });
    expect(await listInbox(runtime, { userId: leaders.idle })).toHaveLength(MOST_IN_INBOX);
    expect(await countUnread(runtime, leaders.idle)).toBeGreaterThan(600);
    must(await readAllMessages(runtime, { userId: leaders.idle }));
    expect(await countUnread(runtime, leaders.idle)).toBe(0);
  });
});
