/** What can be asked for; invoices and clients by their place in the model. */
export type Request =
  | { readonly kind: "create"; readonly client: number; readonly content: Content; readonly issues: boolean }
  | {
      readonly kind: "edit";
      readonly invoice: number;
      readonly version: number;
      readonly client: number;
      readonly content: Content;
      readonly issues: boolean;
    }
  | {
      readonly kind: "issue" | "markPaid" | "undoPaid" | "archive" | "restore";
      readonly invoice: number;
      readonly version: number;
    }
  | { readonly kind: "duplicate"; readonly invoice: number }
  | {
      readonly kind: "client";
      readonly client: number;
      readonly version: number;
      readonly archived: boolean;
    };

export interface Content {
  readonly issueDate: string;
  readonly quantity: number;
  readonly cents: number;
  readonly lines: number;
}

/** What the product's rules say of a request: the place of the invoice or client it is answered with, or why not. */
export type Verdict =
  | { readonly ok: number; readonly repeated: boolean }
  | {
      readonly refused: "key-reused" | "not-found" | "status" | "archived" | "stale" | "no-lines" | "client";
    };
