import { createContext, useContext } from "react";

/** The request's CSP nonce. Empty in the browser, which hides nonces from scripts; React then leaves the attribute alone. */
export const NonceContext = createContext("");
export const useNonce = (): string => useContext(NonceContext);
