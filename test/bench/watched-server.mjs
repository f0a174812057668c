/** The server as `npm start` runs it once everything is built, with its event loop and its memory watched. */
import "./loop-watch.mjs";
import { register } from "tsx/esm/api";

register();
const { main } = await import("../../server/main.ts");
await main();
