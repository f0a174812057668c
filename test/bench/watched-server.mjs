/** The server as `npm start` runs it once everything is built, with its event loop and its memory watched. */
import "./loop-watch.mjs";
import { main } from "../../build/server/main.js";

await main();
