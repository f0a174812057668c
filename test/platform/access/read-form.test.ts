/** What a browser submits is read as it was sent; a body that is cut anywhere, or has too many parts, is refused in a moment. */
import { describe, expect, it } from "vitest";
import { readForm } from "#app/platform/access/read-form.server.ts";

const WHOLE = [
  '--bbbb\r\nContent-Disposition: form-data; name="intent"\r\n\r\npreview\r\n',
  '--bbbb\r\nContent-Disposition: form-data; name="file"; filename="名单.csv"\r\nContent-Type: text/csv\r\n\r\n姓名\r\n',
  "--bbbb--",
].join("");

/** @param size of the pieces that the body comes in */
function post(type: string, body: string | Uint8Array, size = 65_536, headers: Record<string, string> = {}): Request {
  const bytes = Buffer.from(body as string);
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.subarray(at, at + size));
      controller.close();
    },
  });
  const init = { method: "POST", headers: { "Content-Type": type, ...headers }, body: stream, duplex: "half" };
  return new Request("http://localhost/", init as RequestInit);
}

/** The form, or the status of the refusal. */
async function read(request: Request): Promise<FormData | number | null> {
  const refused = (error: unknown) => {
    if (error instanceof Response) return error.text().then((sentence) => (sentence === "" ? 0 : error.status));
    throw error;
  };
  return readForm(request).catch(refused);
}

/** Names and texts; a file by its name, type and bytes. */
async function listed(form: FormData | number | null): Promise<unknown> {
  if (!(form instanceof FormData)) return form;
  const entries = [...form].map(async ([name, value]) =>
    typeof value === "string"
      ? [name, value]
      : [name, value.name, value.type, Buffer.from(await value.arrayBuffer()).toString("hex")],
  );
  return Promise.all(entries);
}

const TYPE = "multipart/form-data; boundary=bbbb";

describe("a form in parts", () => {
  it.each([1, 2, 7, 65_536])("is read as it was sent, in pieces of %i bytes", async (size) => {
    expect(await listed(await read(post(TYPE, WHOLE, size)))).toEqual([
      ["intent", "preview"],
      ["file", "名单.csv", "text/csv", Buffer.from("姓名").toString("hex")],
    ]);
  });

  it("is read as a browser writes it: odd names, empty fields, no file, each byte, large texts", async () => {
    const form = new FormData();
    form.append('姓"名\\[]', "");
    form.append("text", "字".repeat(1_000_000));
    form.append("none", new File([], "", { type: "application/octet-stream" }));
    form.append(
      "bytes",
      new File([Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 256))], "报名 表\\一.bin", {
        type: "application/pdf",
      }),
    );
    form.append("typed", new Blob(["a"], { type: "application/octet-stream" }), "a%b");
    const sent = new Request("http://localhost/", { method: "POST", body: form });
    const expected = [...form].map(async ([name, value]) =>
      typeof value === "string"
        ? [name, value]
        : [name, value.name, value.type, Buffer.from(await value.arrayBuffer()).toString("hex")],
    );
    expect(await listed(await read(sent))).toEqual(await Promise.all(expected));
  });

  it("is refused where it is cut, at every byte", async () => {
    const bytes = Buffer.from(WHOLE);
    for (let end = 0; end < bytes.length; end += 1)
      for (const size of [1, 65_536]) expect([end, await read(post(TYPE, bytes.subarray(0, end), size))]).toEqual([end, 400]);
  });

  it("is refused where it ends after a boundary: 62 bytes that stop Node's own reader", async () => {
    const body = '--bbbb\r\nContent-Disposition: form-data; name="f1"\r\n\r\nx\r\n--bbbb';
    expect(body.length).toBe(62);
    expect(await read(post(TYPE, body))).toBe(400);
  });

  it("has at most 1,000 parts", async () => {
    const many = (count: number) => `${'--bbbb\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n'.repeat(count)}--bbbb--`;
    expect(await listed(await read(post(TYPE, many(1_000))))).toHaveLength(1_000);
    expect(await read(post(TYPE, many(1_001)))).toBe(413);
    expect(await read(post(TYPE, many(100_000)))).toBe(413);
  });

  it("is refused without a boundary, and with another than its own", async () => {
    expect(await read(post("multipart/form-data", WHOLE))).toBe(400);
    expect(await read(post("multipart/form-data; boundary=", WHOLE))).toBe(400);
    expect(await read(post("multipart/form-data; boundary=cccc", WHOLE))).toBe(400);
  });

  it("may have a boundary of one letter that its texts contain", async () => {
    const body = '--b\r\nContent-Disposition: form-data; name="b"\r\n\r\nb --b b\r\n-b\r\n--b--\r\n';
    expect(await listed(await read(post("Multipart/Form-Data; Boundary=b", body)))).toEqual([["b", "b --b b\r\n-b"]]);
  });

  it("is refused where less came than was declared, or its body broke off", async () => {
    expect(await read(post(TYPE, WHOLE, 65_536, { "Content-Length": "1000" }))).toBe(400);
    const broken = new ReadableStream({ start: (controller) => controller.error(new Error("broken off")) });
    const init = { method: "POST", headers: { "Content-Type": TYPE }, body: broken, duplex: "half" };
    expect(await read(new Request("http://localhost/", init as RequestInit))).toBe(400);
  });
});

describe("a form in one line", () => {
  const LINE = "application/x-www-form-urlencoded";

  it("is read in its order", async () => {
    const sent = new Request("http://localhost/", {
      method: "POST",
      body: new URLSearchParams([
        ["a", "1 &"],
        ["名", "字"],
        ["a", ""],
      ]),
    });
    expect(await listed(await read(sent))).toEqual([
      ["a", "1 &"],
      ["名", "字"],
      ["a", ""],
    ]);
  });

  it("has at most 10,000 fields", async () => {
    expect(await listed(await read(post(LINE, `a=1${"&a=1".repeat(9_999)}`)))).toHaveLength(10_000);
    expect(await read(post(LINE, `a=1${"&a=1".repeat(10_000)}`))).toBe(413);
  });

  it("is refused where less came than was declared: what is left of it could be another form", async () => {
    expect(await read(post(LINE, "intent=erase&id=1", 65_536, { "Content-Length": "18" }))).toBe(400);
  });
});

it("what is no form is not read", async () => {
  expect(await read(post("text/plain", "intent=a"))).toBeNull();
  expect(await read(post("application/json", "{}"))).toBeNull();
});
