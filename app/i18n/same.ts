/** The shape that an English namespace owes to its Chinese original: the same keys, any text. */

/** Keys of the plural form "one", which Chinese does not have: a Chinese `rows_other` admits an English `rows_one`. */
type SingularOf<Keys> = Keys extends `${infer Base}_other` ? `${Base}_one` : never;

/** Every key of `T` with free text, and a singular where `T` has a plural. Use as `satisfies Same<typeof zh>`. */
export type Same<T> = {
  readonly [Key in keyof T]: T[Key] extends string ? string : Same<T[Key]>;
} & { readonly [Key in SingularOf<keyof T>]?: string };
