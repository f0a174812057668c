/**
 * The tablet: the judges who use it, whose turn it is, what each has entered and works from. It stands on what the device keeps;
 * the network only brings it up to date. Browser only.
 */
import type { ConflictChoice } from "#app/domain/marking/mark-conflict.ts";
import type { JudgeForm, MyForms, TabletDay } from "#app/domain/tablet/day.ts";
import type { MarkEntry } from "#app/live/mark-contract.ts";
import { act, postActs, read, type Told } from "./ask.ts";
import { type DeviceData, type JudgeRow, openDeviceData } from "./device-database.ts";
import { newKey } from "./device-id.ts";
import { createMemoryStore } from "./memory-store.ts";
import type { NoteEntry } from "./note-contract.ts";
import { type Act, countUnsettled, type Outbox, openOutbox } from "./outbox.ts";
import { isRightPin, MOST_WRONG_PINS, makePinCheck, type PinCheck } from "./pin-check.ts";
import { makeDeviceKey, openValue, sealValue } from "./seal.ts";

const SESSIONS_PATH = "/judge/sessions";
const DAY_PATH = "/judge/day.json";
/** Which judge was at work in this tab: a reload asks nobody for his PIN again. */
const FRONT_KEY = "tablet-front";
/** On this device: who was at work has left it to whoever comes next. */
const LEFT_KEY = "tablet-left";
const DAY_MS = 24 * 60 * 60 * 1_000;

/** A judge of this device. */
export type Person = {
  readonly judgeId: string;
  readonly displayName: string;
  /** Whether the server knows his session: `unknown` before it was asked. */
  readonly session: "open" | "over" | "unknown";
  /** Whether he can prove his PIN without a network. */
  readonly hasPinCheck: boolean;
  /** Entries that are only here and that the key of this page does not open; `outbox` does without them. */
  readonly unreadable: number;
  readonly outbox: Outbox;
};

/** What one judge works from. */
export type Day = {
  readonly list: MyForms;
  readonly forms: ReadonlyMap<string, JudgeForm>;
  /** ISO, by the server's clock. */
  readonly servedAt: string;
};

export type TabletState = {
  readonly isOpen: boolean;
  /** Encryption, and with it everything that outlasts the page, is there: only over HTTPS. */
  readonly isSecure: boolean;
  readonly people: readonly Person[];
  /** Whose turn it is; null: to be chosen. */
  readonly frontId: string | null;
  /** Of who is in front; null before anything was loaded for him. */
  readonly day: Day | null;
  /** Whether the server answered when it was asked last. */
  readonly isReachable: boolean;
  /** The latest value or comment could not be written to this device: it is nowhere. */
  readonly isUnkept: boolean;
};

/** Why a judge is not in front now. */
export type TurnRefusal = "pin-wrong" | "pin-blocked" | "pin-not-set" | "pin-needs-network" | "session-over";

type SignedIn = { readonly judgeId: string; readonly displayName: string };

export type Tablet = ReturnType<typeof createTablet>;

/** Before the device is opened. */
export const UNOPENED: TabletState = {
  isOpen: false,
  isSecure: true,
  people: [],
  frontId: null,
  day: null,
  isReachable: true,
  isUnkept: false,
};

