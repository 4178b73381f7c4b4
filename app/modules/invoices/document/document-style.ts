/**
 * The look of an invoice that is a file of its own: by what its parts are, so that nothing of the app's style sheet is needed. tests
 * hold every rule to a part that is there.
 */
export const DOCUMENT_STYLE = `
*{box-sizing:border-box;margin:0;padding:0}
@page{margin:18mm}
body{font:14px/1.45 -apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",Arial,sans-serif;color:#1c1d22;background:#fff;font-variant-numeric:tabular-nums}
article{max-width:54rem;margin:0 auto;padding:2rem;display:grid;gap:1.75rem}
[data-part="running-head"]{display:none}
@media print{article{padding:0;max-width:none;display:block}article>*+*{margin-top:1.5rem}[data-part="printed"]{display:table;table-layout:fixed;width:100%}[data-part="running-head"]{display:table-header-group;break-inside:avoid;color:#5c5f6a;font-size:8pt;line-height:2.5}thead{display:table-header-group}tr{break-inside:avoid}}
article>header,article>div,[data-part="dates"],[data-part="totals"]{display:grid;grid-template-columns:1fr 1fr;gap:1rem 2rem;align-items:start}
header>p{justify-self:end;font-weight:600;text-align:right}
header>p span{display:block;font-weight:400}
h1{font-size:1.75rem;line-height:1.2;margin-top:.5rem}
h2{font-size:.75rem;font-weight:500;color:#5c5f6a;margin-bottom:.3rem}
address{font-style:normal;overflow-wrap:anywhere}
address p:first-child{font-weight:600}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;align-content:start}
dt{color:#5c5f6a}
dd{overflow-wrap:anywhere}
table{width:100%;border-collapse:collapse}
caption,.sr-only{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
th,td{padding:.55rem .4rem;text-align:right;vertical-align:baseline;border-bottom:1px solid #dcdde2}
thead th{font-size:.75rem;font-weight:500;color:#5c5f6a;border-color:#1c1d22}
th:nth-child(-n+2),td:first-child{text-align:left}
tbody th{font-weight:500;overflow-wrap:anywhere}
tbody th span{display:block;font-weight:400;color:#5c5f6a;white-space:pre-line}
[data-part="totals"]{break-inside:avoid}
[data-part="totals"] dl{display:block}
[data-part="totals"] dl>div{display:flex;justify-content:space-between;gap:1.5rem;padding:.15rem 0}
[data-part="totals"] dl>div:last-child{font-size:1.05rem;font-weight:600;border-top:1px solid #1c1d22;margin-top:.4rem;padding-top:.5rem}
[data-part="totals"] dl>div:last-child dt{color:inherit}
[data-part="note"] p{white-space:pre-line;overflow-wrap:anywhere}
`
  .trim()
  .replaceAll("\n", "");
