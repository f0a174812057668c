/** Every address that nothing else answers: the page that says so, in the document of the app like any other page. */
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";

export const loader = defineLoader({ access: "public" }, () => {
  throw notFound();
});

export default function Missing() {
  return null;
}
