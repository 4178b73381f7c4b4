import { expect, it } from "vitest";
import { inEnglish } from "~/i18n/in-english";
import { deviceName } from "~/modules/accounts/device-name";

const SAFARI = "Version/18.0 Safari/605.1.15";
const CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";

it.each([
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0", "Firefox on Windows"],
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Edg/141.0.0.0`, "Edge on Windows"],
  [`Mozilla/5.0 (X11; Linux x86_64) ${CHROME}`, "Chrome on Linux"],
  [`Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${CHROME}`, "Chrome on ChromeOS"],
  [`Mozilla/5.0 (Linux; Android 15) ${CHROME.replace("Safari", "Mobile Safari")}`, "Chrome on Android"],
  [`Mozilla/5.0 (Linux; Android 15) SamsungBrowser/28.0 ${CHROME}`, "Samsung Internet on Android"],
  [
    `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) ${SAFARI}`,
    "Safari on a Mac",
  ],
  [
    `Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) ${SAFARI}`,
    "Safari on an iPhone",
  ],
  [
    "Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) AppleWebKit/605.1.15 CriOS/141.0 Mobile/15E148 Safari/604.1",
    "Chrome on an iPad",
  ],
  [`Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${CHROME} OPR/122.0.0.0`, "Opera on a Mac"],
  ["curl/8.5.0", "curl"],
  ["Something (Windows)", "A browser on Windows"],
  ["<script>", "An unknown device"],
  [null, "An unknown device"],
])("%s", (userAgent, name) => expect(inEnglish(deviceName(userAgent))).toBe(name));
