/** Vite builds the Remix app; the Remix options live in remix.config.js. */
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { vitePlugin as remix } from "@remix-run/dev";
import { build, defineConfig, type Plugin, type Rollup } from "vite";
import remixOptions from "./remix.config.js";

declare module "@remix-run/node" {
  interface Future {
    v3_singleFetch: true;
  }
}

/** Beside the bundle of the app, each a file of its own: running their sources would cost the compiler's time and memory. */
const SERVER_FILES = {
  "main.js": "server/main.ts",
  "backup.js": "server/commands/backup.ts",
  "roster-thread.js": "app/platform/roster/roster-thread.server.ts",
  "rows-thread.js": "app/services/marking/rows-thread.server.ts",
  "certificate-thread.js": "app/platform/pdf/certificate-thread.server.ts",
} as const;

const serverFiles: Plugin = {
  name: "server-files",
  apply: (_config, { command, isSsrBuild }) => command === "build" && isSsrBuild === true,
  closeBundle: async () => {
    for (const [file, source] of Object.entries(SERVER_FILES)) {
      await build({
        configFile: false,
        logLevel: "warn",
        publicDir: false,
        build: {
          ssr: source,
          outDir: "build/server",
          emptyOutDir: false,
          rollupOptions: { output: { entryFileNames: file, inlineDynamicImports: true } },
        },
      });
    }
  },
};

/** The pages that load no framework, each with one script: what a component draws there, Preact draws in React's place. */
const LIGHT_PAGES = ["board", "screen", "ceremony"] as const;

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

type Chunk = {
  readonly file: string;
  readonly css?: readonly string[];
  readonly assets?: readonly string[];
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
};

/** Chunks that the tablet's page stands on, and those that it loads later: anything else would need a network. */
const TABLET_STARTS = [
  "app/entry.client.tsx",
  "app/root.tsx?__remix-build-client-route",
  "app/routes/judge/tablet.tsx?__remix-build-client-route",
];
const TABLET_LATER = /^app\/(live|ui\/tablet|ui\/marking|i18n\/[^/]+\/on-tablet)/;

/** The tablet's service worker with the list of what it keeps: made last, when all of that is built. */
const tabletWorker: Plugin = {
  name: "tablet-worker",
  apply: (_config, { command, isSsrBuild }) => command === "build" && isSsrBuild === true,
  closeBundle: async () => {
    const chunks = JSON.parse(fs.readFileSync("build/client/.vite/manifest.json", "utf8")) as Record<string, Chunk>;
    const files = new Set<string>();
    const visit = (name: string) => {
      const chunk = chunks[name];
      if (!chunk) throw new Error(`The tablet's page stands on ${name}, which was not built.`);
      if (files.has(chunk.file)) return;
      for (const file of [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])]) files.add(file);
      for (const next of chunk.imports ?? []) visit(next);
      for (const next of chunk.dynamicImports ?? []) if (TABLET_LATER.test(next)) visit(next);
    };
    for (const name of TABLET_STARTS) visit(name);
    const [routes] = fs.readdirSync("build/client/assets").filter((file) => /^manifest-.*\.js$/.test(file));
    // The page itself has no hash in its name: it is new whenever anything that the server renders is.
    const revision = createHash("sha256")
      .update(`${routes} ${fs.readFileSync("build/server/index.js", "utf8")}`)
      .digest("hex");
    const list = [
      { url: "/judge", revision },
      ...[...files].sort().map((file) => ({ url: `/${file}`, revision: null })),
      ...["tablet.webmanifest", "tablet-icon-192.png", "favicon.svg"].map((file) => ({ url: `/${file}`, revision })),
    ];
    await build({
      configFile: false,
      logLevel: "warn",
      publicDir: false,
      define: { TABLET_FILES: JSON.stringify(list), "process.env.NODE_ENV": '"production"' },
      build: {
        target: "es2020",
        outDir: "build/client",
        emptyOutDir: false,
        lib: { entry: "app/live/tablet/worker.ts", formats: ["iife"], name: "tabletWorker", fileName: () => "tablet-worker.js" },
      },
    });
  },
};

export default defineConfig(({ isSsrBuild }) => ({
  publicDir: "app/public",
  plugins: [remix(remixOptions), serverFiles, lightScripts, tabletWorker],
  resolve: { dedupe: ["react", "react-dom"] },
  optimizeDeps: { entries: ["app/routes/**/*.tsx", "app/root.tsx", "app/entry.client.tsx"] },
  ssr: { noExternal: [/^@mantine\//] },
  build: { target: "es2020", chunkSizeWarningLimit: 900, manifest: !isSsrBuild },
}));
