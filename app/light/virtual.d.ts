/** Where the scripts of the light pages are, by the name of the page; the build says (vite.config.ts). */
declare module "virtual:light-scripts" {
  const scripts: Readonly<Record<string, string>>;
  export default scripts;
}
