import { useEffect, useState } from "react";
import { Button } from "~/components/button";

/** Opens the browser's print dialogue; where scripts don't run, says where to find it. */
export function PrintButton() {
  const [scripted, setScripted] = useState(false);
  useEffect(() => setScripted(true), []);
  return scripted ? (
    <Button type="button" icon="print" onClick={() => window.print()}>
      Print
    </Button>
  ) : (
    <p className="text-sm text-ink-muted">Use your browser’s Print to print it or save it as PDF.</p>
  );
}
