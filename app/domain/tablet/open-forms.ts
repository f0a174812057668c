/**
 * Who has a form open, and on which of a judge's own devices he is at work on it (DOMAIN 11: two devices on one form see each other;
 * take-over is explicit). It is told to screens, and decides nothing on the server: a mark is taken from whichever device it comes.
 */
import { ONLINE_MS } from "#app/domain/desk/alerts.ts";

/** A device that was not heard of for this long shows to others no more: it is off, or its judge went away without a word. */
const OTHERS_MS = 10 * 60_000;
/** A judge's own device may lie somewhere with values that only it has: it is named all day. */
const OWN_MS = 12 * 60 * 60_000;
/** The end of a device's own name, by which people call it. */
const DEVICE_SIGN = 4;

/** A device on which a form is open. Times in milliseconds. */
export type OpenForm = {
  readonly judgeId: string;
  readonly deviceId: string;
  /** When it was last heard of. */
  readonly at: number;
  /** When its judge took the form up on it; null: it was open on another device of his, and he has not taken it over. */
  readonly heldSince: number | null;
};

/** One device as another one shows it; times ISO by the server's clock. */
export type SeenDevice = {
  readonly judgeId: string;
  readonly device: string;
  readonly at: string;
  /** Whether it is heard of now. */
  readonly isOnline: boolean;
};

/**
 * - `here`: the judge is at work on it on this device.
 * - `elsewhere`: it is open on another device of his, and he has not taken it over here.
 * - `taken`: it was taken up here, and then taken over by another device of his.
 */
export type Hold =
  | { readonly kind: "here" }
  | { readonly kind: "elsewhere"; readonly device: SeenDevice }
  | { readonly kind: "taken"; readonly device: SeenDevice; readonly since: string };

export type FormPresence = {
  readonly formId: string;
  /** Devices of other judges that have it open, latest first. */
  readonly others: readonly SeenDevice[];
  readonly hold: Hold;
};

export function toDeviceSign(deviceId: string): string {
  return deviceId.slice(-DEVICE_SIGN);
}

/**
 * When a judge holds a form on a device from, once it has said that the form is open on it; null while another of his holds it.
 * @param open the devices that have the form open, this one included where it was known before
 */
export function decideHold(
  open: readonly OpenForm[],
  { judgeId, deviceId, takesOver }: { readonly judgeId: string; readonly deviceId: string; readonly takesOver: boolean },
  now: number,
): number | null {
  const before = open.find((one) => one.judgeId === judgeId && one.deviceId === deviceId);
  if (takesOver) return now;
  if (before !== undefined && before.heldSince !== null) return before.heldSince;
  return findHolder(open, judgeId, now, deviceId) === null ? now : null;
}

/** What a device is told of a form that is open on it. */
export function describePresence(
  formId: string,
  open: readonly OpenForm[],
  { judgeId, deviceId }: { readonly judgeId: string; readonly deviceId: string },
  now: number,
): FormPresence {
  const others = open
    .filter((one) => one.judgeId !== judgeId && now - one.at < OTHERS_MS)
    .sort((left, right) => right.at - left.at)
    .map((one) => describe(one, now));
  const own = open.find((one) => one.judgeId === judgeId && one.deviceId === deviceId)?.heldSince ?? null;
  const holder = findHolder(open, judgeId, now, deviceId);
  if (holder === null || (own !== null && own >= holder.heldSince)) return { formId, others, hold: { kind: "here" } };
  const device = describe(holder, now);
  if (own === null) return { formId, others, hold: { kind: "elsewhere", device } };
  return { formId, others, hold: { kind: "taken", device, since: new Date(holder.heldSince).toISOString() } };
}

/** Of a judge's other devices, the one that took the form up last. */
function findHolder(open: readonly OpenForm[], judgeId: string, now: number, besides: string) {
  return open
    .flatMap(({ heldSince, ...one }) => (heldSince === null ? [] : [{ ...one, heldSince }]))
    .filter((one) => one.judgeId === judgeId && one.deviceId !== besides && now - one.at < OWN_MS)
    .reduce<(Omit<OpenForm, "heldSince"> & { readonly heldSince: number }) | null>(
      (latest, one) => (latest === null || one.heldSince > latest.heldSince ? one : latest),
      null,
    );
}

function describe({ judgeId, deviceId, at }: Pick<OpenForm, "judgeId" | "deviceId" | "at">, now: number): SeenDevice {
  return { judgeId, device: toDeviceSign(deviceId), at: new Date(at).toISOString(), isOnline: now - at < ONLINE_MS };
}