export function createTablet() {
  const listeners = new Set<() => void>();
  let state = UNOPENED;
  let device: DeviceData | null = null;
  const rows = new Map<string, JudgeRow>();
  let placing: Promise<unknown> = Promise.resolve();

  /** Judges get their places one after another: who is asked for twice at once gets one. */
  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const done = placing.then(work);
    placing = done.catch(() => undefined);
    return done;
  }

  function change(changes: Partial<TabletState>): void {
    state = { ...state, ...changes };
    for (const listener of listeners) listener();
  }

  function heard<Value>(told: Told<Value>): Told<Value> {
    const isReachable = told.kind !== "lost";
    if (isReachable !== state.isReachable) change({ isReachable });
    return told;
  }

  function changePerson(judgeId: string, changes: Partial<Person>): void {
    change({ people: state.people.map((person) => (person.judgeId === judgeId ? { ...person, ...changes } : person)) });
  }

  /** Opens what the device keeps, then asks the server who is signed in here. */
  async function open(): Promise<void> {
    const isSecure = window.isSecureContext && "indexedDB" in window;
    if (isSecure) {
      device = openDeviceData();
      for (const row of await device.listJudges()) await inTurn(() => addPerson(row));
    }
    const kept = sessionStorage.getItem(FRONT_KEY);
    const front = state.people.find(({ judgeId }) => judgeId === kept) ?? findOwner();
    if (front) await setFront(front.judgeId);
    change({ isOpen: true, isSecure });
    for (const { outbox } of state.people) void outbox.deliver();
    await refreshPeople();
  }

  async function addPerson(row: JudgeRow): Promise<void> {
    const { id: judgeId, displayName } = row;
    const known = state.people.find((person) => person.judgeId === judgeId);
    const isSameKey = rows.get(judgeId)?.keyId === row.keyId;
    rows.set(judgeId, row);
    const unreadable = (await device?.countUnreadable(row)) ?? 0;
    const person = { judgeId, displayName, hasPinCheck: row.pinCheck !== null, unreadable };
    if (known && isSameKey) return changePerson(judgeId, person);
    known?.outbox.close();
    await device?.forgetArrived(row, new Date(Date.now() - DAY_MS));
    const outbox = await openOutbox({
      store: device?.openStore(row) ?? createMemoryStore(),
      post: (acts) => postActs(row.id, acts),
      exclusively: (work, kind) => holdLock(`deliver ${kind} ${row.id}`, work),
    });
    change({ people: [...state.people.filter((one) => one.judgeId !== judgeId), { ...person, session: "unknown", outbox }] });
  }

  /** Makes a place for a judge on this device, or takes the one that another page has made. */
  async function admit({ judgeId, displayName }: SignedIn): Promise<void> {
    const isNew = !rows.has(judgeId);
    const own = rows.get(judgeId) ?? (await makeRow(judgeId));
    const row = { ...own, displayName };
    await addPerson((await device?.admitJudge(row)) ?? row);
    // Browsers may clear what nobody asked them to keep.
    if (isNew) void navigator.storage?.persist?.();
  }

  async function makeRow(id: string): Promise<JudgeRow> {
    const key = device ? await makeDeviceKey() : (null as unknown as CryptoKey);
    return { id, displayName: "", key, keyId: newKey(), pinCheck: null, wrongPins: 0 };
  }

  /** Asks who is signed in on this browser; whoever is new gets a place on the device. */
  async function refreshPeople(): Promise<void> {
    const told = heard(await read<{ readonly signedIn: readonly SignedIn[] }>(SESSIONS_PATH, null));
    if (told.kind !== "told") return;
    const { signedIn } = told.value;
    for (const judge of signedIn) await inTurn(() => admit(judge));
    change({
      people: state.people.map((person) => {
        const isOpen = signedIn.some(({ judgeId }) => judgeId === person.judgeId);
        return { ...person, session: isOpen ? "open" : "over" };
      }),
    });
    const owner = findOwner();
    if (state.frontId === null && owner) await setFront(owner.judgeId);
    for (const { session, outbox } of state.people) if (session === "open") void outbox.deliver();
    await refreshDay();
  }

  /** Whose tablet it is where nobody was chosen: the only one here, unless he left it and has a PIN to come back by. */
  function findOwner(): Person | undefined {
    const [only, second] = state.people;
    const mustProve = only?.hasPinCheck && localStorage.getItem(LEFT_KEY) !== null;
    return second || mustProve ? undefined : only;
  }

  /** Whoever proved his PIN. */
  function bringToFront(judgeId: string): Promise<void> {
    localStorage.removeItem(LEFT_KEY);
    return setFront(judgeId);
  }

  function leave(): Promise<void> {
    localStorage.setItem(LEFT_KEY, "true");
    return setFront(null);
  }

  async function setFront(judgeId: string | null): Promise<void> {
    if (judgeId === null) sessionStorage.removeItem(FRONT_KEY);
    else sessionStorage.setItem(FRONT_KEY, judgeId);
    change({ frontId: judgeId, day: null, isUnkept: false });
    const row = judgeId === null ? undefined : rows.get(judgeId);
    if (!device || !row) return;
    const pages = await device.readPages<Omit<Day, "forms"> | JudgeForm>(row).catch(() => new Map<string, never>());
    const day = pages.get("day") as Omit<Day, "forms"> | undefined;
    if (!day || state.frontId !== judgeId) return;
    const forms = [...pages].filter(([name]) => name !== "day") as [string, JudgeForm][];
    change({ day: { ...day, forms: new Map(forms) } });
  }

  /** Loads the whole day of who is in front, so that pages that he never visited are there without a network. */
  async function refreshDay(): Promise<void> {
    const judgeId = state.frontId;
    if (judgeId === null) return;
    const told = heard(await read<TabletDay>(DAY_PATH, judgeId));
    if (told.kind === "signed-out") return changePerson(judgeId, { session: "over" });
    if (told.kind !== "told") return;
    const { marking, confirming, servedAt, forms } = told.value;
    const day: Day = { list: { marking, confirming }, servedAt, forms: new Map(forms.map((form) => [form.formId, form])) };
    const { list } = day;
    const row = rows.get(judgeId);
    if (row) await device?.writePages(row, new Map<string, unknown>([["day", { list, servedAt }], ...day.forms]), "replace");
    if (state.frontId === judgeId) change({ day });
  }

  /** Loads one form anew. @returns whether it is there for this judge; null when nobody knows */
  async function refreshForm(formId: string): Promise<boolean | null> {
    const judgeId = state.frontId;
    if (judgeId === null) return null;
    const told = heard(await read<JudgeForm>(`/judge/forms/${formId}/state.json`, judgeId));
    if (told.kind === "gone") return false;
    if (told.kind !== "told") return null;
    const form = told.value;
    const row = rows.get(judgeId);
    if (row) await device?.writePages(row, new Map([[formId, form]]), "add");
    const { day } = state;
    const isNewer = (day?.forms.get(formId)?.revision ?? -1) <= form.revision;
    if (state.frontId === judgeId && day && isNewer) change({ day: { ...day, forms: new Map(day.forms).set(formId, form) } });
    return true;
  }

  /** @returns null once the judge is in front, or why not. */
  async function takeTurn(judgeId: string, pin: string): Promise<TurnRefusal | null> {
    const told = heard(await act<null>(SESSIONS_PATH, judgeId, "prove-pin", { pin }));
    if (told.kind === "refused") return (told.refusals[0]?.code ?? "pin-wrong") as TurnRefusal;
    if (told.kind === "told") await keepPin(judgeId, pin);
    else {
      const refusal = await provePinHere(judgeId, pin, told.kind === "signed-out");
      if (refusal !== null) return refusal;
    }
    await bringToFront(judgeId);
    void refreshDay();
    return null;
  }

  /** Against what this device knows of his PIN. */
  async function provePinHere(judgeId: string, pin: string, isSignedOut: boolean): Promise<TurnRefusal | null> {
    const row = rows.get(judgeId);
    if (!row?.pinCheck) return isSignedOut ? "session-over" : "pin-needs-network";
    if (row.wrongPins >= MOST_WRONG_PINS) return "pin-blocked";
    const isRight = await isRightPin(await openValue<PinCheck>(row.key, row.pinCheck), pin);
    await changeRow(row, ({ wrongPins }) => ({ wrongPins: isRight ? 0 : wrongPins + 1 }));
    return isRight ? null : "pin-wrong";
  }

  /** The server has accepted this PIN on this device. */
  async function keepPin(judgeId: string, pin: string): Promise<void> {
    const row = rows.get(judgeId);
    if (!device || !row) return;
    const pinCheck = await sealValue(row.key, await makePinCheck(pin));
    await changeRow(row, () => ({ pinCheck, wrongPins: 0 }));
    changePerson(judgeId, { hasPinCheck: true });
  }

  async function changeRow(row: JudgeRow, changes: (stored: JudgeRow) => Partial<JudgeRow>): Promise<void> {
    const next = await device?.changeJudge(row, changes);
    if (next) rows.set(row.id, next);
  }

  /** By what a printed QR code holds, and the PIN. */
  async function signIn(token: string, pin: string): Promise<Told<SignedIn>> {
    const told = heard(await act<SignedIn>(SESSIONS_PATH, null, "sign-in-with-link", { token, pin }));
    if (told.kind === "told") {
      await inTurn(() => admit(told.value));
      changePerson(told.value.judgeId, { session: "open" });
      await keepPin(told.value.judgeId, pin);
      await bringToFront(told.value.judgeId);
      await refreshPeople();
    }
    return told;
  }

  /** Signs a form as who is in front; needs the network. */
  async function signOff(formId: string, revision: number, pin: string): Promise<Told<unknown>> {
    const judgeId = state.frontId;
    if (judgeId === null) return { kind: "signed-out" };
    const told = heard(await act<unknown>(`/judge/forms/${formId}`, judgeId, "sign-off", { revision: String(revision), pin }));
    if (told.kind === "told") void keepPin(judgeId, pin);
    await refreshForm(formId);
    return told;
  }

  /** Says which of two values stands, as who is in front; needs the network. @param settled `standing`: the key of the one on the screen */
  async function settleConflict(
    formId: string,
    settled: {
      readonly conflictId: string;
      readonly choice: ConflictChoice;
      readonly reason: string;
      readonly standing: string;
    },
  ) {
    const judgeId = state.frontId;
    if (judgeId === null) return { kind: "signed-out" } as const;
    const told = heard(await act<unknown>(`/judge/forms/${formId}`, judgeId, "settle-conflict", settled));
    await refreshForm(formId);
    return told;
  }

  /** Takes a judge off this device, unless something of his is only here or was refused and nobody has read it. */
  async function remove(judgeId: string): Promise<boolean> {
    const person = state.people.find((one) => one.judgeId === judgeId);
    if (!person || !mayLeave(person)) return false;
    await act(SESSIONS_PATH, judgeId, "end-session", {});
    // Another page of this device may have taken something in meanwhile.
    if (!mayLeave(person)) return false;
    person.outbox.close();
    await device?.removeJudge(judgeId);
    rows.delete(judgeId);
    change({ people: state.people.filter((one) => one !== person) });
    if (state.frontId === judgeId) await setFront(null);
    return true;
  }

  async function keep(act: Act): Promise<boolean> {
    const kept = await findFront(state)
      ?.outbox.enter(act)
      .catch(() => null);
    change({ isUnkept: !kept });
    return Boolean(kept);
  }

  return {
    getState: () => state,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    open,
    refreshPeople,
    refreshDay,
    refreshForm,
    takeTurn,
    /** Leaves the tablet to whoever comes next. */
    endTurn: leave,
    signIn,
    signOff,
    settleConflict,
    remove,
    /** @returns whether it is kept on this device; what is not must be entered again. */
    mark: (entry: Omit<MarkEntry, "key" | "enteredAt">) =>
      keep({ kind: "mark", entry: { ...entry, key: newKey(), enteredAt: new Date().toISOString() } }),
    note: (entry: Omit<NoteEntry, "key" | "enteredAt">) =>
      keep({ kind: "note", entry: { ...entry, key: newKey(), enteredAt: new Date().toISOString() } }),
  };
}

function mayLeave({ outbox }: Person): boolean {
  const { waiting, unread } = countUnsettled(outbox.getState().kept);
  return waiting + unread === 0;
}

export function findFront({ people, frontId }: TabletState): Person | null {
  return people.find(({ judgeId }) => judgeId === frontId) ?? null;
}

/** Web Locks keep two pages from sending the same at once; without them, or behind a page that hangs, the server's keys do. */
async function holdLock(name: string, work: () => Promise<void>): Promise<void> {
  if (!("locks" in navigator)) return work();
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), LOCK_MS);
  let isBegun = false;
  try {
    await navigator.locks.request(name, { signal: control.signal }, () => {
      isBegun = true;
      clearTimeout(timer);
      return work();
    });
  } catch (error) {
    if (isBegun) throw error;
    await work();
  }
}

const LOCK_MS = 5_000;

let shared: Tablet | null = null;

/** The one of this page. */
export function getTablet(): Tablet {
  shared ??= createTablet();
  return shared;
}
