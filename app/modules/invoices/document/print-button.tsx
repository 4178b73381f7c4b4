import { useEffect, useState } from "react";
import { Button } from "~/components/button";
import { useT } from "~/i18n/language";

/** Opens the browser's print dialogue; where scripts don't run, says where to find it. */
export function PrintButton() {
  const t = useT();
  const [scripted, setScripted] = useState(false);
  useEffect(() => setScripted(true), []);
  return scripted ? (
    <Button type="button" icon="print" onClick={() => window.print()}>
      {t("invoices.print")}
    </Button>
  ) : (
    <p className="text-sm text-ink-muted">{t("invoices.printHint")}</p>
  );
}
