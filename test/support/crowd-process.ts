/** A crowd of viewers in a process of its own: opens them, drops them, and tells what they got and when. */
import { type Crowd, type CrowdWish, createCrowd } from "./crowd.ts";

let crowd: Crowd | null = null;

process.on("message", async (wish: CrowdWish) => {
  if (wish.kind === "open") crowd = createCrowd(wish);
  process.send?.(await crowd?.answer(wish));
});
