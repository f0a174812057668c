/** Puts the hint of an input under it, so that inputs beside each other stand in line. */
export const hintBelow: { inputWrapperOrder: ("label" | "input" | "description" | "error")[] } = {
  inputWrapperOrder: ["label", "input", "description", "error"],
};
