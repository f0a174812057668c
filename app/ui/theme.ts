/** The Mantine theme: ink blue, neutral greys that hold a contrast of 4.5, system Chinese fonts first. */
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";

const ink: MantineColorsTuple = [
  "#eef3fa",
  "#dbe6f4",
  "#b9cde8",
  "#93b1d9",
  "#6a91c8",
  "#3868ab",
  "#2d5a96",
  "#1f4479",
  "#17355f",
  "#0f2646",
];

const vermilion: MantineColorsTuple = [
  "#fdece7",
  "#fad6cc",
  "#f4ae9d",
  "#ef8770",
  "#e3644a",
  "#c8452a",
  "#c2341a",
  "#b02a12",
  "#8c210e",
  "#66180a",
];

const gray: MantineColorsTuple = [
  "#f6f7f9",
  "#eef1f5",
  "#e3e7ed",
  "#d5dbe3",
  "#b7c0cc",
  "#8592a3",
  "#5d6979",
  "#4d5a6b",
  "#303b4a",
  "#17202e",
];

const dark: MantineColorsTuple = [
  "#e6ebf2",
  "#c6d0dc",
  "#a3b1c2",
  "#8a99ac",
  "#3b4a5e",
  "#2a3647",
  "#1b2533",
  "#111925",
  "#0c131c",
  "#080d14",
];

const green: MantineColorsTuple = [
  "#e4f3ea",
  "#cde8d8",
  "#a3d5b8",
  "#78c198",
  "#4fac79",
  "#2f9460",
  "#20794c",
  "#17663e",
  "#115030",
  "#0b3a22",
];

export const theme = createTheme({
  primaryColor: "ink",
  primaryShade: { light: 7, dark: 5 },
  colors: { ink, vermilion, gray, dark, green, red: vermilion },
  white: "#ffffff",
  black: "#17202e",
  autoContrast: false,
  defaultRadius: 8,
  cursorType: "pointer",
  respectReducedMotion: true,
  fontFamily: "var(--sl-font)",
  fontFamilyMonospace: "var(--sl-font-mono)",
  headings: {
    fontFamily: "var(--sl-font)",
    fontWeight: "600",
    textWrap: "balance",
    sizes: {
      h1: { fontSize: "1.75rem", lineHeight: "1.35" },
      h2: { fontSize: "1.3125rem", lineHeight: "1.4" },
      h3: { fontSize: "1.125rem", lineHeight: "1.45" },
      h4: { fontSize: "1rem", lineHeight: "1.5" },
    },
  },
  fontSizes: { xs: "0.8125rem", sm: "0.9375rem", md: "1rem", lg: "1.125rem", xl: "1.3125rem" },
  lineHeights: { xs: "1.5", sm: "1.55", md: "1.6", lg: "1.6", xl: "1.6" },
  spacing: { xs: "0.5rem", sm: "0.75rem", md: "1rem", lg: "1.5rem", xl: "2rem" },
  shadows: {
    xs: "0 1px 2px rgb(15 38 70 / 6%)",
    sm: "0 1px 3px rgb(15 38 70 / 8%)",
    md: "0 4px 14px rgb(15 38 70 / 12%)",
    lg: "0 4px 14px rgb(15 38 70 / 12%)",
    xl: "0 4px 14px rgb(15 38 70 / 12%)",
  },
  components: {
    Button: { defaultProps: { size: "sm" } },
    TextInput: { defaultProps: { size: "sm" } },
    Anchor: { defaultProps: { underline: "always" } },
    Modal: { defaultProps: { centered: true, transitionProps: { duration: 150 } } },
  },
});

/** Mantine's own variables, drawn from the tokens of global.css so that both speak one palette. */
export const resolveCssVariables: CSSVariablesResolver = () => {
  const scheme = {
    "--mantine-color-body": "var(--sl-paper)",
    "--mantine-color-text": "var(--sl-text)",
    "--mantine-color-dimmed": "var(--sl-text-soft)",
    "--mantine-color-placeholder": "var(--sl-text-faint)",
    "--mantine-color-anchor": "var(--sl-link)",
    "--mantine-color-error": "var(--sl-act-fg)",
    "--mantine-color-default": "var(--sl-surface)",
    "--mantine-color-default-hover": "var(--sl-sunken)",
    "--mantine-color-default-border": "var(--sl-line-strong)",
    "--mantine-color-disabled": "var(--sl-sunken)",
    "--mantine-color-disabled-color": "var(--sl-text-faint)",
    "--mantine-color-disabled-border": "var(--sl-line)",
  };
  return { variables: {}, light: scheme, dark: scheme };
};
