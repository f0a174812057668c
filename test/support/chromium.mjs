/** Finds the browser of the browser tests: the system's Chromium or Chrome, else the one that Playwright keeps. */
import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const PLAYWRIGHT = path.join("node_modules", "@playwright", "test", "cli.js");

/** The path of an installed browser; null when the machine has none of its own on PATH. */
export function findSystemChromium() {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const files = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return files.find((file) => fs.existsSync(file)) ?? null;
}

/**
 * Makes sure that there is a browser, and pdftotext to read certificates with.
 * @returns a sentence on which browser is used
 * @throws Error where an installation fails
 */
export async function prepareChromium() {
  const canInstall = process.platform === "linux" && process.getuid?.() === 0 && has("apt-get");
  if (canInstall && !(findSystemChromium() && has("pdftotext", "-v"))) {
    console.log("Installing chromium, fonts-noto-cjk and poppler-utils …");
    execFileSync("apt-get", ["update", "-qq"], { stdio: ["ignore", "ignore", "inherit"] });
    execFileSync("apt-get", ["install", "-y", "-qq", "chromium", "fonts-noto-cjk", "poppler-utils"], {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
  }
  const system = findSystemChromium();
  if (system) return `the browser is ${system}`;
  const { chromium } = await import("@playwright/test");
  if (!fs.existsSync(chromium.executablePath()))
    execFileSync(process.execPath, [PLAYWRIGHT, "install", "chromium"], { stdio: "inherit" });
  return "the browser is Playwright's own";
}

function has(command, flag = "--version") {
  return spawnSync(command, [flag], { stdio: "ignore" }).error === undefined;
}
