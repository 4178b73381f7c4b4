import { message } from "~/i18n/message";

// The first that fits names it: others claim to be Safari, or Chrome, and all claim to be Mozilla.
const BROWSERS: readonly (readonly [mark: RegExp, name: string])[] = [
  [/\bEdg(?:e|A|iOS)?\//, "Edge"],
  [/\b(?:OPR|Opera)\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\bVivaldi\//, "Vivaldi"],
  [/\b(?:Firefox|FxiOS)\//, "Firefox"],
  [/\b(?:Chrome|Chromium|CriOS)\//, "Chrome"],
  [/\bVersion\/.*\bSafari\//, "Safari"],
  [/^curl\//, "curl"],
];

type System = "iphone" | "ipad" | "android" | "windows" | "chromeos" | "mac" | "linux";

const SYSTEMS: readonly (readonly [mark: RegExp, name: System])[] = [
  [/\biPhone\b/, "iphone"],
  [/\biPad\b/, "ipad"],
  [/\bAndroid\b/, "android"],
  [/\bWindows\b/, "windows"],
  [/\bCrOS\b/, "chromeos"],
  [/\bMac OS X\b|\bMacintosh\b/, "mac"],
  [/\bLinux\b/, "linux"],
];

/** "Firefox on Windows", as a browser says of itself, as a message; for people, who know theirs. Never decides anything. */
export function deviceName(userAgent: string | null): string {
  const find = <N extends string>(list: readonly (readonly [mark: RegExp, name: N])[]) =>
    list.find(([mark]) => mark.test(userAgent ?? ""))?.[1];
  const [browser, system] = [find(BROWSERS), find(SYSTEMS)];
  if (browser && system) return message(`accounts.devices.${system}.known`, { browser });
  return (
    browser ?? (system ? message(`accounts.devices.${system}.unknown`) : message("accounts.devices.unknown"))
  );
}
