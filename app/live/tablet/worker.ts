/**
 * The tablet's service worker: keeps the page of the tablet and what it is built of, and opens it from there, with a network or
 * without. It keeps nothing that is anyone's: marks and forms lie in the device's database.
 */
import { createHandlerBoundToURL, type PrecacheEntry, precacheAndRoute } from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import { TABLET_PATH } from "./places.ts";

declare const self: {
  addEventListener(name: "message", listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(name: "activate", listener: (event: { waitUntil(work: Promise<unknown>): void }) => void): void;
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
};

/** Put in when the app is built. */
declare const TABLET_FILES: PrecacheEntry[];

precacheAndRoute(TABLET_FILES);
registerRoute(new NavigationRoute(createHandlerBoundToURL(TABLET_PATH), { allowlist: [/^\/judge(\?|$)/] }));

self.addEventListener("message", ({ data }) => {
  if (data === "take-over") void self.skipWaiting();
});
// The first visit already works from here, and is there when the network goes.
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
