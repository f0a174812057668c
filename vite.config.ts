/** Vite builds the Remix app; the Remix options live in remix.config.js. */
import path from "node:path";
import { vitePlugin as remix } from "@remix-run/dev";
import { build, defineConfig, type Plugin, type Rollup } from "vite";
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

/** The pages that load no framework, each with one script: what a component draws there, Preact draws in React's place. */
const LIGHT_PAGES = ["board", "screen"] as const;

/** Builds the scripts of the light pages beside the app's, and tells the server where they are. */
const lightScripts: Plugin = {
  name: "light-scripts",
  resolveId: (id) => (id === "virtual:light-scripts" ? `\0${id}` : null),
  load: async (id, options) => {
    if (id !== "\0virtual:light-scripts") return null;
    // In the browser nothing asks for them: a light page is always made by the server.
    return `export default ${JSON.stringify(options?.ssr ? await buildLightScripts() : {})}`;
  },
};

/** @returns the addresses of the scripts by the name of their page: one file each, so that nothing is fetched after it. */
async function buildLightScripts(): Promise<Readonly<Record<string, string>>> {
  const scripts: Record<string, string> = {};
  for (const page of LIGHT_PAGES) {
    const built = await build({
      configFile: false,
      logLevel: "warn",
      publicDir: false,
      // Styles come with the page itself; the names of its classes are made from the same files.
      plugins: [{ name: "no-styles", generateBundle: (_options, bundle) => dropStyles(bundle) }],
      resolve: {
        alias: [
          { find: /^react$|^react-dom$/, replacement: "preact/compat" },
          { find: "react-dom/client", replacement: "preact/compat/client" },
          { find: "react/jsx-runtime", replacement: "preact/jsx-runtime" },
          { find: "@remix-run/react", replacement: path.resolve("app/light/plain-links.tsx") },
        ],
      },
      build: {
        target: "es2020",
        emptyOutDir: false,
        outDir: "build/client",
        modulePreload: { polyfill: false },
        rollupOptions: {
          input: `app/light/${page}.tsx`,
          output: { entryFileNames: "assets/light-[name]-[hash].js", inlineDynamicImports: true },
        },
      },
    });
    const { output } = built as Rollup.RollupOutput;
    scripts[page] = `/${output[0].fileName}`;
  }
  return scripts;
}

function dropStyles(bundle: Rollup.OutputBundle): void {
  for (const name of Object.keys(bundle)) if (name.endsWith(".css")) delete bundle[name];
}

export default defineConfig({
  publicDir: "app/public",
  plugins: [remix(remixOptions), rosterThread, lightScripts],
  resolve: { dedupe: ["react", "react-dom"] },
  optimizeDeps: { entries: ["app/routes/**/*.tsx", "app/root.tsx", "app/entry.client.tsx"] },
  ssr: { noExternal: [/^@mantine\//] },
  build: { target: "es2020", chunkSizeWarningLimit: 900 },
});
