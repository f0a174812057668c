/** The addresses that the shells themselves link to. */
export const PATHS = {
  home: "/",
  signIn: "/sign-in",
  signOut: "/sign-out",
  /** Where a signed-in person finds what is his to do. */
  desk: "/desk",
} as const;
