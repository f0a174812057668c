/** Vite builds the Remix app; the Remix options live in remix.config.js. */
import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";
import remixOptions from "./remix.config.js";

declare module "@remix-run/node" {
  interface Future {
    v3_singleFetch: true;
  }
}

export default defineConfig({
  publicDir: "app/public",
  plugins: [remix(remixOptions)],
  resolve: { dedupe: ["react", "react-dom"] },
  optimizeDeps: { entries: ["app/routes/**/*.tsx", "app/root.tsx", "app/entry.client.tsx"] },
  ssr: { noExternal: [/^@mantine\//] },
  build: { target: "es2020", chunkSizeWarningLimit: 900 },
});
