/** Vite builds the Remix app; the Remix options live in remix.config.js. */
import { vitePlugin as remix } from "@remix-run/dev";
import { build, defineConfig, type Plugin } from "vite";
import remixOptions from "./remix.config.js";

declare module "@remix-run/node" {
  interface Future {
    v3_singleFetch: true;
  }
}

/** The thread of rosters as a file beside the server's bundle: running its sources would cost every import a compiler. */
const rosterThread: Plugin = {
  name: "roster-thread",
  apply: (_config, { command, isSsrBuild }) => command === "build" && isSsrBuild === true,
  closeBundle: async () => {
    await build({
      configFile: false,
      logLevel: "warn",
      build: {
        ssr: "app/platform/roster/roster-thread.server.ts",
        outDir: "build/server",
        emptyOutDir: false,
        rollupOptions: { output: { entryFileNames: "roster-thread.js" } },
      },
    });
  },
};

export default defineConfig({
  publicDir: "app/public",
  plugins: [remix(remixOptions), rosterThread],
  resolve: { dedupe: ["react", "react-dom"] },
  optimizeDeps: { entries: ["app/routes/**/*.tsx", "app/root.tsx", "app/entry.client.tsx"] },
  ssr: { noExternal: [/^@mantine\//] },
  build: { target: "es2020", chunkSizeWarningLimit: 900 },
});
