/** 颁奖: an organiser prepares it, a presenter leads it from a phone, and the big screen shows each name when it is revealed, not before. */
import { checkScreen, expect, test } from "./support/story.ts";

const OFFICE = "/office/tongzhou-2026/ceremony";
const SCREEN = "/competitions/tongzhou-2026/ceremony";
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };

test("the screen follows the presenter's phone and knows no name before its scene", async ({ people }) => {
  const office = await people.page("organiser");
  await office.goto(OFFICE);
  await office.getByRole("button", { name: /生成颁奖流程/ }).click();
  await expect(office.getByText("颁奖流程已生成。")).toBeVisible();
  await checkScreen(office);

  const screen = await people.visitor({ viewport: { width: 1920, height: 1080 } });
  const sent: string[] = [];
  screen.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => sent.push(String(payload))));
  await screen.goto(SCREEN);
  await expect(screen.getByText("颁奖典礼").first()).toBeVisible();
  const known = () => `${sent.join("\n")}`;

  const phone = await people.page("organiser", PHONE);
  await phone.goto(`${OFFICE}/stage`);
  const next = phone.getByRole("button", { name: "下一幕" });
  const onScreen = phone.getByRole("region", { name: "大屏上" });
  await expect(onScreen).toContainText("开场");
  await checkScreen(phone);

  // The title of the first award; whoever looks sees who comes, and the screen does not.
  await next.click();
  await expect(onScreen).toContainText("奖项标题");
  await expect(screen.getByText("三等奖").or(screen.getByText("铜牌")).first()).toBeVisible();
  const look = phone.getByRole("button", { name: "按住查看姓名" });
  await look.dispatchEvent("pointerdown");
  const upcoming = phone.getByRole("definition").first();
  await expect(upcoming).toBeVisible();
  const name = String((await upcoming.innerText()).split(" · ")[0]);
  await look.dispatchEvent("pointerup");
  await expect(upcoming).toHaveCount(0);
  expect(known()).not.toContain(name);
  expect(await screen.content()).not.toContain(name);

  await next.click();
  await expect(screen.getByRole("heading", { name })).toBeVisible();
  expect(known()).toContain(name);
  await checkScreen(screen);

  // Dark, and light again; a step back takes the name away.
  await phone.getByRole("button", { name: "黑屏" }).click();
  await expect(screen.getByRole("heading", { name })).toHaveCount(0);
  await phone.getByRole("button", { name: "恢复画面" }).click();
  await expect(screen.getByRole("heading", { name })).toBeVisible();
  await phone.getByRole("button", { name: "上一幕" }).click();
  await expect(screen.getByRole("heading", { name })).toHaveCount(0);

  // Two answers that are lost: the tap is sent again, and was taken once.
  await expect(onScreen).toContainText("奖项标题");
  let lost = 0;
  await phone.route("**/ceremony/steps", async (route) => {
    if (route.request().method() !== "POST" || lost > 1) return route.continue();
    lost += 1;
    await route.fetch();
  });
  await next.click();
  await expect(phone.getByText("网络不通，正在重试；不会重复执行")).toBeVisible({ timeout: 15_000 });
  await expect(screen.getByRole("heading", { name })).toBeVisible();
  await expect(phone.getByText("已与大屏同步")).toBeVisible({ timeout: 15_000 });
  await expect(onScreen).toContainText("揭晓姓名");
  await expect(screen.getByRole("heading", { name })).toBeVisible();
  expect(lost).toBe(2);

  // The log has every step and the look.
  await office.goto(OFFICE);
  await expect(office.getByRole("rowheader", { name: "黑屏" })).toBeVisible();
  await checkScreen(office);
});

test("the live desk says how the hall stands", async ({ people }) => {
  const page = await people.page("organiser");
  await page.goto("/office/tongwulang-2026/live");
  await expect(page.getByRole("heading", { name: "现场", exact: true })).toBeVisible();
  await expect(page.getByRole("heading", { name: "未完成的评分表" })).toBeVisible();
  await checkScreen(page);
});
