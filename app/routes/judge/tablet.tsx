/** The judge's tablet: one page, the same for everyone, that a device keeps and opens without a network; who is at it the device knows. */
import type { LinksFunction } from "@remix-run/node";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Tablet } from "#app/ui/tablet/tablet.tsx";

export { TabletError as ErrorBoundary } from "#app/ui/marking/tablet-error.tsx";

export const links: LinksFunction = () => [
  { rel: "manifest", href: "/tablet.webmanifest" },
  { rel: "apple-touch-icon", href: "/tablet-icon-192.png" },
];

export const handle: PageHandle = { title: "marking:forms.title" };

/** Nothing of this page is asked of the server again: what changes comes by requests of its own. */
export const shouldRevalidate = () => false;

export default function TabletPage() {
  return <Tablet />;
}
