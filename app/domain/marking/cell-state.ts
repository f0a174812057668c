/**
 * How far a form is, as a cell of the matrix shows it. `conflict`: two values of an aspect, of which nobody has settled which stands;
 * `apart`: scores lie too far apart; `complete`: to be signed; `signing`: signed by some; `keyed`: once from paper; `differs`: twice.
 */
export type CellState =
  | "empty"
  | "started"
  | "conflict"
  | "apart"
  | "complete"
  | "signing"
  | "keyed"
  | "differs"
  | "signed"
  | "confirmed";
