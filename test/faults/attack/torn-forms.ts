/** A form in parts, with a field and a file, cut after each of its bytes; the cut after its last boundary makes Node's own reader never return. */

const WHOLE = Buffer.from(
  [
    '--bbbb\r\nContent-Disposition: form-data; name="intent"\r\n\r\nno-such-intent\r\n',
    '--bbbb\r\nContent-Disposition: form-data; name="file"; filename="名单.csv"\r\nContent-Type: text/csv\r\n\r\n姓名\r\n',
    "--bbbb--",
  ].join(""),
);

export const TORN_TYPE = "multipart/form-data; boundary=bbbb";

/** The shortest that stops Node's own reader, then every beginning of the whole. */
export function listTornForms(): readonly Buffer[] {
  const shortest = Buffer.from('--bbbb\r\nContent-Disposition: form-data; name="f1"\r\n\r\nx\r\n--bbbb');
  return [shortest, ...Array.from(WHOLE, (_, end) => WHOLE.subarray(0, end))];
}
