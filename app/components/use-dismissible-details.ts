import { useLocation } from "@remix-run/react";
import { type RefObject, useEffect, useRef } from "react";

/** Makes an open <details> behave as a menu: Escape, a press elsewhere and going to another page close it. */
export function useDismissibleDetails(ref: RefObject<HTMLDetailsElement>): void {
  const { key } = useLocation();
  const place = useRef(key);
  useEffect(() => {
    const details = ref.current;
    if (!details) return;
    // Not at the first run: someone may have opened it before the script arrived.
    if (place.current !== key) details.open = false;
    place.current = key;
    const onPress = (event: PointerEvent) => {
      if (event.target instanceof Node && !details.contains(event.target)) details.open = false;
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !details.open) return;
      details.open = false;
      details.querySelector("summary")?.focus();
    };
    document.addEventListener("pointerdown", onPress);
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("pointerdown", onPress);
      document.removeEventListener("keydown", onKey);
    };
  }, [ref, key]);
}
