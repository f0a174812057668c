/** An export as a page: everything that the JSON has, in words, and nothing of it can act in a browser. */
import { expect, it } from "vitest";
import { createPersonExportPage } from "#app/i18n/person-export-page.ts";

const FILE = {
  format: "skillladder-person-export-1",
  exportedAt: "2026-11-26T03:00:00.000Z",
  person: { name: "<script>alert(1)</script>", documentNumber: "110112199003071234", telephone: "" },
  entries: [
    { yearsOfService: 12, entry: { coach: "周教练", event: { name: "电工" } }, frozenAt: new Date("2026-11-20T01:00:00Z") },
  ],
  coached: [],
  files: [
    { kind: "photo", mediaType: "image/png", base64: 'iVBORw0KGgo="><img onerror=x>' },
    { kind: "other", mediaType: "application/pdf", base64: "JVBERi0=" },
  ],
};

it("has every value in Chinese words, pictures as pictures, and other files named", async () => {
  const page = await createPersonExportPage(FILE, "zh-CN");
  for (const text of ["个人信息", "证件号码", "110112199003071234", "从业年限", "12", "周教练", "电工", "审核通过时间"]) {
    expect(page).toContain(text);
  }
  expect(page).toContain("09:00");
  expect(page).toContain("没有记录。");
  expect(page).toContain("内容见同时提供的 JSON 文件");
  expect(page).not.toContain("JVBERi0=");
  expect(await createPersonExportPage(FILE, "en")).toContain("Years of service");
});

it("lets nothing of what people typed be markup", async () => {
  const page = await createPersonExportPage(FILE, "zh-CN");
  expect(page).toContain("&#60;script&#62;alert(1)");
  expect(page).not.toContain("<script");
  expect(page.match(/<img /g)).toHaveLength(1);
  expect(page).toContain("default-src 'none'");
});
