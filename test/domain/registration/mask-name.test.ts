/** Half of a name, for strangers. */
import { describe, expect, it } from "vitest";
import { maskName } from "#app/domain/registration/mask-name.ts";

describe("maskName", () => {
  it.each([
    ["张三", "张*"],
    ["林晓楠", "林**"],
    ["欧阳若琳", "欧阳**"],
    ["𠮷田", "𠮷*"],
    ["王", "王"],
    ["", ""],
    ["古丽·买买提", "古丽·***"],
    ["Lin Wei", "Lin ***"],
  ])("shows %s as %s", (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });
});
