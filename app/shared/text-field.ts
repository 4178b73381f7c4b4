import type { TextKind } from "./text";

/** A text that people type, as the lists of fields say it: the form's schema, the checker and the importer read the same. */
export interface TextField {
  /** The most that it may have, in UTF-16 units. */
  readonly most: number;
  /** Whether it may have more than one line. */
  readonly kind: TextKind;
}
