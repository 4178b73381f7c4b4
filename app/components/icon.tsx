const paths = {
  home: "M3.5 9 10 3.5 16.5 9v7a.5.5 0 0 1-.5.5h-3.75V12h-4.5v4.5H4a.5.5 0 0 1-.5-.5z",
  document: "M5 2.75h6.5L15.5 7v10.25h-10.5zM11.25 2.75V7h4.25M8 10.5h4.5M8 13.5h4.5",
  people:
    "M7.5 9.25a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM2.25 16.5c.3-2.9 2.4-4.75 5.25-4.75s4.95 1.85 5.25 4.75M13 3.5a3 3 0 0 1 0 5.5M15 12.2c1.6.7 2.6 2.2 2.75 4.3",
  clock: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 6v4.25l2.75 1.75",
  sliders:
    "M3 6h7.5M14.5 6H17M3 14h2.5M9.5 14H17M12.5 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM7.5 16a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z",
  user: "M10 9.5a3.25 3.25 0 1 0 0-6.5 3.25 3.25 0 0 0 0 6.5ZM3.75 17c.45-3.1 2.9-5 6.25-5s5.8 1.9 6.25 5",
  plus: "M10 4v12M4 10h12",
  minus: "M4 10h12",
  search: "M9 15a6 6 0 1 0 0-12 6 6 0 0 0 0 12ZM13.5 13.5 17 17",
  check: "m4 10.5 4 4 8-9",
  close: "m5 5 10 10M15 5 5 15",
  info: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 9.5v4M10 6.6v.1",
  warning: "M10 3.25 17.5 16.5h-15zM10 8v4M10 14.2v.1",
  print: "M5.5 7.5V3h9v4.5M5.5 14.5H3v-7h14v7h-2.5M5.5 12h9v5h-9z",
  download: "M10 3v9.5M6 9l4 4 4-4M3.5 16.5h13",
  copy: "M7 7h9.5v9.5H7zM4 13h-.5V3.5H13V4",
  archive: "M3 4h14v3.5H3zM4.25 7.5V16h11.5V7.5M8 10.75h4",
  "sign-out": "M8 3.5H4v13h4M12.5 6.5 16 10l-3.5 3.5M15.5 10H8",
  "arrow-left": "M16 10H4.5M9 5l-5 5 5 5",
  "chevron-left": "m12 5-5 5 5 5",
  "chevron-right": "m8 5 5 5-5 5",
  "chevron-down": "m5.5 8 4.5 4.5L14.5 8",
} as const;

export type IconName = keyof typeof paths;

/** A line icon in the text's colour. Decoration only: the words beside it carry the meaning. */
export function Icon({ name, className = "size-5" }: { name: IconName; className?: string }) {
  return (
    <svg
      aria-hidden="true"
      focusable="false"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={`shrink-0 ${className}`}
    >
      <path d={paths[name]} />
    </svg>
  );
}
